"""Amounts in words: numbers and days of a tally as a page writes them."""

from datetime import date
from decimal import Decimal

from flask_babel import gettext as _

from analysis.indices.quartiles import Quartiles
from survey.i18n import day, language, month

_MONTH_LETTERS = 7  # 2026-01


def amount_words(value: Decimal | str) -> str:
    """Return a number as 12.345,5, a day as 05/11/2026 and a month as 11/2026."""
    if isinstance(value, Decimal):
        return _number(value)
    try:
        if len(value) == _MONTH_LETTERS:
            return month(date.fromisoformat(f"{value}-01"))
        return day(date.fromisoformat(value))
    except ValueError:
        return value  # kept as it came: a defect is shown, not hidden


def named_quartiles(found: Quartiles) -> list[tuple[str, Decimal | str]]:
    """Return each of the five with what it is called."""
    is_days = isinstance(found.median, str)
    return [
        (_("Sớm nhất") if is_days else _("Nhỏ nhất"), found.lowest),
        (_("Một phần tư không quá"), found.first),
        (_("Một nửa không quá (trung vị)"), found.median),
        (_("Ba phần tư không quá"), found.third),
        (_("Muộn nhất") if is_days else _("Lớn nhất"), found.highest),
    ]


def points(difference: float | None) -> str:
    """Return a difference of two shares as "+3,2 điểm %", "–" where there is none."""
    if difference is None:
        return "–"
    signed = f"{round(difference * 100, 1):+z.1f}".replace("-", "\u2212")
    written = signed if language() == "en" else signed.replace(".", ",")
    return _("%(points)s điểm phần trăm", points=written)


def _number(value: Decimal) -> str:
    digits = f"{value:,f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    if language() == "en":
        return digits
    return digits.translate(str.maketrans(",.", ".,"))
