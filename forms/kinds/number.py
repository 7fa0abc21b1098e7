"""A question answered by a whole number.

Dots and commas between digits are refused: "1.200" is twelve hundred to one reader and
a bit more than one to another.
"""

import re
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from forms.answers import Answer
from forms.check import Shape
from forms.check_bounds import LARGEST, faults_in_whole
from forms.domains import Between
from forms.kinds.answer import BadAnswer, Kind, Said
from forms.kinds.typed import box, is_within, number_out_of, read_box
from forms.questionnaire import Question

_DIGITS = re.compile(r"-?[0-9]+", re.ASCII)

_NOT_WHOLE = _l(
    "Xin ghi một số nguyên, các chữ số viết liền, không có dấu chấm, dấu phẩy hay chữ, ví dụ 15."
)


def coerce(said: Said, question: Question) -> Answer | None:
    """Return the number that was typed, None for nothing; raise BadAnswer otherwise."""
    return read_box(said, question, _read)


def _read(raw: str, question: Question) -> int:
    if not _DIGITS.fullmatch(raw) or (raw[0] == "-" and not raw.strip("-0")):
        raise BadAnswer(_NOT_WHOLE)
    bounds, value = between(question), Decimal(raw)
    if not is_within(value, bounds):
        raise number_out_of(bounds, question)
    return int(value)  # of the value: Python refuses to read thousands of digits as an integer


def between(question: Question) -> Between:
    """Return the range; without a lower bound nothing is below zero."""
    least, most = Decimal(question.least or 0), Decimal(question.most or LARGEST)
    return Between(least, most, Decimal, question.decimals or 0)


NUMBER = Kind(
    "number",
    Shape(may=frozenset({"allows", "least", "most", "measure"}), faults=faults_in_whole),
    coerce,
    parts=box,
    domain=between,
)
