"""Hearing a typing out: what was sent for one form, judged before it is kept.

What a paper lacks is not made up for, even where a page would insist on it. What was
typed must be able to be an answer: whatever is none is marked unreadable, by a person.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from forms.answers import unasked
from forms.check_bounds import day_in
from forms.filling import fill, names_of, question_of
from forms.questionnaire import VIETNAMESE, Questionnaire
from survey.paper.comparing import DAY, UNREADABLE, Typed

NO_DAY = "-"
"""What is typed where a form bears no day that can be read."""

EMPTY, WHOLE = "~empty", "~whole"
"""Where it is told that nothing was typed, and what is wrong with all of it."""

_LONGEST = 5_000
_TYPED = re.compile(r"([0-9]{1,2})[/. -]?([0-9]{1,2})[/. -]?([0-9]{4})", re.ASCII)
_NO_DAY = _l("Xin ghi ngày trên phiếu, ví dụ 20/11/2026; phiếu không ghi ngày thì đánh dấu ô bên.")
_OUTSIDE = _l("Ngày này nằm ngoài đợt khảo sát hoặc chưa tới. Xin xem lại, hoặc coi là không rõ.")
_EMPTY = _l("Chưa có câu trả lời nào. Phiếu trắng hoặc hỏng xin đánh dấu ở cuối trang.")
_BROKEN = _l("Có ký tự bị hỏng hoặc nội dung quá dài. Xin gõ lại.")


@dataclass(frozen=True, slots=True)
class Asked:
    """The form a typing is of: its questions, the days it may bear, where people may live."""

    questionnaire: Questionnaire
    first: date
    last: date
    places: Mapping[str, str]


@dataclass(slots=True)
class Heard:
    """What was typed, and by question (or DAY, EMPTY, WHOLE) what is wrong with it."""

    typed: Typed
    faults: dict[str, Any] = field(default_factory=dict)

    def told(self, code: str) -> str:
        """Return in words what is wrong with `code`; "" where nothing is."""
        words = self.faults.get(code, "")
        return str(words[VIETNAMESE] if isinstance(words, Mapping) else words)


def hear(asked: Asked, sent: Mapping[str, str], day: str, *, is_void: bool = False) -> Heard:
    """Return what `sent` (wire name → value) and `day` say, and what is wrong."""
    if is_void:
        return Heard(Typed(None, {}, is_void=True))
    cells = {name: value.strip() for name, value in sent.items() if value.strip()}
    heard = Heard(Typed(_day_in(day), cells))
    if heard.typed.day is None and day.strip() != NO_DAY:
        heard.faults[DAY] = _NO_DAY
    elif heard.typed.day and not asked.first <= heard.typed.day <= asked.last:
        heard.faults[DAY] = _OUTSIDE
    _judge(asked, cells, heard)
    return heard


def readable(questionnaire: Questionnaire, cells: Mapping[str, str]) -> dict[str, str]:
    """Return `cells` without the questions that were said to be unreadable."""
    unread = {name for name, value in cells.items() if value == UNREADABLE}
    codes = {question.code for name in unread if (question := question_of(questionnaire, name))}
    codes |= unread
    return {name: value for name, value in cells.items() if name.partition(".")[0] not in codes}


def _judge(asked: Asked, cells: Mapping[str, str], heard: Heard) -> None:
    if any(map(_is_broken, cells.values())):
        heard.faults[WHOLE] = _BROKEN
        return
    known = {name for name, value in cells.items() if value != UNREADABLE}
    strange = unasked(names_of(asked.questionnaire) | _codes(asked.questionnaire), cells)
    strange += unasked(names_of(asked.questionnaire), known)
    if strange:
        named = ", ".join(sorted(set(strange)))[:200]
        heard.faults[WHOLE] = _l("Phiếu này không có câu: %(names)s.", names=named)
        return
    filled = fill(asked.questionnaire, readable(asked.questionnaire, cells), asked.places)
    heard.faults |= filled.faults
    if filled.is_empty and not filled.faults:
        heard.faults[EMPTY] = _EMPTY


def _codes(questionnaire: Questionnaire) -> frozenset[str]:
    return frozenset(question.code for question in questionnaire.questions)


def _is_broken(value: str) -> bool:
    return len(value) > _LONGEST or any(
        sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value
    )


def _day_in(written: str) -> date | None:
    typed = _TYPED.fullmatch(written.strip())
    if typed is None:
        return day_in(written.strip())
    return day_in(f"{typed[3]}-{typed[2]:0>2}-{typed[1]:0>2}")
