"""Who is last: the raw league table against the rank ranges, on units drawn many times."""

import csv
from pathlib import Path

import numpy as np

from analysis.stats.ranking import Group, groups, rank_ranges
from tests.simulation.words import percent, table

RUNS, SEED = 4_000, 1
_UNITS = Path(__file__).parents[1] / "oracle" / "06_ranking" / "units.csv"


def section() -> str:
    """Return the section: how often a place that is told is the true one."""
    told = _counted()
    rows = [[words, percent(count / whole)] for words, count, whole in told]
    return f"""## Who is last? The league table and the rank ranges

{RUNS:,} countries of 24 units with the sizes of `tests/oracle/06_ranking` (6 to 2,500
answers), true log odds normal with mean 2.5 and deviation 0.4, seed {SEED}.

{table(["", "how often"], rows)}
"""


def _counted() -> list[tuple[str, int, int]]:
    with _UNITS.open(newline="") as file:
        n = np.array([int(row["n"]) for row in csv.DictReader(file)])
    law = np.random.default_rng(SEED)
    last = small = within = ranges_right = low = low_right = high = high_right = 0
    for _ in range(RUNS):
        truth = 1 / (1 + np.exp(-law.normal(2.5, 0.4, len(n))))
        x = law.binomial(n, truth)
        raw_last = int(np.argmin(x / n))
        last += raw_last == int(np.argmin(truth))
        small += bool(n[raw_last] <= 40)
        ranks = (-truth).argsort().argsort() + 1
        ranges = rank_ranges(x, n)
        held = [best <= rank <= worst for rank, (best, worst) in zip(ranks, ranges, strict=True)]
        within, ranges_right = within + sum(held), ranges_right + all(held)
        for rank, group in zip(ranks, groups(ranges), strict=True):
            low, low_right = low + (group is Group.LOW), low_right + _is(group, rank > 12)
            high += group is Group.HIGH
            high_right += group is Group.HIGH and rank <= 12
    return [
        ("the last of the raw table is truly the last", last, RUNS),
        ("the last of the raw table has 40 answers or fewer (7 units of 24 have)", small, RUNS),
        ("a unit's true place lies in its range", within, RUNS * len(n)),
        ("all 24 true places lie in their ranges", ranges_right, RUNS),
        ("a unit of the low group is truly in the lower half", low_right, low),
        ("a unit of the high group is truly in the upper half", high_right, high),
        ("a unit is put in the low group", low, RUNS * len(n)),
    ]


def _is(group: Group, truly: bool) -> bool:
    return group is Group.LOW and bool(truly)
