"""How long the verdicts of all 3,321 communes take: intervals, changes, places among the rest.

Everything is exact: intervals and verdicts of every commune, falls and rises by Fisher's
test under Benjamini and Hochberg, and the places each may hold by Fisher's test over all
5.5 million pairs under Holm. The yardstick asks scipy for each: its pairs are timed on a
few thousand and multiplied, for in full they would take an hour.
"""

import time
from collections.abc import Callable, Iterator
from itertools import combinations, islice
from random import Random

from scipy.stats import binomtest, false_discovery_control, fisher_exact

from analysis.stats.comparison import changed
from analysis.stats.proportions import exact_interval, verdict
from analysis.stats.ranking import rank_ranges
from tests.load.progress import say
from tests.load.table import Figure

COMMUNES, TARGET, SAMPLE = 3_321, 0.95, 2_000

Count = tuple[int, int]


def judged() -> Iterator[Figure]:
    """Measure it on three countries: communes alike, as they may be, and far apart."""
    say(f"verdicts of {COMMUNES} communes")
    rank_ranges([1, 2], [3, 4])  # scipy's import is the first page's, not every page's
    for name, spread in (("alike", 0.0), ("as they may be", 0.4), ("far apart", 1.2)):
        before, now = _a_period(spread, 1), _a_period(spread, 2)
        ours = _seconds(lambda b=before, n=now: _ours(b, n))
        bare = _bare(before, now)
        yield Figure(
            f"{COMMUNES:,} communes {name}: verdicts, BH, rank ranges",
            f"{ours:.2f} s",
            f"{bare:.0f} s of bare scipy",
            f"1/{bare / ours:,.0f}",
            "< 2 s",
        )


def _a_period(spread: float, seed: int) -> list[Count]:
    """Return satisfied and answers of each commune: 5 to 800 answers, about 92 % satisfied."""
    units, luck = Random(7), Random(seed)
    counts = []
    for _ in range(COMMUNES):
        n, odds = units.randint(5, 800), 11.5 * 2.718281828 ** units.gauss(0, spread)
        share = odds / (1 + odds)
        counts.append((sum(luck.random() < share for _ in range(n)), n))
    return counts


def _ours(before: list[Count], now: list[Count]) -> None:
    exact_interval.cache_clear()
    for x, n in now:
        exact_interval(x, n)
        verdict(x, n, TARGET)
    changed(before, now)
    rank_ranges([x for x, _ in now], [n for _, n in now])


def _bare(before: list[Count], now: list[Count]) -> float:
    def intervals() -> None:
        for x, n in now:
            binomtest(x, n).proportion_ci(method="exact")

    def changes() -> None:
        both = zip(now, before, strict=True)
        false_discovery_control([_fisher(new, old, "less") for new, old in both])

    def pairs() -> None:
        for a, b in islice(combinations(now[:: COMMUNES // 80], 2), SAMPLE):
            _fisher(a, b, "two-sided")

    whole = COMMUNES * (COMMUNES - 1) / 2
    return _seconds(intervals) + _seconds(changes) + _seconds(pairs) * whole / SAMPLE


def _fisher(first: Count, second: Count, side: str) -> float:
    table = [[first[0], first[1] - first[0]], [second[0], second[1] - second[0]]]
    return float(fisher_exact(table, alternative=side).pvalue)


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
