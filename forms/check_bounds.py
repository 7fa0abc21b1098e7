"""The rules of bounds: how the range of an amount or of a day is written.

Whole numbers stand as such in a file, decimals and days in quotes, so that a file says
exactly one thing: `0.1` without quotes is not a tenth, and `2026-01-31` is no letters.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from forms.rules import Fault, Written, faults_in_texts, is_whole

LARGEST = 10**15 - 1
"""What every spreadsheet and browser still counts exactly."""

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
"""Between them lies every day a citizen can mean; a slip of the finger often does not."""

MOST_DECIMALS = 6

_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}", re.ASCII)

Bound = Decimal | date


def faults_in_whole(question: Written, where: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    """Yield what is wrong with the range of a whole number."""
    yield from faults_in_texts(question, where, ("measure",), languages)
    yield from _faults_in_range(question, where, _whole, "phải là số nguyên, không đặt trong nháy")


def faults_in_decimal(question: Written, where: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    """Yield what is wrong with the range of a decimal number, and with its digits."""
    yield from faults_in_texts(question, where, ("measure",), languages)
    decimals = question.get("decimals")
    if not is_whole(decimals) or not 1 <= decimals <= MOST_DECIMALS:
        yield Fault(f"{where}.decimals", f"phải là số nguyên từ 1 đến {MOST_DECIMALS}")
        return
    what = f'phải là số nguyên, hoặc số có tối đa {decimals} chữ số thập phân trong nháy như "0.5"'
    yield from _faults_in_range(question, where, lambda raw: _decimal(raw, decimals), what)


def faults_in_days(question: Written, where: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    """Yield what is wrong with the range of a day."""
    what = 'phải là ngày có thật trong nháy như "2026-01-31"'
    yield from _faults_in_range(question, where, day_in, what)


def faults_in_months(question: Written, where: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    """Yield what is wrong with the range of a month."""
    what = 'phải là tháng trong nháy như "2026-01"'
    yield from _faults_in_range(question, where, month_in, what)


def day_in(raw: object) -> date | None:
    """Return the day that "2026-01-31" says, None when it says none."""
    return _day(raw, "") if isinstance(raw, str) and _DAY.fullmatch(raw) else None


def month_in(raw: object) -> date | None:
    """Return the first day of the month that "2026-01" says, None when it says none."""
    return _day(raw, "-01") if isinstance(raw, str) and _MONTH.fullmatch(raw) else None


def _day(raw: str, rest: str) -> date | None:
    try:
        return date.fromisoformat(raw + rest)
    except ValueError:
        return None


def _whole(raw: object) -> Decimal | None:
    return Decimal(raw) if is_whole(raw) and abs(raw) <= LARGEST else None


def _decimal(raw: object, decimals: int) -> Decimal | None:
    if not isinstance(raw, str):
        return _whole(raw)
    if not _DECIMAL.fullmatch(raw) or len(raw.partition(".")[2]) > decimals:
        return None
    return Decimal(raw)


def _faults_in_range(
    question: Written, where: str, read: Callable[[object], Bound | None], what: str
) -> Iterator[Fault]:
    bounds: dict[str, Bound] = {}
    for name in sorted({"least", "most"} & question.keys(), key=str):
        bound = read(question[name])
        if bound is None:
            yield Fault(f"{where}.{name}", what)
        else:
            bounds[name] = bound
    least = bounds.get("least", _first(bounds.get("most")))
    most = bounds.get("most", _last(least))
    if not least <= most:  # type: ignore[operator]
        at = "least" if "least" in bounds else "most"
        yield Fault(f"{where}.{at}", f"không có câu trả lời nào từ {least} đến {most}")


def _first(other: Bound | None) -> Bound:
    return FIRST_DAY if isinstance(other, date) else Decimal(0)


def _last(other: Bound) -> Bound:
    return LAST_DAY if isinstance(other, date) else Decimal(LARGEST)
