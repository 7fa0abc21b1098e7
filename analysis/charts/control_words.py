"""What a chart of the watched share shows, in sentences; it names no cause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from analysis.charts.words import short_percent
from analysis.stats.control_charts import Limits
from survey.i18n import language

if TYPE_CHECKING:
    from analysis.charts.control import Watched

_MOST_NAMED = 5


def limits_words(limits: Limits, spread: float = 1.0) -> str:
    """Return why the limits are drawn as they are."""
    return {
        Limits.P: _(
            "Mỗi kỳ có đủ phiếu chưa hài lòng, nên giới hạn vẽ theo biểu đồ p "
            "(ba lần độ lệch chuẩn quanh mức chung)."
        ),
        Limits.LANEY: _(
            "Mỗi kỳ có hàng nghìn phiếu, nên giới hạn vẽ theo biểu đồ p′ của Laney: "
            "nới %(times)s lần theo mức dao động thật giữa các kỳ.",
            times=_written(spread),
        ),
        Limits.EXACT: _(
            "Mỗi kỳ chỉ có ít phiếu chưa hài lòng, nên giới hạn tính chính xác theo phân phối "
            "nhị thức."
        ),
        Limits.GAPS: _("Giới hạn vẽ theo số phiếu hài lòng giữa hai phiếu chưa hài lòng."),
    }[limits]


def control_words(rows: Sequence[Watched]) -> str:
    """Return what `control.control` shows of `rows`."""
    above = [row.label for row in rows if row.point.is_out and _is_above(row)]
    below = [row.label for row in rows if row.point.is_out and not _is_above(row)]
    sentences = [
        _("Mức chung: %(share)s chưa hài lòng.", share=short_percent(rows[0].center)),
        _("Cao hơn giới hạn: %(spans)s.", spans=_named(above)) if above else "",
        _("Thấp hơn giới hạn: %(spans)s.", spans=_named(below)) if below else "",
        "" if above or below else _("Không kỳ nào ra ngoài giới hạn."),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def alarm_words(rows: Sequence[Watched]) -> str:
    """Return what `control.alarm` shows of `rows`."""
    rang = next((row.label for row in rows if row.rang), None)
    if rang is None:
        return _("Chưa lần nào chạm mức cảnh báo.")
    return _("Chạm mức cảnh báo lần đầu trong kỳ %(span)s.", span=rang)


def _is_above(row: Watched) -> bool:
    return row.point.value is not None and row.point.value > row.center


def _named(labels: Sequence[str]) -> str:
    rest = len(labels) - _MOST_NAMED
    named = ", ".join(labels[:_MOST_NAMED])
    return named if rest <= 0 else _("%(named)s và %(rest)s kỳ khác", named=named, rest=rest)


def _written(times: float) -> str:
    written = f"{times:.1f}"
    return written if language() == "en" else written.replace(".", ",")
