"""A drawn sample in an office's words: what was done, what cannot be, what to mind."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from analysis.samples.fieldwork import Recall
from analysis.samples.fitting import Fault, Misfit
from analysis.samples.results import Figure, Weighted
from survey.fieldwork.callbacks import INTERVIEWED, REACHED
from survey.i18n import language, whole

VARIABLES: Mapping[str, object] = {
    "sex": lazy_gettext("Giới tính"),
    "gender": lazy_gettext("Giới tính"),
    "age": lazy_gettext("Nhóm tuổi"),
    "urban": lazy_gettext("Thành thị (1), nông thôn (0)"),
    "province": lazy_gettext("Tỉnh, thành phố"),
    "ethnicity": lazy_gettext("Dân tộc"),
    "education": lazy_gettext("Học vấn"),
}
LEVELS: Mapping[tuple[str, str], object] = {
    ("sex", "F"): lazy_gettext("Nữ"),
    ("sex", "M"): lazy_gettext("Nam"),
    ("gender", "F"): lazy_gettext("Nữ"),
    ("gender", "M"): lazy_gettext("Nam"),
}
ASIDE: Mapping[str, object] = {
    "waiting": lazy_gettext("phiếu chờ duyệt"),
    "out": lazy_gettext("phiếu bị trả lại"),
    "late": lazy_gettext("phiếu đến sau khi đóng đợt"),
}
_NAMED = 8


def variable_name(variable: str) -> str:
    """Return a variable as people call it, or as it was imported."""
    return str(VARIABLES.get(variable, variable))


def level_name(variable: str, level: str) -> str:
    """Return a level of a variable as people call it, or as it was imported."""
    return str(LEVELS.get((variable, level), level))


def part_name(kind: str) -> str:
    """Return what a sample is parted by: "unit", "stratum" or "label:<variable>"."""
    fixed = {"unit": _("Theo đơn vị"), "stratum": _("Theo tầng")}
    if kind in fixed:
        return fixed[kind]
    name = variable_name(kind.removeprefix("label:"))
    return _("Theo %(variable)s", variable=name[:1].lower() + name[1:])


def fault_words(fault: Fault) -> str:
    """Return why known totals could not be weighted to."""
    name, named = variable_name(fault.variable), _listed(fault.named)
    if fault.misfit is Misfit.UNEQUAL and fault.sums:
        return _(
            "Tổng số người theo %(one)s là %(a)s, theo %(two)s là %(b)s: hai tổng phải bằng nhau.",
            one=name,
            a=_number(fault.sums[0]),
            two=variable_name(fault.named[0]),
            b=_number(fault.sums[1]),
        )
    return {
        Misfit.NO_VARIABLE: _("Không phiếu nào ghi %(name)s.", name=name),
        Misfit.NO_LABEL: _("%(n)s phiếu không ghi %(name)s.", n=whole(fault.n), name=name),
        Misfit.NO_TOTAL: _(
            "%(name)s: chưa có tổng số người của %(named)s.", name=name, named=named
        ),
        Misfit.NOBODY: _("%(name)s: không ai trong mẫu thuộc %(named)s.", name=name, named=named),
        Misfit.UNREACHABLE: _(
            "Không có trọng số nào trong giới hạn (0,2 đến 5 lần) khớp được mọi tổng số người."
        ),
    }[fault.misfit]


def method_words(found: Weighted) -> str:
    """Return how the headline was computed, in one sentence or two."""
    line = found.line
    is_beta = line is not None and line.best is not None and line.best.method.endswith("beta")
    limits = (
        _("khoảng tin cậy theo Korn và Graubard")
        if is_beta
        else _("khoảng tin cậy 95 % trên thang logit")
    )
    said = [
        _("Ước lượng theo trọng số, tầng và cụm của thiết kế mẫu; %(limits)s.", limits=limits),
        _("Số cụm của mỗi tầng được biết và đã chọn hơn 5 %, nên có hiệu chỉnh tổng thể hữu hạn.")
        if found.is_finite
        else _("Các cụm được coi như chọn có hoàn lại."),
    ]
    if found.g_lowest is not None:
        said.append(_("Trọng số đã được hiệu chỉnh theo tổng số người đã biết."))
    return " ".join(said)


def warning_words(figure: Figure) -> list[str]:
    """Return what whoever reads an estimate should mind."""
    lonely = [each.partition(": ")[2] for each in figure.warnings if each.startswith("one_psu_in")]
    found = []
    if lonely:
        found.append(
            _(
                "Tầng %(named)s chỉ có một cụm được chọn; sai số ở đó lấy theo trung bình cả mẫu.",
                named=_listed(lonely),
            )
        )
    fixed = {
        "weights_not_of_the_population": _("Trọng số cộng lại nhỏ hơn số phiếu."),
        "all_the_same": _("Mọi câu trả lời giống nhau; sai số bằng 0 không có nghĩa là chắc chắn."),
        "fewer_than_10_answers": _("Dưới 10 câu trả lời."),
        "fewer_than_3_psus": _("Dưới 3 cụm: chưa đủ để biết các cụm khác nhau đến đâu."),
    }
    return found + [words for name, words in fixed.items() if name in figure.warnings]


def _listed(named: object) -> str:
    names = [str(each) for each in named]  # type: ignore[attr-defined]
    rest = len(names) - _NAMED
    shown = ", ".join(f"“{name}”" for name in names[:_NAMED])
    return _("%(shown)s và %(rest)s mức khác", shown=shown, rest=rest) if rest > 0 else shown


def _number(value: float) -> str:
    return whole(round(value))


def decimal(value: float | None, digits: int) -> str:
    """Return a number with so many decimals, as it is written in the language."""
    if value is None:
        return "–"
    written = f"{value:.{digits}f}"
    return written if language() == "en" else written.replace(".", ",")


CHANNELS: Mapping[str, object] = {
    "qr": lazy_gettext("Mã QR ở quầy"),
    "receipt": lazy_gettext("Mã trên giấy của hồ sơ"),
    "kiosk": lazy_gettext("Máy đánh giá"),
    "paper": lazy_gettext("Phiếu giấy"),
    "import": lazy_gettext("Nhập từ hệ thống khác"),
    "interview": lazy_gettext("Phỏng vấn tại nhà"),
    "invitation": lazy_gettext("Đường dẫn mời riêng"),
}


def recall_words(found: Recall, names: Mapping[str, str]) -> str:
    """Return what calling people back found of one question."""
    told = {"k": whole(found.disagreed), "n": whole(found.n)}
    if found.question == REACHED:
        return _("Không liên lạc được %(k)s trên %(n)s người được gọi lại.", **told)
    if found.question == INTERVIEWED:
        return _("%(k)s trên %(n)s người nói chưa từng được phỏng vấn.", **told)
    name = names.get(found.question, found.question)
    return _("“%(name)s”: %(k)s trên %(n)s người trả lời khác lần đầu.", name=name, **told)
