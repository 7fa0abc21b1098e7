"""Over 10,000 seeds everybody is drawn as often as the design says, at every stage.

How often each unit was drawn is held against its chance by Hotelling's T²: with how often
any two are drawn together taken from the draws themselves, for a sample of fixed size is
no sum of independent throws. The seeds are 0 to 9999, so the answer is always the same;
one right method in a million would be called wrong.
"""

from collections import Counter, defaultdict
from fractions import Fraction
from functools import cache
from itertools import combinations

import numpy as np
import pytest
from scipy.stats import chi2, f

from survey.sampling.drawing import brewer, srs, systematic
from survey.sampling.drawing.checks import weight_totals
from survey.sampling.drawing.designs import Design, Level, Method, Stage
from survey.sampling.drawing.stages import run
from survey.sampling.drawing.units import Unit
from tests.survey.sampling.drawing.listed import Listed, Row

SEEDS = [str(seed) for seed in range(10_000)]
ALPHA = 1e-6
SIZES = (5, 4, 3, 2, 1, 9, 2.5)
UNITS = tuple(Unit(f"{at:02}", size) for at, size in enumerate(SIZES, 1))


def p_value(drawn: list[set[str]], chances: dict[str, float]) -> float:
    """Return how likely so large a departure from `chances` is, if they are the true ones."""
    assert set().union(*drawn) <= set(chances)
    certain = {code for code, chance in chances.items() if chance == 1}
    assert all(certain <= codes for codes in drawn)
    codes = sorted(set(chances) - certain)
    held = np.array([[code in codes_drawn for code in codes] for codes_drawn in drawn], float)
    away = held.mean(axis=0) - [chances[code] for code in codes]
    spread, turned = np.linalg.eigh(np.cov(held.T))
    moves = spread > 1e-9  # a sample of fixed size does not move in every direction
    along = turned.T @ away
    if np.abs(along[~moves]).max(initial=0) > 1e-9:
        return 0.0
    rank, times = int(moves.sum()), len(drawn)
    squared = times * float((along[moves] ** 2 / spread[moves]).sum())
    return float(f.sf(squared * (times - rank) / (rank * (times - 1)), rank, times - rank))


@cache
def draws(draw, units=UNITS, n=3) -> list[set[str]]:
    return [{one.code for one in draw(seed, "1/x", units, n)} for seed in SEEDS]


def by_size(n: int) -> dict[str, float]:
    return {unit.code: n * unit.size / sum(SIZES) for unit in UNITS}


def test_simple_random_draws_are_even():
    assert p_value(draws(srs.draw), {unit.code: 3 / 7 for unit in UNITS}) > ALPHA


def test_every_simple_random_sample_is_as_likely():
    seen = Counter(frozenset(drawn) for drawn in draws(srs.draw))
    squared = sum((seen[frozenset(c)] - 10_000 / 35) ** 2 for c in combinations(codes(), 3))
    assert chi2.sf(squared / (10_000 / 35), 34) > ALPHA


def codes() -> list[str]:
    return [unit.code for unit in UNITS]


@pytest.mark.parametrize("draw", [systematic.draw, brewer.draw])
def test_draws_by_size_follow_size(draw):
    # 2 of 26.5: the largest has 18 / 26.5, nobody is certain.
    assert p_value(draws(draw, n=2), by_size(2)) > ALPHA


@pytest.mark.parametrize("draw", [systematic.draw, brewer.draw])
def test_draws_by_size_with_one_too_large_follow_size_among_the_others(draw):
    # 3 · 9 / 26.5 > 1: unit 06 is certain, and 2 of 17.5 are drawn of the others.
    chances = {unit.code: 2 * unit.size / 17.5 for unit in UNITS} | {"06": 1}
    assert p_value(draws(draw), chances) > ALPHA


def test_pairs_are_drawn_as_brewer_has_them():
    # Cochran (1977), Sampling Techniques, 9A.8, with p_i = size over total: the chance of a
    # pair is 2 p_i p_j (1/(1 - 2p_i) + 1/(1 - 2p_j)) / (1 + Σ p_k/(1 - 2p_k)).
    sizes = (5, 4, 3, 2, 1)
    units = tuple(Unit(str(at), size) for at, size in enumerate(sizes))
    share = [size / 15 for size in sizes]
    whole = 1 + sum(p / (1 - 2 * p) for p in share)
    seen = Counter(frozenset(drawn) for drawn in draws(brewer.draw, units, 2))
    squared = expected_in_all = 0.0
    for i, j in combinations(range(5), 2):
        either = 1 / (1 - 2 * share[i]) + 1 / (1 - 2 * share[j])
        expected = 10_000 * 2 * share[i] * share[j] * either / whole
        squared += (seen[frozenset({str(i), str(j)})] - expected) ** 2 / expected
        expected_in_all += expected
    assert expected_in_all == pytest.approx(10_000)
    assert chi2.sf(squared, 9) > ALPHA
    assert len(seen) == 10


def test_a_start_that_is_not_even_is_found(monkeypatch):
    even = systematic.uniform
    monkeypatch.setattr(systematic, "uniform", lambda *labels: even(*labels) ** 1.3)
    assert p_value(draws.__wrapped__(systematic.draw, n=2), by_size(2)) < ALPHA


def test_one_in_twenty_drawn_by_another_rule_is_found():
    mixed = draws(brewer.draw, n=2)[:9_500] + draws(srs.draw, n=2)[9_500:]
    assert p_value(mixed, by_size(2)) < ALPHA


def test_taking_the_largest_by_chance_alone_is_found():
    # Whoever forgets certainty cuts 27 / 26.5 to one and leaves the others 3 · size / 26.5.
    forgotten = {unit.code: min(3 * unit.size / 26.5, 1) for unit in UNITS}
    assert p_value(draws(systematic.draw), forgotten) < ALPHA


def frame(shape: tuple[int, ...], households: tuple[int, ...]) -> Listed:
    """Return a frame of strata, districts, communes and villages, with `households` in turn.

    A household is of one, two or three; so size and number are not the same.
    """
    rows = []
    for turn, (stratum, district, commune, village) in enumerate(np.ndindex(shape)):
        above = [str(stratum), f"{stratum}{district}", f"{stratum}{district}{commune}"]
        name = f"{above[2]}{village}"
        n = households[turn % len(households)]
        rows += [Row(f"{name}-{k}", *above, name, size=1 + (turn + k) % 3) for k in range(n)]
    return Listed(rows, certain={"00", "000"})


def stage(method: Method, count: int, level: Level) -> Stage:
    return Stage(name=level, method=method, count=count, at_level=level)


TWO_STAGES = Design(
    Level.STRATUM,
    (stage(Method.BREWER, 4, Level.VILLAGE), stage(Method.SRS, 2, Level.UNIT)),
    reserve=1,
)
FOUR_STAGES = Design(
    Level.STRATUM,
    (
        stage(Method.PPS_SYSTEMATIC, 2, Level.DISTRICT),
        stage(Method.BREWER, 2, Level.COMMUNE),
        stage(Method.PPS_SYSTEMATIC, 1, Level.VILLAGE),
        stage(Method.SRS, 1, Level.UNIT),
    ),
)


@pytest.fixture(scope="module", params=["two", "four"])
def seeded(request):
    """A frame, and what 10,000 seeds draw from it."""
    if request.param == "two":
        listed, design = frame((2, 1, 3, 3), (2, 3, 5, 4)), TWO_STAGES
    else:
        listed, design = frame((1, 3, 3, 3), (2, 3, 1)), FOUR_STAGES
    return listed, design, [run(design, seed, listed) for seed in SEEDS]


def test_every_stage_draws_as_it_says(seeded):
    listed, design, drawings = seeded
    for number, one in enumerate(design.stages[:-1], 1):
        drawn = [
            {unit.code for unit in drawing.units if unit.stage == number} for drawing in drawings
        ]
        assert p_value(drawn, _chances(listed, design, one.at_level)) > ALPHA
    main = [{case.code for case in drawing.cases if case.place == "main"} for drawing in drawings]
    assert p_value(main, _chances(listed, design, Level.UNIT)) > ALPHA


def _chances(listed: Listed, design: Design, down_to: Level) -> dict[str, float]:
    """Return everybody's chance at `down_to`, counted from the rows and nothing of ours."""
    above, level = {row.at(design.strata): 1.0 for row in listed.rows}, design.strata
    for one in design.stages:
        below: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for row in listed.rows:
            below[row.at(level)][row.at(one.at_level)] += row.size
        within = {parent: _within(sizes, one, listed.certain) for parent, sizes in below.items()}
        above = {
            code: above[parent] * chance
            for parent, chances in within.items()
            for code, chance in chances.items()
        }
        level = one.at_level
        if level is down_to:
            break
    return above


def _within(sizes: dict[str, float], one: Stage, named: frozenset[str]) -> dict[str, float]:
    """Return the chances in one place, by the textbook: certain until nobody is too large."""
    if one.method is Method.SRS:
        return dict.fromkeys(sizes, one.count / len(sizes))
    certain = {code for code in sizes if code in named}
    while True:
        rest = {code: size for code, size in sizes.items() if code not in certain}
        left, total = one.count - len(certain), sum(rest.values())
        large = {code for code, size in rest.items() if left * size >= total}
        if not large:
            chances = {code: left * size / total for code, size in rest.items()}
            return chances | dict.fromkeys(certain, 1.0)
        certain |= large


def test_weights_add_up_to_the_frame_on_average(seeded):
    # Horvitz and Thompson: the mean over seeds within five of its standard errors.
    listed, _design, drawings = seeded
    sizes = Counter(row.stratum for row in listed.rows)
    for stratum, n in sizes.items():
        sums = [float(weight_totals(drawing.cases)[stratum]) for drawing in drawings]
        error = np.std(sums, ddof=1) / 100
        assert error > 0
        assert abs(np.mean(sums) - n) < 5 * error


def test_weights_reproduce_a_known_total_of_answers(seeded):
    # Whether the household's number is odd stands for an answer.
    listed, _design, drawings = seeded
    odd = {row.code for row in listed.rows if int(row.code[-1]) % 2}
    sums = [
        sum(float(c.weight) for c in drawing.cases if c.place == "main" and c.code in odd)
        for drawing in drawings
    ]
    assert abs(np.mean(sums) - len(odd)) < 5 * np.std(sums, ddof=1) / 100


def test_equal_chances_add_up_to_the_frame_exactly():
    listed = frame((3, 3, 3, 3), (4,))
    for count in (1, 7, 36):
        design = Design(Level.STRATUM, (stage(Method.SRS, count, Level.UNIT),))
        totals = weight_totals(run(design, "7", listed).cases)
        assert totals == {code: pytest.approx(Fraction(108), rel=1e-11) for code in "012"}
