"""Typing in: each form is read by two, neither of whom sees what the other read.

The second typing decides at once: where it says the same as the first, the form goes into
the ledger; where not, it waits for a third person. A scanner is one of the two at most.
"""

import json
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from forms.answers import canonical
from forms.filling import question_of
from forms.questionnaire import Questionnaire
from survey import clock
from survey.paper.comparing import Typed, differing, is_words
from survey.paper.keeping import Became, keep_form
from survey.paper.models import SCANNER, TypedWords, Typing
from survey.paper.subjects import Subject

WORDS = "+"
"""What stands in the cells of a typing for somebody's own words."""


class Refusal(Enum):
    """Why a typing is not taken."""

    TWICE = "twice"  # the same account (or scanner) typed this form before
    OWN = "own"  # it is a scan, and its bringer would be its typist
    FULL = "full"  # two have typed it
    EARLY = "early"  # its campaign has not been opened


class Waits(Enum):
    """What a form waits for."""

    SECOND = "second"
    THIRD = "third"


@dataclass(frozen=True, slots=True)
class Typist:
    """Who typed: an account, or a scanner (None) that says how sure it is."""

    account_id: int | None
    confidence: str | None = None
    brought_by: int | None = None  # whoever handed in what a scanner read

    @property
    def number(self) -> int:
        """What tells typists of a form apart."""
        return SCANNER if self.account_id is None else self.account_id


Taken = Refusal | Waits | Became


def take(session: Session, subject: Subject, typed: Typed, typist: Typist) -> Taken:
    """Keep a typing, and the form if this decides it; the caller commits."""
    if not subject.is_asked:
        return Refusal.EARLY
    if refusal := refusal_for(session, subject.code, typist):
        return refusal
    number = _keep_once(session, subject, typed, typist)
    if number is None:
        # Somebody else was quicker, perhaps the same person in another window.
        return refusal_for(session, subject.code, typist) or Refusal.FULL
    if number == 1:
        return Waits.SECOND
    first, second = both(session, subject)
    if differing(subject.questionnaire, first, second):
        return Waits.THIRD
    return keep_form(session, subject, first)


def refusal_for(session: Session, code: str, typist: Typist) -> Refusal | None:
    """Return why `typist` cannot type this form, if so."""
    there = typings_of(session, code)
    if any(each.typist == typist.number for each in there):
        return Refusal.TWICE
    if any(_is_one_person(each, typist) for each in there):
        return Refusal.OWN
    return Refusal.FULL if len(there) > 1 else None


def _is_one_person(there: Typing, typist: Typist) -> bool:
    # Whoever wrote a scanner's file could have written into it what they type.
    has_brought = there.brought_by is not None and there.brought_by == typist.account_id
    return has_brought or (typist.brought_by is not None and typist.brought_by == there.typist)


def typings_of(session: Session, code: str) -> list[Typing]:
    """Return what was typed of a form, first and second."""
    wanted = select(Typing).where(Typing.form_code == code).order_by(Typing.number)
    return list(session.scalars(wanted))


def both(session: Session, subject: Subject) -> tuple[Typed, Typed]:
    """Return what two typings of a form say, words and all, as long as it waits."""
    words = session.scalars(select(TypedWords).where(TypedWords.form_code == subject.code)).all()
    read = []
    for each in typings_of(session, subject.code):
        own = {one.part: one.words for one in words if one.number == each.number}
        read.append(Typed(each.day, json.loads(each.cells) | own, each.is_void))
    first, second = read
    return first, second


def without_words(
    questionnaire: Questionnaire, typed: Typed
) -> tuple[dict[str, str], dict[str, str]]:
    """Return what may stay for ever of what was typed, and the words, which may not."""
    words = {}
    for name, value in typed.cells.items():
        question = question_of(questionnaire, name)
        part = name.removeprefix(question.code).removeprefix(".") if question else ""
        if question and is_words(question, part) and not value.startswith("~"):
            words[name] = value
    return {**typed.cells, **dict.fromkeys(words, WORDS)}, words


def _keep_once(session: Session, subject: Subject, typed: Typed, typist: Typist) -> int | None:
    """Keep a typing as the first or the second; return which, None where it can be neither."""
    for number in range(len(typings_of(session, subject.code)) + 1, 3):
        try:
            with session.begin_nested():
                _keep(session, subject, typed, typist, number)
        except IntegrityError:
            continue
        return number
    return None


def _keep(session: Session, subject: Subject, typed: Typed, typist: Typist, number: int) -> None:
    cells, words = without_words(subject.questionnaire, typed)
    session.add(
        Typing(
            form_code=subject.code,
            number=number,
            typist=typist.number,
            account_id=typist.account_id,
            brought_by=typist.brought_by,
            day=typed.day,
            is_void=typed.is_void,
            cells=canonical(cells),
            confidence=typist.confidence,
            at=clock.now(),
        )
    )
    session.flush()
    session.add_all(
        TypedWords(form_code=subject.code, number=number, part=part, words=said)
        for part, said in words.items()
    )
    session.flush()
