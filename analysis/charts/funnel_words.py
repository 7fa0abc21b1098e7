"""What a funnel shows, in sentences."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from analysis.charts.words import short_percent
from analysis.stats.funnel import Zone
from survey.i18n import whole

if TYPE_CHECKING:
    from analysis.charts.funnel import Dot

_MOST_NAMED = 8
_LOW, _HIGH = (Zone.ALARMED_LOW, Zone.WARNED_LOW), (Zone.ALARMED_HIGH, Zone.WARNED_HIGH)


def dots_out(dots: Sequence["Dot"]) -> list["Dot"]:
    """Return the units outside the outer limits, the farthest below first."""
    out = [dot for dot in dots if dot.zone in {Zone.ALARMED_LOW, Zone.ALARMED_HIGH}]
    return sorted(out, key=lambda dot: (dot.zone is Zone.ALARMED_HIGH, dot.share, dot.name))


def funnel_words(dots: Sequence["Dot"]) -> str:
    """Return what the funnel says; "" for no unit."""
    if not dots:
        return ""
    within = sum(dot.zone is Zone.WITHIN for dot in dots)
    counted = {"within": whole(within), "count": whole(len(dots))}
    sentences = [
        _around(dots[0]),
        _(
            "%(within)s trên %(count)s đơn vị nằm trong hai vạch đứt, tức là lệch không quá mức"
            " ngẫu nhiên thường gây ra.",
            **counted,
        ),
        _named(dots, _LOW, _("Thấp hơn rõ: %(names)s.")),
        _named(dots, _HIGH, _("Cao hơn rõ: %(names)s.")),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _around(dot: "Dot") -> str:
    center = short_percent(round(dot.center, 3))
    if dot.is_promised:
        return _("Vạch ngang là chỉ tiêu %(share)s.", share=center)
    return _("Vạch ngang là tỷ lệ chung %(share)s, vì đơn vị không có chỉ tiêu.", share=center)


def _named(dots: Sequence["Dot"], zones: Sequence[Zone], sentence: str) -> str:
    # Only what lies beyond the outer limits is called clear: of 40 units two or so
    # are beyond the inner ones by luck.
    names = [dot.name for dot in dots_out(dots) if dot.zone in zones]
    rest = len(names) - _MOST_NAMED
    shown = names[:_MOST_NAMED]
    if rest > 0:
        shown.append(_("và %(rest)s đơn vị khác", rest=rest))
    return sentence % {"names": ", ".join(shown)} if shown else ""
