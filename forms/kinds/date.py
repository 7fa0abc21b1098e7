"""A question answered by a day.

Browsers with a calendar send 2026-01-31. Without one people type the day first, as
Vietnam does: 31/01/2026, 31-1-2026, 31.1.2026. A year of two digits is refused.
"""

import re
from datetime import date

from flask_babel import lazy_gettext as _l

from forms.answers import Answer
from forms.check import Shape
from forms.check_bounds import FIRST_DAY, LAST_DAY, day_in, faults_in_days
from forms.domains import Between
from forms.kinds.answer import BadAnswer, Kind, Said
from forms.kinds.typed import box, day_out_of, is_within, read_box
from forms.questionnaire import Question

_TYPED = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})", re.ASCII)

_NO_DAY = _l("Ngày này không có trong lịch. Xin ghi ngày/tháng/năm, ví dụ 31/01/2026.")


def coerce(said: Said, question: Question) -> Answer | None:
    """Return the day as kept ("2026-01-31"), None for nothing; raise BadAnswer otherwise."""
    return read_box(said, question, _read)


def _read(raw: str, question: Question) -> str:
    typed = _TYPED.fullmatch(raw)
    found = day_in(f"{typed[4]}-{typed[3]:0>2}-{typed[1]:0>2}" if typed else raw)
    if found is None:
        raise BadAnswer(_NO_DAY)
    bounds = between(question)
    if not is_within(found, bounds):
        raise day_out_of(bounds, "%d/%m/%Y")
    return found.isoformat()


def between(question: Question) -> Between:
    """Return the days from the first to the last that may be meant."""
    return Between(day_in(question.least) or FIRST_DAY, day_in(question.most) or LAST_DAY, date)


DATE = Kind(
    "date",
    Shape(may=frozenset({"allows", "least", "most"}), faults=faults_in_days),
    coerce,
    parts=box,
    domain=between,
)
