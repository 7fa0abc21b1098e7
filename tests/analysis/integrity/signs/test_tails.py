"""Every tail against scipy's own, and against figures from books."""

import math

import pytest
from scipy import stats

from analysis.integrity.signs import tails


def test_fisher_is_the_lady_tasting_tea_and_scipy():
    assert tails.fisher_greater((3, 4), (1, 4)) == pytest.approx(17 / 70)
    for (x, n), (y, m) in (((30, 40), (50, 100)), ((0, 9), (3, 9)), ((5, 5), (0, 7))):
        known = stats.fisher_exact([[x, n - x], [y, m - y]], "greater").pvalue
        assert tails.fisher_greater((x, n), (y, m)) == pytest.approx(known, abs=1e-12)


def test_a_two_sided_one_is_at_most_one():
    assert tails.fisher_two_sided((5, 10), (5, 10)) == 1.0
    less = tails.fisher_greater((8, 10), (2, 10))
    assert tails.fisher_two_sided((2, 10), (8, 10)) == pytest.approx(2 * less)


def test_counts_as_scipy_has_them():
    assert tails.binomial_at_least(9, 20, 0.2) == pytest.approx(stats.binom.sf(8, 20, 0.2))
    assert tails.binomial_at_least(0, 20, 0.2) == 1.0
    assert tails.binomial_at_least(21, 20, 0.2) == 0.0
    assert tails.poisson_at_least(20, 5) == pytest.approx(stats.poisson.sf(19, 5))
    assert tails.poisson_at_least(0, 5) == 1.0


def test_chi_square_as_the_tables_have_it():
    assert tails.chi_square_above(3.841459, 1) == pytest.approx(0.05, abs=1e-6)
    assert tails.chi_square_below(10.85081, 20) == pytest.approx(0.05, abs=1e-6)


def test_two_chances_are_combined_as_scipy_does():
    known = stats.combine_pvalues([0.01, 0.2], "fisher").pvalue
    assert tails.together(0.01, 0.2) == pytest.approx(known)
    assert tails.together(0.0, 1.0) < 1e-200


def test_the_smallest_of_many_looks_is_less_surprising():
    assert tails.sidak(0.01, 10) == pytest.approx(1 - 0.99**10)
    assert tails.sidak(0.0, 100) == 0.0
    assert tails.sidak(1.0, 5) == pytest.approx(1.0)


def test_among_peers_that_differ_a_value_surprises_less():
    own = (1.0, 0.001)
    alike = [(0.5 + 0.001 * n, 0.001) for n in range(-5, 6)]
    apart = [(0.5 + 0.1 * n, 0.001) for n in range(-5, 6)]
    assert tails.among_peers(*own, alike) < 1e-6
    assert tails.among_peers(*own, apart) > 0.05
    assert tails.among_peers(0.5, 0.001, alike) == pytest.approx(0.5)


def test_a_few_bad_peers_do_not_hide_another():
    peers = [(0.5 + 0.01 * n, 0.001) for n in range(-8, 9)] + [(1.4, 0.001)] * 3
    assert tails.among_peers(1.0, 0.001, peers) < 1e-4


def test_arcsine_has_the_same_luck_everywhere():
    value, luck = tails.arcsine((50, 100))
    assert value == pytest.approx(math.pi / 4)
    assert luck == pytest.approx(1 / 402)
