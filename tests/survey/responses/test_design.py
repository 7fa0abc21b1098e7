import pytest

from survey.responses.design import Design, read, weight_of


def test_a_design_is_read_as_it_was_written():
    given = Design(weight="12.5", stratum="P01", psu="C1", fpc=30, labels={"sex": "F"})
    assert read(given.written()) == given
    assert given.written() == (
        '{"fpc":30,"labels":{"sex":"F"},"psu":"C1","stratum":"P01","weight":"12.5"}'
    )


def test_what_a_design_does_not_hold_is_not_written():
    assert Design(group="hdnd").written() == '{"group":"hdnd"}'


@pytest.mark.parametrize(
    ("written", "kept"),
    [("12.50", "12.5"), (" 3 ", "3"), ("1e2", "100"), ("302.113636", "302.113636")],
)
def test_a_weight_is_a_number_above_zero(written, kept):
    assert weight_of(written) == kept


@pytest.mark.parametrize("written", ["0", "-1", "1,5", "", "NaN", "Infinity", "hai", "١", "1_0,0"])
def test_what_is_no_weight_is_none(written):
    assert weight_of(written) is None
