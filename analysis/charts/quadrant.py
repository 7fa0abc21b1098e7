"""Drawing what to improve first: how much a question goes with the overall rating, how it fares.

Numbers stand for the questions, as in the table beside the picture, most related first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from analysis.charts.rows import Picture
from analysis.charts.style import COLOUR, INK, QUIET, blank, finished
from analysis.charts.words import short_percent
from analysis.stats.importance import Driver, Quadrant
from analysis.stats.proportions import Verdict
from analysis.targets.check import Judgement

_WIDTH, _HEIGHT = 9.6, 4.8
_FIRST = COLOUR[Verdict.NOT_MET]


@dataclass(frozen=True, slots=True)
class Part:
    """One question: its words, how it is rated, its share, and where that puts it.

    `is_clear` says that the share's interval lies on one side of the line; `lines` are
    the equal share of all questions and their satisfied share together.
    """

    words: str
    judgement: Judgement
    driver: Driver
    quadrant: Quadrant
    is_clear: bool
    lines: tuple[float, float]


def quadrants(parts: Sequence[Part]) -> Picture:
    """Draw the questions in four fields by share (upwards) and level (to the right).

    Raises ValueError for no question.
    """
    if not parts:
        raise ValueError("there is at least one question to draw")
    figure, axes = blank(_WIDTH, _HEIGHT)
    figure.subplots_adjust(left=0.1, right=0.97, top=0.93, bottom=0.13)
    line, usual = parts[0].lines
    shares = [part.driver.share.estimate or 0.0 for part in parts]
    highs = [part.driver.share.high or share for part, share in zip(parts, shares, strict=True)]
    levels = [part.judgement.share or 0.0 for part in parts]
    reach = max(0.005, *(abs(level - usual) for level in levels)) * 1.25
    left, right, top = usual - reach, usual + reach, max(*highs, line * 1.5) * 1.1
    axes.set_xlim(left, right)
    axes.set_ylim(0, top)
    axes.axhline(line, color=INK, linewidth=1)
    axes.axvline(usual, color=INK, linewidth=1)
    for number, (part, share, level) in enumerate(zip(parts, shares, levels, strict=True), 1):
        colour, shape = (_FIRST, "D") if part.quadrant is Quadrant.FIX_FIRST else (QUIET, "o")
        driver = part.driver.share
        if driver.low is not None and driver.high is not None:
            axes.vlines(level, driver.low, driver.high, color=colour, linewidth=1.5)
        axes.plot(level, share, shape, color=colour, markersize=8, zorder=3)
        axes.annotate(str(number), (level, share), (7, 5), textcoords="offset points", color=INK)
    corner = {"color": QUIET, "fontsize": 9, "transform": axes.transAxes}
    axes.text(
        0.01, 0.97, _("Nên cải thiện trước"), ha="left", va="top", **corner | {"color": _FIRST}
    )
    axes.text(0.99, 0.97, _("Nên giữ vững"), ha="right", va="top", **corner)
    axes.text(0.01, 0.03, _("Cải thiện sau"), ha="left", va="bottom", **corner)
    axes.text(0.99, 0.03, _("Đang ổn"), ha="right", va="bottom", **corner)
    axes.set_yticks([0, line, top / 1.1], [short_percent(at) for at in (0, line, top / 1.1)])
    marks = [at for at in (left, usual, right) if at <= 1]
    axes.set_xticks(marks, [short_percent(at) for at in marks])
    axes.tick_params(axis="x", pad=8)
    axes.set_xlabel(_("Tỷ lệ hài lòng của câu hỏi"))
    axes.set_title(_("Phần liên quan với đánh giá chung"), loc="left", fontsize=10, color=INK)
    return Picture(finished(figure), quadrant_words(parts))


def quadrant_words(parts: Sequence[Part]) -> str:
    """Return what `quadrants` shows of `parts`; it claims no cause."""
    first = [part for part in parts if part.quadrant is Quadrant.FIX_FIRST]
    if not first:
        return _("Không câu nào vừa liên quan nhiều vừa có tỷ lệ hài lòng thấp hơn mức chung.")
    named = "; ".join(_certain(part) for part in first)
    return _("Liên quan nhiều mà tỷ lệ hài lòng thấp hơn mức chung: %(named)s.", named=named)


def _certain(part: Part) -> str:
    return part.words if part.is_clear else _("%(words)s (chưa rõ)", words=part.words)
