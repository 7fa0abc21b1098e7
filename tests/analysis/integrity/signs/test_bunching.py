"""Bunching: a hill beside the target is honest, a step at it is not."""

from random import Random

from analysis.integrity.signs.bunching import just_above, whole_percents


def shares(seed: int, units: int = 80) -> list[tuple[int, int]]:
    random = Random(seed)
    made = []
    for _ in range(units):
        n, level = random.randint(150, 900), random.gauss(0.945, 0.02)
        made.append((sum(random.random() < level for _ in range(n)), n))
    return made


def lifted(given: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lift whoever stands within two points below the target to just above it."""
    return [(-(-95 * n // 100), n) if 0.93 <= x / n < 0.95 else (x, n) for x, n in given]


def test_a_hill_of_honest_units_is_silent():
    assert min(just_above(shares(seed), 0.95, 499).p for seed in range(5)) > 0.02


def test_units_lifted_over_the_target_show():
    found = just_above(lifted(shares(1)), 0.95, 999)
    assert found.p < 0.01
    assert found.evidence["above"] > found.evidence["below"]


def test_whole_percents_show_where_they_were_made():
    honest = shares(2)
    assert whole_percents(honest, 499).p > 0.01
    made = [(round(x / n * 100) * 2, 200) for x, n in honest[:40]] + honest[40:]
    assert whole_percents(made, 499).p < 0.01


def test_few_units_are_said_and_the_same_units_give_the_same():
    assert just_above(shares(1, 10), 0.95).reason == "few_answers"
    assert whole_percents(shares(1, 10)).reason == "few_answers"
    assert just_above(shares(1), 0.95, 99).p == just_above(shares(1), 0.95, 99).p
    assert whole_percents([(200, 200)] * 30).reason == "few_answers"
