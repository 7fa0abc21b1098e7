"""Drawing what is watched: the dissatisfied share with its limits, and the alarm's level.

The share is drawn as what it counts, the dissatisfied, so that trouble goes up.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from analysis.charts.control_words import alarm_words, control_words
from analysis.charts.rows import Picture
from analysis.charts.style import COLOUR, INK, LINE, QUIET, blank, finished
from analysis.charts.words import short_percent
from analysis.stats.control_charts import Point
from analysis.stats.proportions import Verdict
from survey.i18n import whole

_WIDTH, _HEIGHT, _BOTTOM = 9.6, 3.6, 0.75
_LABELS = 12
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)
_BAND = "#dfe6e6"
_ALARM = COLOUR[Verdict.NOT_MET]


@dataclass(frozen=True, slots=True)
class Watched:
    """One stretch of days: its point on the chart, and where the alarm stood at its end.

    `label` names the stretch; `height` and `threshold` are None where nothing is
    promised; `rang` says that the alarm first rang in this stretch.
    """

    label: str
    point: Point
    center: float
    height: float | None
    threshold: float | None
    rang: bool


def control(rows: Sequence[Watched]) -> Picture:
    """Draw the dissatisfied share of each stretch between its limits; out of them it is named.

    Raises ValueError for no stretch.
    """
    figure, axes = _paper(rows)
    places = range(len(rows))
    lows = [_or_gap(row.point.low) for row in rows]
    highs = [_or_gap(row.point.high) for row in rows]
    edges = [place - 0.5 for place in range(len(rows) + 1)]
    band = {"step": "post", "color": _BAND, "linewidth": 0, "zorder": 0}
    axes.fill_between(edges, [*lows, lows[-1]], [*highs, highs[-1]], **band)
    axes.hlines(rows[0].center, -0.5, len(rows) - 0.5, color=INK, linewidth=1.2, zorder=1)
    shares = [_or_gap(row.point.value) for row in rows]
    axes.plot(places, shares, color=QUIET, linewidth=1, zorder=2)
    for place, row in enumerate(rows):
        if row.point.value is not None:
            colour, shape = (_ALARM, "D") if row.point.is_out else (QUIET, "o")
            axes.plot(place, row.point.value, shape, color=colour, markersize=6, zorder=3)
    _label_upwards(axes, [value for value in (*highs, *shares) if not math.isnan(value)])
    axes.set_title(_("Tỷ lệ chưa hài lòng"), loc="left", fontsize=10, color=INK)
    return Picture(finished(figure), control_words(rows))


def alarm(rows: Sequence[Watched]) -> Picture:
    """Draw how high the alarm stood after each stretch, and the level at which it rings.

    Raises ValueError for no stretch, and where no stretch has a level.
    """
    levels = [row.height for row in rows if row.height is not None]
    rings_at = next((row.threshold for row in rows if row.threshold is not None), None)
    figure, axes = _paper(rows)
    if rings_at is None or not levels:
        raise ValueError("an alarm is drawn where something is promised")
    axes.hlines(rings_at, -0.5, len(rows) - 0.5, color=_ALARM, linewidth=1.2, zorder=1)
    heights = [_or_gap(row.height) for row in rows]
    axes.plot(range(len(rows)), heights, color=QUIET, linewidth=1.2, zorder=2, marker="o")
    for place, row in enumerate(rows):
        if row.rang:
            axes.axvline(place, color=_ALARM, linewidth=1, linestyle=":", zorder=1)
            axes.plot(place, row.height, "D", color=_ALARM, markersize=7, zorder=3)
    top = max([*levels, rings_at]) * 1.15
    axes.set_ylim(-0.02 * top, top)
    axes.set_yticks([0, rings_at], ["0", _("Mức báo")])
    axes.set_title(_("Mức tích lũy của cảnh báo"), loc="left", fontsize=10, color=INK)
    return Picture(finished(figure), alarm_words(rows))


def _paper(rows: Sequence[Watched]) -> tuple[Any, Any]:
    if not rows:
        raise ValueError("a chart has at least one stretch")
    figure, axes = blank(_WIDTH, _HEIGHT)
    figure.subplots_adjust(left=0.1, right=0.97, top=1 - 0.36 / _HEIGHT, bottom=_BOTTOM / _HEIGHT)
    axes.set_xlim(-0.5, max(len(rows), 6) - 0.5)
    every = max(1, math.ceil(len(rows) / _LABELS))
    named = range(0, len(rows), every)
    axes.set_xticks(named, [_under(rows[place], every == 1) for place in named])
    return figure, axes


def _under(row: Watched, with_n: bool) -> str:
    if not with_n:
        return row.label
    return f"{row.label}\n{_('%(n)s phiếu', n=whole(row.point.n))}"


def _label_upwards(axes: Any, shares: Sequence[float]) -> None:
    top = min(1.0, max(shares, default=0.1) * 1.1 + 0.01)
    step = next((step for step in _STEPS if top <= 6 * step), _STEPS[-1])
    ticks = [step * place for place in range(math.floor(top / step) + 1)]
    axes.set_yticks(ticks, [short_percent(tick) for tick in ticks])
    axes.grid(visible=True, axis="y", color=LINE, linewidth=0.5)
    axes.set_ylim(-0.02 * top, top)


def _or_gap(value: float | None) -> float:
    return math.nan if value is None else value
