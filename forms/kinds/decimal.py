"""A question answered by a number with digits after the comma.

Kept in exactly as many digits as the question names, so that one amount has one
writing. Finer ones are refused, not rounded.
"""

import re
from decimal import Decimal

from flask_babel import format_decimal
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from forms.answers import Answer
from forms.check import Shape
from forms.check_bounds import faults_in_decimal
from forms.kinds.answer import BadAnswer, Kind, Said
from forms.kinds.number import between
from forms.kinds.typed import box, is_within, number_out_of, read_box
from forms.questionnaire import Question

_DIGITS = re.compile(r"-?[0-9]+(?:[.,]([0-9]+))?", re.ASCII)


def coerce(said: Said, question: Question) -> Answer | None:
    """Return the digits as kept ("12.50"), None for nothing; raise BadAnswer otherwise."""
    return read_box(said, question, _read)


def _read(raw: str, question: Question) -> str:
    found = _DIGITS.fullmatch(raw)
    decimals = decimals_of(question)
    if found is None or len(found[1] or "") > decimals or _is_minus_zero(raw):
        raise _not_written_so(decimals)
    bounds = between(question)
    value = Decimal(raw.replace(",", "."))
    if not is_within(value, bounds):
        raise number_out_of(bounds, question)
    return f"{value:.{decimals}f}"


def decimals_of(question: Question) -> int:
    """Return how many digits after the comma an answer is kept with."""
    if question.decimals is None:
        raise TypeError(f"question {question.code} names no decimals")
    return question.decimals


def _is_minus_zero(raw: str) -> bool:
    return raw.startswith("-") and not raw.strip("-0.,")


def _not_written_so(decimals: int) -> BadAnswer:
    return BadAnswer(
        _l(
            "Xin ghi một số như %(example)s: nhiều nhất %(decimals)s chữ số sau dấu phẩy, "
            "không ngăn cách hàng nghìn.",
            example=LazyString(_example, decimals),
            decimals=decimals,
        )
    )


def _example(decimals: int) -> str:
    return str(format_decimal(Decimal("12.5"), "0." + "0" * min(decimals, 2)))


DECIMAL = Kind(
    "decimal",
    Shape(
        needs=frozenset({"decimals"}),
        may=frozenset({"allows", "least", "most", "measure"}),
        faults=faults_in_decimal,
    ),
    coerce,
    parts=box,
    domain=between,
)
