"""What is typed into a short box, amounts and days, and the range it must lie in.

Blanks around are the keyboard's doing and are let go. Everything else must be written
in one of the ways the question names; nothing is guessed at.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import format_decimal, get_locale
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from forms.answers import Missing
from forms.domains import Between
from forms.kinds.answer import ITSELF, WHY_NOT, BadAnswer, Said, missing_in
from forms.questionnaire import VIETNAMESE, Question


def box(question: Question) -> tuple[str, ...]:
    """Return the parts of a box: itself, and why it is empty where that may be said."""
    return (ITSELF, WHY_NOT) if question.allows else (ITSELF,)


def read_box(
    said: Said, question: Question, read: Callable[[str, Question], int | str]
) -> int | str | Missing | None:
    """Return what `read` makes of the words in the box; the mark, or None, when it is empty."""
    missing = missing_in(said, question)
    raw = said.part(ITSELF).strip(" ")
    return missing if missing is not None or raw == "" else read(raw, question)


def number_out_of(bounds: Between, question: Question) -> BadAnswer:
    """Return the refusal of a number that is not within `bounds`."""
    most = LazyString(_measured, bounds.most, question)
    return BadAnswer(
        _l(
            "Xin nhập một số từ %(least)s đến %(most)s.",
            least=LazyString(_plain, bounds.least),
            most=most,
        )
    )


def day_out_of(bounds: Between, written: str) -> BadAnswer:
    """Return the refusal of a day or month that is not within `bounds`."""
    least, most = (
        bound.strftime(written) if isinstance(bound, date) else ""
        for bound in (bounds.least, bounds.most)
    )
    return BadAnswer(_l("Xin ghi trong khoảng từ %(least)s đến %(most)s.", least=least, most=most))


def is_within(value: Decimal | date, bounds: Between) -> bool:
    """Whether `value` lies between both bounds, which count."""
    return bounds.least <= value <= bounds.most  # type: ignore[operator]


def _measured(value: Any, question: Question) -> str:
    if question.measure is None:
        return _plain(value)
    language = str(get_locale() or VIETNAMESE)
    return f"{_plain(value)} {question.measure.get(language, question.measure[VIETNAMESE])}"


def _plain(value: Any) -> str:
    # Without dots between the thousands: whoever copies the number must be understood.
    return str(format_decimal(value, "0.######"))
