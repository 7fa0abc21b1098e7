"""Several visits make one end, and some ends need no further visit."""

import pytest

from survey.fieldwork.dispositions import Disposition, final, is_over

C, P, R, NC, OT = (
    Disposition.COMPLETE,
    Disposition.PARTIAL,
    Disposition.REFUSAL,
    Disposition.NON_CONTACT,
    Disposition.OTHER,
)
UH, UO, NE = (
    Disposition.UNKNOWN_HOUSEHOLD,
    Disposition.UNKNOWN_OTHER,
    Disposition.NOT_ELIGIBLE,
)


@pytest.mark.parametrize(
    ("visits", "end"),
    [
        ([], UH),
        ([UH, NC], NC),
        ([NC, UH], NC),
        ([R, NC, NC], R),
        ([R, C], C),
        ([C, R], C),
        ([P, C], C),
        ([R, P, NC], P),
        ([NC, NE], NE),
        ([UO, UH], UO),
        ([OT, NC], OT),
    ],
)
def test_the_visit_that_tells_most_stands(visits, end):
    assert final(visits) is end


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([], False),
        ([NC], False),
        ([NC, NC], False),
        ([NC, NC, NC], True),
        ([R], True),
        ([C], True),
        ([NE], True),
        ([OT, UH], False),
    ],
)
def test_a_case_is_over_by_an_end_or_by_the_third_visit(visits, expected):
    assert is_over(visits) is expected


def test_codes_are_aapors():
    assert [each.code for each in Disposition] == [
        "1.1", "1.2", "2.10", "2.20", "2.30", "2.33", "3.10", "3.20", "4.10",
    ]  # fmt: skip
