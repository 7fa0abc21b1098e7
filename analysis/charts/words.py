"""What a picture shows, in sentences: for whoever does not see it, and beside it for all."""

from collections import Counter
from collections.abc import Sequence

from flask_babel import gettext as _

from analysis.charts.rows import Month, Row, scale
from analysis.stats.proportions import Verdict
from analysis.targets.check import FEWEST_SHOWN, Judgement
from survey.i18n import month, percent, whole

_MOST_NAMED = 5


def verdict_word(judged: Judgement) -> str:
    """Return the verdict in words, short enough for the end of a row."""
    if judged.target is None:
        return _("Không có chỉ tiêu")
    return {
        Verdict.MET: _("Đạt"),
        Verdict.NOT_MET: _("Chưa đạt"),
        Verdict.CANNOT_SAY: _("Chưa đủ phiếu"),
    }[judged.statistical]


def too_few(judged: Judgement) -> str:
    """Return what stands in place of a share that is not shown."""
    if judged.n == 0:
        return _("chưa có phiếu")
    if judged.n < judged.fewest:
        return _("dưới %(fewest)s phiếu", fewest=judged.fewest)
    return _("ẩn để không suy ra được nơi có ít phiếu")


def short_too_few(judged: Judgement) -> str:
    """Return the same where there is room for a word or two, as in a picture."""
    is_company = judged.n >= judged.fewest
    return _("ẩn") if is_company else too_few(judged)


def share_of(judged: Judgement) -> str:
    """Return "95,2 % trên 1.204 phiếu", or that there are too few."""
    if judged.is_hidden:
        return too_few(judged)
    if judged.n < 10:
        return _("%(satisfied)s trên %(n)s phiếu", satisfied=judged.satisfied, n=judged.n)
    return _("%(share)s trên %(n)s phiếu", share=percent(judged.share, judged.n), n=whole(judged.n))


def short_percent(share: float) -> str:
    """Return "95 %" or "97,5 %": no decimals that say nothing."""
    return percent(share).replace(",0 %", " %").replace(".0 %", " %")


def target_words(judgements: Sequence[Judgement]) -> str:
    """Return "Chỉ tiêu: trên 95 %", as the document promises it; "" where nothing is."""
    promises = {judged.promise for judged in judgements if judged.promise is not None}
    if len(promises) != 1:
        return _("Chỉ tiêu của từng đơn vị") if promises else ""
    (promise,) = promises
    share = short_percent(promise.share)
    if promise.comparator == ">=":
        return _("Chỉ tiêu: từ %(share)s", share=share)
    return _("Chỉ tiêu: trên %(share)s", share=share)


def forest_words(rows: Sequence[Row]) -> str:
    """Return what `draw.forest` shows of `rows`."""
    judgements = [row.judgement for row in rows]
    counted = Counter(judged.statistical for judged in judgements if judged.promise)
    sentences = [
        _(
            "%(all)s đơn vị: %(met)s Đạt, %(not_met)s Chưa đạt, "
            "%(cannot_say)s Chưa đủ phiếu để kết luận.",
            all=len(rows),
            met=counted[Verdict.MET],
            not_met=counted[Verdict.NOT_MET],
            cannot_say=counted[Verdict.CANNOT_SAY],
        ),
        _named(rows),
        _promised(judgements),
        _method(judgements),
        _beyond(judgements),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def trend_words(months: Sequence[Month]) -> str:
    """Return what `draw.trend` shows of `months`; it claims no rise and no fall."""
    shown = [each for each in months if not each.judgement.is_hidden]
    if not shown:
        return _("Chưa có tháng nào đủ %(fewest)s phiếu để vẽ.", fewest=FEWEST_SHOWN)
    judgements = [each.judgement for each in shown]
    lowest = min(shown, key=lambda each: each.judgement.share or 0.0)
    sentences = [
        _(
            "Tỷ lệ hài lòng tháng %(first)s là %(share)s.",
            first=month(shown[0].month),
            share=share_of(shown[0].judgement),
        ),
        _last_and_lowest(shown[-1], lowest) if len(shown) > 1 else "",
        _gaps([each.judgement.n for each in months if each.judgement.is_hidden]),
        _promised(judgements),
        _method(judgements),
        _beyond(judgements),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def channel_words(rows: Sequence[Row]) -> str:
    """Return what each way of answering came to; it claims no cause."""
    said = "; ".join(f"{row.name}: {share_of(row.judgement)}" for row in rows)
    return f"{said}." if said else ""


def _named(rows: Sequence[Row]) -> str:
    short = [row for row in rows if row.judgement.statistical is Verdict.NOT_MET]
    if not short:
        return ""
    names = [f"{row.name} ({share_of(row.judgement)})" for row in short[:_MOST_NAMED]]
    rest = len(short) - len(names)
    if rest:
        names.append(_("và %(rest)s đơn vị khác", rest=rest))
    return _("Chưa đạt: %(names)s.", names=", ".join(names))


def _last_and_lowest(last: Month, lowest: Month) -> str:
    return _(
        "Tháng %(last)s là %(share)s; thấp nhất là tháng %(lowest)s với %(least)s.",
        last=month(last.month),
        share=share_of(last.judgement),
        lowest=month(lowest.month),
        least=share_of(lowest.judgement),
    )


def _gaps(left_out: Sequence[int]) -> str:
    few = sum(n < FEWEST_SHOWN for n in left_out)
    said = []
    if few:
        said.append(
            _(
                "%(count)s tháng có dưới %(fewest)s phiếu nên không vẽ.",
                count=few,
                fewest=FEWEST_SHOWN,
            )
        )
    if len(left_out) > few:
        company = len(left_out) - few
        said.append(_("%(count)s tháng ẩn để không suy ra được tháng có ít phiếu.", count=company))
    return " ".join(said)


def _promised(judgements: Sequence[Judgement]) -> str:
    words = target_words(judgements)
    return f"{words}." if words else ""


def _method(judgements: Sequence[Judgement]) -> str:
    if all(judged.is_hidden for judged in judgements):
        return ""
    return _(
        "Chấm là tỷ lệ hài lòng, gạch là khoảng tin cậy theo phương pháp %(method)s.",
        method=judgements[0].method.replace(".", ","),
    )


def _beyond(judgements: Sequence[Judgement]) -> str:
    _step, lowest = scale(judgements)
    if all(judged.low is None or judged.low >= lowest for judged in judgements):
        return ""
    return _("Mũi tên: khoảng còn kéo dài ra ngoài hình.")
