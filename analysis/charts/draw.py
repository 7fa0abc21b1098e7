"""Drawing: judgements become pictures, each with the words that say what it shows."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _

from analysis.charts.rows import MOST_ROWS, Month, Picture, Row
from analysis.charts.style import COLOUR, INK, LINE, MARKER, QUIET, blank, finished
from analysis.charts.words import (
    forest_words,
    short_percent,
    target_words,
    too_few,
    trend_words,
    verdict_word,
)
from analysis.targets.check import Judgement
from survey.i18n import month, percent, whole

_WIDTH = 9.6
_ROW = 0.34
_SHARE, _N, _VERDICT = 1.17, 1.40, 1.48  # columns right of the axes, in widths of the axes
_LONGEST_NAME = 30


def forest(rows: Sequence[Row]) -> Picture:
    """Draw one row a unit: dot, whisker, the target through all, n and the verdict's word.

    Rows stand in the order given; raises ValueError for none or more than MOST_ROWS.
    """
    if not 0 < len(rows) <= MOST_ROWS:
        raise ValueError(f"a forest has 1 to {MOST_ROWS} rows, not {len(rows)}")
    height = _ROW * len(rows) + 1.15
    figure, axes = blank(_WIDTH, height)
    figure.subplots_adjust(left=0.27, right=0.64, top=1 - 0.7 / height, bottom=0.45 / height)
    judgements = [row.judgement for row in rows]
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(_label_shares(axes.xaxis, judgements), 1.0)
    for place, row in enumerate(rows):
        _draw_row(axes, place, row)
    _draw_target(axes.vlines, [(place, row.judgement) for place, row in enumerate(rows)])
    _head_columns(axes, judgements)
    axes.set_yticks(range(len(rows)), [_shortened(row.name) for row in rows])
    return Picture(finished(figure), forest_words(rows))


def trend(months: Sequence[Month]) -> Picture:
    """Draw a share a month with its interval, n under each, the target through all.

    A month with too few answers is a gap that says so. Raises ValueError for no month.
    """
    if not months:
        raise ValueError("a trend has at least one month")
    figure, axes = blank(_WIDTH, 3.6)
    figure.subplots_adjust(left=0.09, right=0.97, top=0.9, bottom=0.25)
    judgements = [each.judgement for each in months]
    lowest = _label_shares(axes.yaxis, judgements)
    axes.set_ylim(lowest, 1.0)
    axes.set_xlim(-0.5, max(len(months), 6) - 0.5)
    for place, judged in enumerate(judgements):
        _draw_month(axes, place, judged, lowest)
    _join(axes, judgements)
    _draw_target(axes.hlines, list(enumerate(judgements)))
    axes.set_xticks(range(len(months)), [_under(each) for each in months])
    axes.set_title(target_words(judgements), loc="left", fontsize=10, color=INK)
    return Picture(finished(figure), trend_words(months))


def _draw_row(axes: Any, place: int, row: Row) -> None:
    judged = row.judgement
    across = {"transform": axes.get_yaxis_transform(), "va": "center"}
    axes.plot(
        [-0.72, 1.95],
        [place + 0.5] * 2,
        color=LINE,
        linewidth=0.5,
        transform=across["transform"],
        clip_on=False,
    )
    axes.text(_N, place, whole(judged.n), ha="right", **across)
    if judged.is_hidden:
        axes.text(0.02, place, too_few(judged), color=QUIET, style="italic", **across)
        return
    colour = COLOUR[judged.statistical]
    axes.hlines(place, judged.low, judged.high, color=colour, linewidth=2)
    axes.plot(judged.share, place, MARKER[judged.statistical], color=colour, **_DOT)
    axes.text(_SHARE, place, percent(judged.share, judged.n), ha="right", **across)
    axes.text(_VERDICT, place, verdict_word(judged), color=colour, weight="bold", **across)


_DOT = {"markersize": 7, "clip_on": False, "zorder": 3}


def _draw_month(axes: Any, place: int, judged: Judgement, lowest: float) -> None:
    if judged.is_hidden:
        words = too_few(judged)
        place_ = {"rotation": 90, "ha": "center", "va": "bottom", "fontsize": 9}
        axes.text(place, lowest, f" {words}", color=QUIET, style="italic", **place_)
        return
    colour = COLOUR[judged.statistical]
    axes.vlines(place, judged.low, judged.high, color=colour, linewidth=2)
    axes.plot(place, judged.share, MARKER[judged.statistical], color=colour, **_DOT)


def _join(axes: Any, judgements: Sequence[Judgement]) -> None:
    # A gap stays a gap: matplotlib breaks the line where there is no number.
    shares = [math.nan if judged.share is None else judged.share for judged in judgements]
    axes.plot(range(len(shares)), shares, color=QUIET, linewidth=1, zorder=1)


def _draw_target(lines: Any, judgements: Iterable[tuple[int, Judgement]]) -> None:
    # A stretch a row: rows held to one target make one line, others show their own.
    for place, judged in judgements:
        if judged.target is not None:
            lines(judged.target, place - 0.5, place + 0.5, color=INK, linewidth=1.2, zorder=2)


def _head_columns(axes: Any, judgements: Sequence[Judgement]) -> None:
    head = {"transform": axes.transAxes, "color": QUIET, "va": "bottom"}
    lift = 1 + 0.1 / (_ROW * len(judgements))
    axes.text(_SHARE, lift, _("Tỷ lệ"), ha="right", **head)
    axes.text(_N, lift, _("Số phiếu"), ha="right", **head)
    axes.text(_VERDICT, lift, _("Kết luận"), ha="left", **head)
    axes.text(0, lift, target_words(judgements), **head | {"color": INK})


def _label_shares(axis: Any, judgements: Sequence[Judgement]) -> float:
    """Put round shares on `axis` and return the lowest, under every whisker and target."""
    ends = [end for judged in judgements for end in (judged.low, judged.target) if end is not None]
    span = 1 - min(ends, default=0.5)
    step = next((step for step in (0.02, 0.05, 0.1) if span <= 5 * step), 0.2)
    count = max(2, math.ceil(span / step + 0.05))
    lowest = max(0.0, 1 - step * count)
    shares = [1 - step * place for place in range(round((1 - lowest) / step) + 1)]
    axis.set_ticks(shares, [short_percent(share) for share in shares])
    axis.grid(visible=True, color=LINE, linewidth=0.5)
    return lowest


def _under(each: Month) -> str:
    # The number of answers stands under its month: a share never goes without it.
    return f"{month(each.month)}\n{_('%(n)s phiếu', n=whole(each.judgement.n))}"


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
