"""Drawing the funnel: share by number of answers, and how far luck alone carries a unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from analysis.charts.funnel_words import dots_out, funnel_words
from analysis.charts.rows import Picture
from analysis.charts.style import COLOUR, INK, LINE, QUIET, blank, finished
from analysis.charts.words import short_percent
from analysis.stats.funnel import Zone, limits
from analysis.stats.proportions import Verdict
from survey.i18n import whole

_WIDTH, _HEIGHT = 9.6, 4.6
_POINTS = 90
_MOST_NAMED = 8
_TICKS = (5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000, 1_000_000)
_LOOK = {
    Zone.WITHIN: (QUIET, "o"),
    Zone.WARNED_LOW: (COLOUR[Verdict.NOT_MET], "v"),
    Zone.ALARMED_LOW: (COLOUR[Verdict.NOT_MET], "D"),
    Zone.WARNED_HIGH: (COLOUR[Verdict.MET], "^"),
    Zone.ALARMED_HIGH: (COLOUR[Verdict.MET], "s"),
}


@dataclass(frozen=True, slots=True)
class Dot:
    """One unit in the funnel around `center`, which is promised or else the common share."""

    name: str
    satisfied: int
    n: int
    center: float
    is_promised: bool
    zone: Zone

    @property
    def share(self) -> float:
        """The satisfied share."""
        return self.satisfied / self.n


def funnel(dots: Sequence[Dot]) -> Picture:
    """Draw each unit by its number of answers between the limits; those outside are named.

    Raises ValueError for no unit.
    """
    if not dots:
        raise ValueError("a funnel has at least one unit")
    figure, axes = blank(_WIDTH, _HEIGHT)
    figure.subplots_adjust(left=0.09, right=0.95, top=0.92, bottom=0.14)
    first, last = min(dot.n for dot in dots) * 0.8, max(dot.n for dot in dots) * 1.25
    axes.set_xscale("log")
    axes.set_xlim(first, last)
    lowest = _label_shares(axes, dots)
    _limit(axes, dots[0].center, (first, last), 0.95, "--")
    _limit(axes, dots[0].center, (first, last), 0.998, "-")
    axes.axhline(dots[0].center, color=INK, linewidth=1.2, zorder=2)
    for dot in dots:
        colour, shape = _LOOK[dot.zone]
        axes.plot(dot.n, max(dot.share, lowest), shape, color=colour, markersize=6, zorder=3)
    _name(axes, dots, lowest)
    ticks = [tick for tick in _TICKS if first <= tick <= last] or [dots[0].n]
    axes.set_xticks(ticks, [whole(tick) for tick in ticks])
    axes.set_xticks([], minor=True)
    axes.set_xlabel(_("Số phiếu"))
    axes.set_title(_("Tỷ lệ hài lòng"), loc="left", fontsize=10, color=INK)
    return Picture(finished(figure), funnel_words(dots))


def _limit(axes: Any, center: float, ends: tuple[float, float], level: float, style: str) -> None:
    first, last = ends
    step = (last / first) ** (1 / _POINTS)
    sizes = sorted({max(1, round(first * step**place)) for place in range(_POINTS + 1)})
    edges = [limits(n, center, level) for n in sizes]
    look = {"color": QUIET, "linewidth": 1, "linestyle": style, "zorder": 1}
    axes.plot(sizes, [edge.low for edge in edges], **look)
    axes.plot(sizes, [edge.high for edge in edges], **look)
    name = {"color": QUIET, "fontsize": 8, "ha": "left", "va": "center"}
    axes.text(
        1.005, edges[-1].low, short_percent(level), transform=axes.get_yaxis_transform(), **name
    )


def _name(axes: Any, dots: Sequence[Dot], lowest: float) -> None:
    for number, dot in enumerate(dots_out(dots)[:_MOST_NAMED]):
        place = (dot.n, max(dot.share, lowest))
        # In turns above and below, so that neighbours can be read.
        lift = 8 if number % 2 else -8
        axes.annotate(
            dot.name, place, (6, lift), textcoords="offset points", fontsize=8, va="center"
        )


def _label_shares(axes: Any, dots: Sequence[Dot]) -> float:
    """Put round shares on the axis and return the lowest one."""
    least = min([dot.share for dot in dots] + [dots[0].center])
    span = 1 - least
    step = next((step for step in (0.02, 0.05, 0.1) if span <= 5 * step), 0.2)
    lowest = max(0.0, 1 - step * (int(span / step) + 1))
    ticks = [1 - step * place for place in range(round((1 - lowest) / step) + 1)]
    axes.set_yticks(ticks, [short_percent(tick) for tick in ticks])
    axes.set_ylim(lowest - step * 0.1, 1 + step * 0.1)
    axes.grid(visible=True, axis="y", color=LINE, linewidth=0.5)
    return lowest
