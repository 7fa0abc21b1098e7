"""How somebody was drawn, as a sheet says it."""

import pytest

from survey.responses.design import Design
from survey.responses.designing import design_of


def test_every_column_of_a_design_is_read():
    cells = {"weight": "302.113636", "stratum": "P01", "psu": "C002", "second": "7", "fpc": "30"}
    cells |= {"second_fpc": "1477", "label:sex": "F", "label:age": "60+"}
    assert design_of(cells) == Design(
        weight="302.113636",
        stratum="P01",
        psu="C002",
        second="7",
        fpc=30,
        second_fpc=1477,
        labels={"sex": "F", "age": "60+"},
    )


@pytest.mark.parametrize("weight", ["0", "-3", "1,5", "abc", "inf", "nan", "1e400000"])
def test_what_is_no_weight_is_told_as_it_was_written(weight):
    assert repr(weight) in str(design_of({"weight": weight}))


def test_a_line_without_a_weight_is_told():
    assert design_of({"stratum": "P01"}) == "thiếu trọng số (cột weight)"


@pytest.mark.parametrize("name", ["fpc", "second_fpc"])
@pytest.mark.parametrize("count", ["0", "-1", "3.5", "1,5", "٣", "9" * 70])
def test_what_is_no_count_is_told(name, count):
    assert str(design_of({"weight": "1", name: count})).startswith(f"cột {name}")


@pytest.mark.parametrize("written", ["x" * 81, "a\x07b"])
def test_what_no_column_can_hold_is_told(written):
    assert "cột psu" in str(design_of({"weight": "1", "psu": written}))
