"""The range is told as one may type it: no dots between thousands, a decimal comma."""

from decimal import Decimal

import pytest
from flask_babel import force_locale

from forms.domains import Between
from forms.kinds.typed import box, is_within, number_out_of
from tests.forms.kinds.asking import asked


@pytest.mark.parametrize(
    ("least", "most", "vi", "en"),
    [
        ("0", "1200000", "từ 0 đến 1200000.", "1200000"),
        ("-0.5", "2.25", "từ -0,5 đến 2,25.", "2.25"),
        ("0.000001", "1", "từ 0,000001 đến 1.", "0.000001"),
    ],
)
def test_a_range_is_told_as_one_may_type_it(in_app, least, most, vi, en) -> None:
    bounds = Between(Decimal(least), Decimal(most), Decimal)
    refusal = number_out_of(bounds, asked("number"))
    assert vi in str(refusal)
    with force_locale("en"):
        assert en in str(refusal)


def test_both_bounds_are_within_the_range() -> None:
    bounds = Between(Decimal(1), Decimal(2), Decimal)
    inside = [is_within(Decimal(value), bounds) for value in ("0.9", "1", "2", "2.1")]
    assert inside == [False, True, True, False]


def test_a_box_has_a_second_part_only_where_it_may_be_left_empty_for_a_reason() -> None:
    assert box(asked("number")) == ("",)
    assert box(asked("number", allows=["refused"])) == ("", "~")
