"""Rows that are each answered by one step of the same scale.

Rows passed over are left out. Where the matrix must be answered, every row must be.
"""

from flask_babel import lazy_gettext as _l

from forms.answers import Answer
from forms.check import Shape
from forms.check_choices import faults_in_rows
from forms.domains import Rows
from forms.kinds.answer import BadAnswer, Kind, Said
from forms.kinds.scale import step, steps
from forms.questionnaire import Question

_EVERY_ROW = _l("Xin chọn một ô ở mỗi dòng.")


def coerce(said: Said, question: Question) -> Answer | None:
    """Return the step (or mark) of each row answered, None for none; raise BadAnswer otherwise."""
    read = {row.code: step(said.part(row.code), question) for row in question.rows}
    found: dict[str, int | str] = {
        code: answer for code, answer in read.items() if answer is not None
    }
    if found and question.is_required and len(found) < len(read):
        raise BadAnswer(_EVERY_ROW)
    return found or None


def rows(question: Question) -> Rows:
    """Return the steps of each row as a condition may compare with them."""
    return Rows({row.code: steps(question) for row in question.rows})


MATRIX = Kind(
    "matrix",
    Shape(needs=frozenset({"scale", "rows"}), may=frozenset({"allows"}), faults=faults_in_rows),
    coerce,
    parts=lambda question: tuple(row.code for row in question.rows),
    domain=rows,
)
