"""Weights, and who is stratum and cluster for the estimate."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.responses.design import weight_of
from survey.sampling.drawing.cases import Position, Step, position, weight

SURE = Fraction(1)
SEAT, OTHER = Step("001", SURE, 5, 6), Step("002", Fraction(2, 5), 5, 6)
COMMUNE, VILLAGE = Step("x", Fraction(1, 4), 4, 4), Step("t", Fraction(3, 7), 7, 7)


@pytest.mark.parametrize(
    ("steps", "where"),
    [
        # Left to chance from the first: the stratum is the frame's.
        ((OTHER, COMMUNE, VILLAGE), Position("01", "002", "x", 5, 4)),
        ((OTHER, COMMUNE), Position("01", "002", "x", 5, 4)),
        ((OTHER, Step("x", SURE, 1, 2)), Position("01", "002", "x", 5, 2)),
        # One cluster alone: cases are its second stage, and no case is named.
        ((OTHER,), Position("01", "002", None, 5, 90)),
        # The seat is a stratum of its own, and what is drawn in it is the psu.
        ((SEAT, COMMUNE, VILLAGE), Position("01/001", "x", "t", 4, 7)),
        ((SEAT, COMMUNE), Position("01/001", "x", None, 4, 90)),
        ((SEAT, Step("x", SURE, 1, 2), VILLAGE), Position("01/001/x", "t", None, 7, 90)),
        # Nothing but certain: every case is a psu.
        ((SEAT, Step("x", SURE, 1, 2)), Position("01/001/x", None, None, 90, None)),
        ((), Position("01", None, None, 90, None)),
    ],
)
def test_the_psu_is_the_first_that_was_left_to_chance(steps, where):
    assert position("01", steps, 90) == where


@pytest.mark.parametrize(
    ("chance", "told"),
    [
        (Fraction(1), "1"),
        (Fraction(1, 30), "30"),
        (Fraction(2, 25), "12.5"),
        (Fraction(31, 400), "12.9032258065"),  # 400 / 31 = 12.90322580645…
        (Fraction(1, 1_200_000), "1200000"),
        (Fraction(3, 10**15), "333333333333000"),
    ],
)
def test_a_weight_is_written_out_with_twelve_digits(chance, told):
    assert weight(chance) == told


@given(st.fractions(Fraction(1, 10**12), 1, max_denominator=10**12).filter(bool))
def test_a_weight_is_what_the_ledger_keeps(chance):
    told = weight(chance)
    assert weight_of(told) == told
    assert abs(Fraction(Decimal(told)) * chance - 1) < Fraction(1, 10**11)
