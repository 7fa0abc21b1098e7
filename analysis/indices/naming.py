"""The words of the index pages: reasons, groups, and how a value is written with its unit."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from analysis.indices.grouping import Group
from analysis.indices.method import Reason, Value
from analysis.indices.printed import number
from analysis.indices.structure import Definition
from survey.i18n import language, percent

INDEX_NAMES = {"sipas": "SIPAS", "papi": "PAPI", "par": "PAR INDEX", "pci": "PCI"}
GROUP_NAMES = {
    Group.HIGHEST: lazy_gettext("Nhóm cao nhất"),
    Group.HIGH_AVERAGE: lazy_gettext("Nhóm trung bình cao"),
    Group.LOW_AVERAGE: lazy_gettext("Nhóm trung bình thấp"),
    Group.LOWEST: lazy_gettext("Nhóm thấp nhất"),
}
REASON_NAMES = {
    Reason.NO_ANSWERS: lazy_gettext("chưa có số liệu"),
    Reason.TOO_FEW: lazy_gettext("dưới 5, chưa hiện"),
    Reason.WITHHELD: lazy_gettext("không công bố điểm"),
    Reason.INCOMPLETE: lazy_gettext("thiếu một phần"),
    Reason.NEW_METHOD: lazy_gettext("đổi phương pháp, không so được"),
    Reason.NO_YEAR: lazy_gettext("không có số liệu các năm ở giữa"),
}


def in_percent(value: Value) -> str:
    """Write a value of 0 to 100 as a percentage no finer than its n can bear, or why not."""
    if value.value is None:
        return reason_words(value)
    n = max(value.n, 10) if value.n is not None else None
    return percent(value.value / 100, n)


def in_points(value: Value) -> str:
    """Write points with two decimals, or why there are none."""
    if value.value is None:
        return reason_words(value)
    return spoken(f"{value.value:.2f}".replace(".", ","))


def as_printed(value: Value, definition: Definition | None = None) -> str:
    """Write a published score as it was printed; "*" where it was withheld."""
    if value.value is None:
        return "*"
    unit = " %" if definition is not None and definition.is_percent else ""
    return spoken(number(value.value)) + unit


def spoken(written: str) -> str:
    """Return a number written with a comma as this page's language writes it."""
    return written.replace(",", ".") if language() == "en" else written


def reason_words(value: Value) -> str:
    """Say why there is no value."""
    return str(REASON_NAMES[value.reason]) if value.reason else "–"


def n_words(value: Value) -> str:
    """Say of how many a value is; a publisher may not say."""
    return _("nguồn không nêu") if value.n is None else spoken_whole(value.n)


def spoken_whole(n: int) -> str:
    """Write a whole number in this page's language."""
    grouped = f"{n:,}"
    return grouped if language() == "en" else grouped.replace(",", ".")


def part_name(code: str, name: str | None) -> str:
    """Return a part's code and name, or what the whole is called."""
    if not code:
        return _("Điểm chung")
    return f"{code}. {name}" if name else code
