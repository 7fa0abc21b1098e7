"""Drawing: judgements become pictures, each with the words that say what it shows."""

import math
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from analysis.charts.rows import MOST_ROWS, Month, Picture, Row, scale
from analysis.charts.style import COLOUR, INK, LINE, MARKER, QUIET, blank, finished
from analysis.charts.words import (
    forest_words,
    short_percent,
    short_too_few,
    target_words,
    trend_words,
    verdict_word,
)
from analysis.targets.check import Judgement
from survey.i18n import month, percent, whole

_WIDTH = 9.6
_ROW = 0.34
_SHARE, _N, _VERDICT = 1.22, 1.44, 1.51  # columns right of the axes, in widths of the axes
_LONGEST_NAME = 30
_MONTHS_UPRIGHT = 12


def forest(rows: Sequence[Row]) -> Picture:
    """Draw one row a unit: dot, whisker, the target through all, n and the verdict's word.

    Rows stand in the order given; raises ValueError for none or more than MOST_ROWS.
    """
    if not 0 < len(rows) <= MOST_ROWS:
        raise ValueError(f"a forest has 1 to {MOST_ROWS} rows, not {len(rows)}")
    height = _ROW * len(rows) + 1.15
    figure, axes = blank(_WIDTH, height)
    figure.subplots_adjust(left=0.26, right=0.645, top=1 - 0.7 / height, bottom=0.45 / height)
    judgements = [row.judgement for row in rows]
    axes.set_ylim(len(rows) - 0.5, -0.5)
    lowest = _label_shares(axes.xaxis, judgements)
    axes.set_xlim(lowest, 1.0)
    _rule(axes, len(rows))
    for place, judged in enumerate(judgements):
        _draw_row(axes, place, judged, lowest)
    _draw_target(axes.vlines, judgements)
    _head_columns(axes, judgements)
    axes.set_yticks(range(len(rows)), [_shortened(row.name) for row in rows])
    axes.tick_params(axis="y", pad=9)  # room for an arrow
    return Picture(finished(figure), forest_words(rows))


def trend(months: Sequence[Month]) -> Picture:
    """Draw a share a month with its interval, n under each, the target through all.

    A month with too few answers is a gap that says so. Raises ValueError for no month.
    """
    if not months:
        raise ValueError("a trend has at least one month")
    is_long = len(months) > _MONTHS_UPRIGHT
    height, bottom = (4.4, 1.6) if is_long else (3.6, 0.75)
    figure, axes = blank(_WIDTH, height)
    figure.subplots_adjust(left=0.09, right=0.97, top=1 - 0.36 / height, bottom=bottom / height)
    judgements = [each.judgement for each in months]
    lowest = _label_shares(axes.yaxis, judgements)
    axes.set_ylim(lowest, 1.0)
    axes.set_xlim(-0.5, max(len(months), 6) - 0.5)
    for place, judged in enumerate(judgements):
        _draw_month(axes, place, judged, lowest)
    _join(axes, judgements)
    _draw_target(axes.hlines, judgements)
    labels = [_under(each, ": " if is_long else "\n") for each in months]
    axes.set_xticks(range(len(months)), labels, rotation=90 if is_long else 0)
    axes.set_title(target_words(judgements), loc="left", fontsize=10, color=INK)
    return Picture(finished(figure), trend_words(months))


def _draw_row(axes: Any, place: int, judged: Judgement, lowest: float) -> None:
    across = {"transform": axes.get_yaxis_transform(), "va": "center"}
    colour = COLOUR[judged.statistical]
    if judged.is_hidden:
        axes.text(_VERDICT, place, short_too_few(judged), color=colour, style="italic", **across)
        return
    axes.hlines(place, max(judged.low, lowest), judged.high, color=colour, linewidth=2)
    if judged.low < lowest:
        axes.plot(lowest, place, "<", color=colour, **_DOT)
    axes.plot(judged.share, place, MARKER[judged.statistical], color=colour, **_DOT)
    axes.text(_N, place, whole(judged.n), ha="right", **across)
    axes.text(_SHARE, place, percent(judged.share, judged.n), ha="right", **across)
    axes.text(_VERDICT, place, verdict_word(judged), color=colour, weight="bold", **across)


def _rule(axes: Any, count: int) -> None:
    # One collection for all: a line each would double the time of a long picture.
    places = [place + 0.5 for place in range(count)]
    ruled = {"transform": axes.get_yaxis_transform(), "clip_on": False}
    axes.hlines(places, -0.67, 1.91, color=LINE, linewidth=0.5, **ruled)


_DOT = {"markersize": 7, "clip_on": False, "zorder": 3}


def _draw_month(axes: Any, place: int, judged: Judgement, lowest: float) -> None:
    if judged.is_hidden:
        words = short_too_few(judged)
        place_ = {"rotation": 90, "ha": "center", "va": "bottom", "fontsize": 9}
        axes.text(place, lowest, f" {words}", color=QUIET, style="italic", **place_)
        return
    colour = COLOUR[judged.statistical]
    axes.vlines(place, max(judged.low, lowest), judged.high, color=colour, linewidth=2)
    if judged.low < lowest:
        axes.plot(place, lowest, "v", color=colour, **_DOT)
    axes.plot(place, judged.share, MARKER[judged.statistical], color=colour, **_DOT)


def _join(axes: Any, judgements: Sequence[Judgement]) -> None:
    # A gap stays a gap: matplotlib breaks the line where there is no number.
    shares = [math.nan if judged.share is None else judged.share for judged in judgements]
    axes.plot(range(len(shares)), shares, color=QUIET, linewidth=1, zorder=1)


def _draw_target(lines: Any, judgements: Sequence[Judgement]) -> None:
    # A stretch a row: rows held to one target make one line, others show their own.
    held = [(place, judged.target) for place, judged in enumerate(judgements) if judged.target]
    befores, afters = [place - 0.5 for place, _at in held], [place + 0.5 for place, _at in held]
    lines([at for _place, at in held], befores, afters, color=INK, linewidth=1.2, zorder=2)


def _head_columns(axes: Any, judgements: Sequence[Judgement]) -> None:
    head = {"transform": axes.transAxes, "color": QUIET, "va": "bottom"}
    lift = 1 + 0.1 / (_ROW * len(judgements))
    axes.text(_SHARE, lift, _("Tỷ lệ"), ha="right", **head)
    axes.text(_N, lift, _("Số phiếu"), ha="right", **head)
    axes.text(_VERDICT, lift, _("Kết luận"), ha="left", **head)
    axes.text(0, lift, target_words(judgements), **head | {"color": INK})


def _label_shares(axis: Any, judgements: Sequence[Judgement]) -> float:
    """Put round shares on `axis` and return the lowest one."""
    step, lowest = scale(judgements)
    shares = [1 - step * place for place in range(round((1 - lowest) / step) + 1)]
    axis.set_ticks(shares, [short_percent(share) for share in shares])
    axis.grid(visible=True, color=LINE, linewidth=0.5)
    return lowest


def _under(each: Month, between: str) -> str:
    # The number of answers stands under its month: a share never goes without it.
    if each.judgement.is_hidden:
        return month(each.month)
    return f"{month(each.month)}{between}{_('%(n)s phiếu', n=whole(each.judgement.n))}"


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
