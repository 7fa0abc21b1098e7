"""What charts are drawn from: judgements with a name or a month, and the finished picture."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.stats.proportions import Verdict
from analysis.targets.check import Judgement

MOST_ROWS = 40
"""Rows in one picture; more than that nobody reads."""


@dataclass(frozen=True, slots=True)
class Row:
    """One unit (or counter, or question) and its judgement."""

    name: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Month:
    """One month, by its first day, and its judgement."""

    month: date
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG, and the sentences that say what it shows."""

    svg: bytes
    words: str


def by_need(rows: Iterable[Row]) -> list[Row]:
    """Return `rows` sorted by how badly attention is needed.

    First those that fall short, the worst certain one on top; then those that cannot
    be told yet, then those that keep their promise; those with too few answers last.
    """
    order = (Verdict.NOT_MET, Verdict.CANNOT_SAY, Verdict.MET)

    def need(row: Row) -> tuple[bool, int, float, str]:
        judged = row.judgement
        high = judged.high if judged.high is not None else 1.0
        return (judged.is_hidden, order.index(judged.statistical), high, row.name)

    return sorted(rows, key=need)


def scale(judgements: Sequence[Judgement]) -> tuple[float, float]:
    """Return the step between round shares and the lowest one, so that the picture can be read.

    Every share and target is on it, and the whiskers of 30 answers or more. One unit
    with six answers would else press all the others against 100 %; its whisker ends
    in an arrow.
    """
    lows = [judged.low for judged in judgements if judged.low is not None and judged.n >= 30]
    ends = lows + [judged.share for judged in judgements if judged.share is not None]
    ends += [judged.target for judged in judgements if judged.target is not None]
    span = 1 - min(ends, default=0.5)
    step = next((step for step in (0.02, 0.05, 0.1) if span <= 5 * step), 0.2)
    count = max(3, math.ceil(span / step + 0.05))
    return step, max(0.0, 1 - step * count)
