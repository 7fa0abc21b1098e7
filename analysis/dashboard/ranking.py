"""Places among the units below: do they differ at all, who may stand where, in three groups.

Only units whose result is shown take part, so nothing is told of the others by their
place. Without a clear difference there is no order at all, not even a hidden one: the
units stand by name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.charts.funnel import Dot
from analysis.dashboard.lines import Line
from analysis.stats.funnel import overdispersion, zone
from analysis.stats.ranking import Group, Homogeneity, groups, homogeneity, rank_ranges
from analysis.targets.check import Promise
from survey.places.spelling import folded

_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Placed:
    """One unit, the places that it may hold among the units shown, and its group."""

    line: Line
    best: int
    worst: int
    group: Group


@dataclass(frozen=True, slots=True)
class Ranking:
    """The units below a unit, with what luck leaves to be said of their order."""

    placed: list[Placed]
    left_out: list[Line]
    sameness: Homogeneity
    overdispersion: float | None

    @property
    def is_uneven(self) -> bool:
        """Whether the units differ more than luck explains."""
        return self.sameness.p is not None and self.sameness.p < _CHANCE

    @property
    def is_parted(self) -> bool:
        """Whether any unit is surely before another."""
        return self.is_uneven and any(each.group is not Group.MIDDLE for each in self.placed)

    def of(self, group: Group) -> list[Placed]:
        """Return the units of a group, by name: within it nobody is before another."""
        return [each for each in self.placed if each.group is group]


def ranked(lines: Sequence[Line]) -> Ranking:
    """Return the places of the units whose result is shown."""
    by_name = sorted(lines, key=lambda line: folded(line.name))
    shown = [line for line in by_name if line.judgement.satisfied is not None]
    left_out = [line for line in by_name if line.judgement.satisfied is None]
    satisfied = [line.judgement.satisfied or 0 for line in shown]
    totals = [line.judgement.n for line in shown]
    ranges = rank_ranges(satisfied, totals)
    placed = [
        Placed(line, best, worst, group)
        for line, (best, worst), group in zip(shown, ranges, groups(ranges), strict=True)
    ]
    sameness = homogeneity(satisfied, totals)
    return Ranking(placed, left_out, sameness, overdispersion(satisfied, totals))


def dots(order: Ranking, promise: Promise | None) -> list[Dot]:
    """Return the units in the funnel around what is promised, or around their common share.

    None where there is neither: nothing promised, and all satisfied or nobody.
    """
    counts = [(each.line.judgement.satisfied or 0, each.line.judgement.n) for each in order.placed]
    total = sum(n for _, n in counts)
    center = promise.share if promise else sum(x for x, _ in counts) / total if total else 0.0
    if not 0 < center < 1:
        return []
    return [
        Dot(each.line.name, x, n, center, promise is not None, zone(x, n, center))
        for each, (x, n) in zip(order.placed, counts, strict=True)
    ]
