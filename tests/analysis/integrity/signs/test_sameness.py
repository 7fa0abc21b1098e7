"""Sameness: honest sets repeat on a short scale; a block of one form repeats more."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from scipy import stats

from analysis.integrity.signs import sameness
from analysis.integrity.signs.observed import Observed, OfficeHours, Way


def vectors(seed: int, n: int = 120) -> Counter[tuple[str, ...]]:
    random = Random(seed)
    return Counter(tuple(random.choices("345", (1, 3, 5), k=5)) for _ in range(n))


def place(given: Counter[tuple[str, ...]]) -> Observed:
    return Observed({"qr": Way({date(2026, 9, 7): given.total()}, vectors=given)})


def first(*given: Counter[tuple[str, ...]]):
    places = [place(each) for each in given]
    return next(found for at, found in sameness.look(places, OfficeHours()) if at == 0)


PEERS = [vectors(seed) for seed in range(1, 9)]


def test_honest_sets_repeat_and_stay_silent():
    assert first(vectors(77), *PEERS).p > 0.2


def test_a_block_of_one_form_shows():
    block = vectors(77) + Counter({tuple("53545"): 40})
    found = first(block, *PEERS)
    assert found.p < 1e-6
    assert found.evidence["most"] >= 40


def test_straight_lines_are_not_looked_at_here():
    lined = vectors(77) + Counter({("5",) * 5: 300})
    assert first(lined, *PEERS).p == first(vectors(77), *PEERS).p


def test_the_chance_is_the_mean_over_all_permutations():
    own = Counter({tuple("5544"): 6, tuple("4455"): 6, tuple("5545"): 8})
    peers = [Counter({tuple("5545"): 90, tuple("4544"): 10})] * 5
    found = first(own, *peers)
    chance = (14 / 20) ** 2 * (14 / 20) * (14 / 20)
    assert found.evidence["expected"] == round(20 * chance, 2)
    usual = stats.binom.sf(7, 20, 451 / 501)
    assert found.p == pytest.approx(min(1, 3 * max(stats.binom.sf(7, 20, chance), usual)))


def test_too_little_says_so():
    assert first(vectors(1, 12), *PEERS).reason == "few_answers"
    assert first(vectors(1), *PEERS[:4]).reason == "few_peers"
    assert first(Counter({("5",): 50}), *PEERS).reason == "not_asked"
