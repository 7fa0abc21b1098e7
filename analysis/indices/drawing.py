"""Where the points of a series stand in a picture, in per cent of its width and height.

A line is drawn within a run and never between two: between runs stands a gap, with its
reason. The scale is the index's own, cut down to where the points are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from analysis.indices.method import Reason, Run

_MARGIN = 6.0
_ROOM = 0.15  # above the highest and below the lowest point, of what lies between


@dataclass(frozen=True, slots=True)
class Dot:
    """One year's score in the picture."""

    year: int
    value: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line between two years of one run."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Where no line is drawn: between which years, where in the picture, and why."""

    after: int
    before: int
    x: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Picture:
    """A series as a picture."""

    dots: tuple[Dot, ...]
    strokes: tuple[Stroke, ...]
    gaps: tuple[Gap, ...]


def picture_of(runs: Sequence[Run]) -> Picture:
    """Return the picture of `runs` (from `method.series`); without points it is empty."""
    told = [
        [(point.year, point.value.value) for point in run.points if point.value.value is not None]
        for run in runs
    ]
    every = [each for run in told for each in run]
    if not every:
        return Picture((), (), ())
    years = [year for year, _ in every]
    values = [value for _, value in every]
    across = partial(_placed, min(years), max(years))
    room = (max(values) - min(values)) * _ROOM or 1.0
    up = partial(_placed, max(values) + room, min(values) - room)
    drawn = [[Dot(year, value, across(year), up(value)) for year, value in run] for run in told]
    strokes = [Stroke(a.x, a.y, b.x, b.y) for run in drawn for a, b in pairwise(run)]
    gaps = [
        Gap(before[-1].year, after[0].year, round((before[-1].x + after[0].x) / 2, 2), run.gap)
        for (before, after), run in zip(pairwise(drawn), runs[1:], strict=True)
        if run.gap is not None
    ]
    return Picture(tuple(dot for run in drawn for dot in run), tuple(strokes), tuple(gaps))


def _placed(first: float, last: float, number: float) -> float:
    if first == last:
        return 50.0
    inside = (number - first) / (last - first)
    return round(_MARGIN + inside * (100 - 2 * _MARGIN), 2)
