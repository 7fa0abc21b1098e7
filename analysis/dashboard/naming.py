"""Naming: what the codes in the tallies are called, as the questionnaire or the map says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.questionnaire import VIETNAMESE, Question, Questionnaire, Text
from survey.places.models import Unit


@dataclass(frozen=True, slots=True)
class Naming:
    """Words in one language; `units` are the names of units that were picked, by code."""

    language: str
    units: Mapping[str, str] = field(default_factory=dict)

    def text(self, words: Text) -> str:
        """Return the words in the language, in Vietnamese where it has none."""
        return words.get(self.language, words[VIETNAMESE])

    def value(self, question: Question, value: str) -> str:
        """Return what `value` is called as an answer to `question`, or itself."""
        for option in question.scale.options if question.scale else ():
            if value == str(option.value):
                return self.text(option.words)
        if question.kind == "ranking":
            return _("Thứ %(place)s", place=value)
        for choice in question.choices:
            if value == choice.code:
                return self.text(choice.words)
        return self._fixed(question.kind).get(value, value)

    def _fixed(self, kind: str) -> Mapping[str, str]:
        fixed = {
            "yes_no": {"yes": _("Có"), "no": _("Không")},
            "consent": {"agreed": _("Đồng ý"), "declined": _("Không đồng ý")},
            "unit": self.units,
        }
        return fixed.get(kind, {})


def naming_for(
    session: Session,
    questionnaire: Questionnaire,
    counts: Mapping[str, Mapping[str, int]],
    language: str,
) -> Naming:
    """Return the naming for what was answered; the map is asked only where units were picked."""
    pickers = [each.code for each in questionnaire.questions if each.kind == "unit"]
    picked = {value for code in pickers for value in counts.get(code, {})}
    return Naming(language, _names(session, picked) if picked else {})


def _names(session: Session, codes: Iterable[str]) -> dict[str, str]:
    # A code may have stood for several units one after the other: the latest names it.
    found = select(Unit.code, Unit.name).where(Unit.code.in_(codes)).order_by(Unit.valid_from)
    return dict(session.execute(found).all())
