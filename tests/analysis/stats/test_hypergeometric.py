"""The tails of drawing without putting back, against sums of whole numbers."""

from fractions import Fraction
from math import comb, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.hypergeometric import both_tails, log_point, lower_tail, upper_tail


@st.composite
def laws(draw):
    whole = draw(st.integers(0, 60))
    drawn, marked = draw(st.integers(0, whole)), draw(st.integers(0, whole))
    least, most = max(0, drawn + marked - whole), min(drawn, marked)
    return draw(st.integers(least, most)), drawn, marked, whole


def chances(drawn, marked, whole):
    ways = comb(whole, drawn)
    return [
        Fraction(comb(marked, k) * comb(whole - marked, drawn - k), ways) for k in range(drawn + 1)
    ]


def asked(function, *law):
    return float(function(*(np.array([count]) for count in law))[0])


@given(laws())
@settings(max_examples=150, deadline=None)
def test_the_tails_are_the_sums_of_whole_numbers(law):
    seen, *rest = law
    each = chances(*rest)

    assert asked(lower_tail, *law) == pytest.approx(float(sum(each[: seen + 1])), rel=1e-9)
    assert asked(upper_tail, *law) == pytest.approx(float(sum(each[seen:])), rel=1e-9)
    likely = [chance for chance in each if chance <= each[seen] * (1 + Fraction(1, 10**7))]
    assert asked(both_tails, *law) == pytest.approx(float(sum(likely)), rel=1e-9)


def test_below_what_is_possible_is_nothing_and_above_it_everything():
    assert asked(lower_tail, 1, 5, 8, 10) == 0
    assert asked(lower_tail, 5, 5, 3, 10) == 1
    assert asked(upper_tail, 4, 5, 3, 10) == 0


def test_a_tail_far_out_keeps_its_digits():
    exact = Fraction(comb(500, 0) * comb(500, 500), comb(1000, 500))

    assert asked(lower_tail, 0, 500, 500, 1000) == pytest.approx(float(exact), rel=1e-9)


def test_counts_past_the_table_are_computed():
    whole = 5_000_000
    assert asked(log_point, 1, 1, whole // 4, whole) == pytest.approx(log(0.25), rel=1e-6)


def test_many_laws_at_once_are_each_their_own():
    laws = [(3, 10, 12, 40), (0, 1, 1, 2), (9, 9, 9, 9), (600, 1000, 1300, 2000)]
    together = both_tails(*np.array(laws).T)

    assert list(together) == [asked(both_tails, *law) for law in laws]
