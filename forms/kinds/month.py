"""A question answered by a month.

Browsers that know months send 2026-01; without that people type 01/2026 or 1-2026.
"""

import re
from datetime import date

from flask_babel import lazy_gettext as _l

from forms.answers import Answer
from forms.check import Shape
from forms.check_bounds import FIRST_DAY, LAST_DAY, faults_in_months, month_in
from forms.domains import Between
from forms.kinds.answer import BadAnswer, Kind, Said
from forms.kinds.typed import box, day_out_of, is_within, read_box
from forms.questionnaire import Question

_TYPED = re.compile(r"([0-9]{1,2})[/.-]([0-9]{4})", re.ASCII)

_NO_MONTH = _l("Tháng này không có trong lịch. Xin ghi tháng/năm, ví dụ 01/2026.")


def coerce(said: Said, question: Question) -> Answer | None:
    """Return the month as kept ("2026-01"), None for nothing; raise BadAnswer otherwise."""
    return read_box(said, question, _read)


def _read(raw: str, question: Question) -> str:
    typed = _TYPED.fullmatch(raw)
    found = month_in(f"{typed[2]}-{typed[1]:0>2}" if typed else raw)
    if found is None:
        raise BadAnswer(_NO_MONTH)
    bounds = between(question)
    if not is_within(found, bounds):
        raise day_out_of(bounds, "%m/%Y")
    return found.isoformat()[:7]


def between(question: Question) -> Between:
    """Return the months from the first to the last that may be meant, each by its first day."""
    return Between(
        month_in(question.least) or FIRST_DAY,
        month_in(question.most) or LAST_DAY.replace(day=1),
        date,
        is_month=True,
    )


MONTH = Kind(
    "month",
    Shape(may=frozenset({"allows", "least", "most"}), faults=faults_in_months),
    coerce,
    parts=box,
    domain=between,
)
