"""The few tests made decide as all the tests would, one by one."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.stats.comparison import fisher_two_sided, holm
from analysis.stats.pairwise import separated

counts = st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def one_by_one(units, rate):
    pairs = list(combinations(range(len(units)), 2))
    adjusted = holm([fisher_two_sided(*units[a], *units[b]) for a, b in pairs])
    return {frozenset(pair) for pair, p in zip(pairs, adjusted, strict=True) if p <= rate}


def told(units, rate):
    better, worse = separated([x for x, _ in units], [n for _, n in units], rate)
    for a, b in zip(better, worse, strict=True):
        assert units[a][0] * units[b][1] > units[b][0] * units[a][1]
    return {frozenset(map(int, pair)) for pair in zip(better, worse, strict=True)}


@given(st.lists(counts, max_size=12), st.sampled_from([0.001, 0.05, 0.5]))
@example([(0, 300)] * 3 + [(300, 300)] * 3, 0.05)
@example([(5, 5)] * 4, 0.05)
@settings(max_examples=60, deadline=None)
def test_any_few_units_are_parted_as_by_all_tests(units, rate):
    assert told(units, rate) == one_by_one(units, rate)


@pytest.mark.parametrize("spread", [0.1, 0.6, 2.0])
def test_a_hundred_units_are_parted_as_by_all_tests(spread):
    # More than one block of rows, and Holm's threshold moves while it steps.
    law = np.random.default_rng(7)
    n = law.integers(1, 900, 100)
    x = law.binomial(n, 1 / (1 + np.exp(-law.normal(2.5, spread, 100))))
    units = [(int(a), int(b)) for a, b in zip(x, n, strict=True)]

    assert told(units, 0.05) == one_by_one(units, 0.05)
