"""Keeping: a form on which two people agree, or a third has settled, goes into the ledger once.

Its id comes from its code, so a form is one response however often it is handed in. One
whose campaign has been closed is kept and marked LATE; nothing is lost, and the numbers
that were frozen stand. In the same transaction the words leave this room, for the ledger
keeps them where a citizen can have them erased.
"""

import json
from dataclasses import replace
from datetime import date
from enum import StrEnum

from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from forms.filling import Filled, fill
from survey import clock
from survey.paper import codes
from survey.paper.comparing import Typed
from survey.paper.hearing import readable
from survey.paper.models import FormOutcome, TypedWords
from survey.paper.subjects import Subject, asked_of
from survey.responses.ballot import Ballot
from survey.responses.design import Design
from survey.responses.flags import LATE, PARTLY
from survey.responses.store import keep

_CASE = text(
    "SELECT weight, stratum, psu, second, fpc, second_fpc, labels FROM cases WHERE id = :id"
)


class Became(StrEnum):
    """What became of a form."""

    KEPT = "kept"
    LATE = "late"
    VOID = "void"


def keep_form(session: Session, subject: Subject, typed: Typed) -> Became:
    """Put what a form says into the ledger, or note that it says nothing; the caller commits."""
    ballot = None if typed.is_void else _ballot(session, subject, typed)
    became = Became.VOID if ballot is None else _keep(session, ballot)
    session.add(FormOutcome(form_code=subject.code, outcome=became.value, at=clock.now()))
    session.execute(delete(TypedWords).where(TypedWords.form_code == subject.code))
    session.flush()
    return became


def _keep(session: Session, ballot: Ballot) -> Became:
    connection = session.connection()
    if keep(connection, [ballot]) != [None]:
        return Became.KEPT
    # Under the lock it was looked at, the campaign was closed.
    keep(connection, [replace(ballot, flags=ballot.flags | {LATE})])
    return Became.LATE


def _ballot(session: Session, subject: Subject, typed: Typed) -> Ballot | None:
    asked = asked_of(session, subject)
    cells = readable(subject.questionnaire, typed.cells)
    filled = fill(subject.questionnaire, cells, asked.places)
    while filled.faults and cells:
        # Two readings that each hold may not hold together: what does not is left out.
        bad = filled.faults
        cells = {name: said for name, said in cells.items() if name.partition(".")[0] not in bad}
        filled = fill(subject.questionnaire, cells, asked.places)
    if filled.is_empty:
        return None
    is_whole = len(cells) == len(typed.cells)
    day = typed.day or max(asked.first, asked.last)
    return _of(session, subject, filled, day, frozenset() if is_whole else frozenset((PARTLY,)))


def _of(
    session: Session, subject: Subject, filled: Filled, day: date, flags: frozenset[str]
) -> Ballot:
    return Ballot(
        id=codes.response_id(subject.code),
        campaign_id=subject.form.campaign_id,
        unit_id=subject.form.unit_id,
        counter_id=None,
        questionnaire=subject.questionnaire.code,
        version=subject.questionnaire.version,
        language=subject.language,
        channel="paper",
        day=day,
        minute=None,
        answers=filled.answers,
        words=filled.words,
        flags=flags,
        design=_design(session, subject.form.case_id),
    )


def _design(session: Session, case_id: int | None) -> Design | None:
    found = None if case_id is None else session.execute(_CASE, {"id": case_id}).first()
    if found is None:
        return None
    *chosen, labels = found
    names = ("weight", "stratum", "psu", "second", "fpc", "second_fpc")
    return Design(**dict(zip(names, chosen, strict=True)), labels=json.loads(labels))
