"""Settling: a third person says what stands where two typings differ.

They see both values and not who typed which: a question's two readings stand in an order
that its form and its code decide. What nobody has read right may be typed anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from forms.answers import canonical
from survey import clock
from survey.paper.comparing import DAY, UNREADABLE, VOID, Typed, differing, merged
from survey.paper.keeping import Became, keep_form
from survey.paper.models import Settlement
from survey.paper.subjects import Subject
from survey.paper.typing import both, typings_of, without_words


class Stands(StrEnum):
    """Whose reading stands."""

    FIRST = "first"
    SECOND = "second"
    OWN = "own"  # neither's: what the third person typed
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Dispute:
    """A form on which two typings differ, and where."""

    subject: Subject
    first: Typed
    second: Typed
    names: tuple[str, ...]

    def readings(self, name: str) -> tuple[Stands, Stands]:
        """Return both readings of a question in the order in which they are shown."""
        told = sha256(f"{self.subject.code} {name}".encode()).digest()
        pair = (Stands.FIRST, Stands.SECOND)
        return pair if told[0] % 2 else pair[::-1]


def dispute_of(session: Session, subject: Subject) -> Dispute | None:
    """Return what is to be settled on a form; None where nothing is."""
    if len(typings_of(session, subject.code)) < 2 or _is_settled(session, subject):
        return None
    first, second = both(session, subject)
    names = differing(subject.questionnaire, first, second)
    if VOID in names:
        # Nobody is asked for each answer of a form that one of both found void.
        names = [VOID]
    return Dispute(subject, first, second, tuple(names)) if names else None


def may_settle(session: Session, code: str, account_id: int) -> bool:
    """Whether an account is neither of those who typed the form, nor brought a scan of it."""
    there = typings_of(session, code)
    return all(account_id not in (each.typist, each.brought_by) for each in there)


def result_of(dispute: Dispute, chosen: Mapping[str, Stands], own: Typed) -> Typed:
    """Return what a form says once each of its differences has been decided."""
    sources = {
        Stands.FIRST: dispute.first,
        Stands.SECOND: dispute.second,
        Stands.OWN: own,
    }
    if chosen.get(VOID) in sources:
        return sources[chosen[VOID]]
    settled = {name: sources.get(whose, _unread(name)) for name, whose in chosen.items()}
    return merged(dispute.subject.questionnaire, dispute.first, settled)


def settle(
    session: Session,
    dispute: Dispute,
    chosen: Mapping[str, Stands],
    result: Typed,
    account_id: int,
) -> Became | None:
    """Keep what a third person said, and the form; None where it cannot be theirs to say."""
    first, second = typings_of(session, dispute.subject.code)
    cells, _words = without_words(dispute.subject.questionnaire, result)
    try:
        with session.begin_nested():
            session.add(
                Settlement(
                    form_code=dispute.subject.code,
                    first_number=first.number,
                    first_typist=first.typist,
                    second_number=second.number,
                    second_typist=second.typist,
                    account_id=account_id,
                    day=result.day,
                    is_void=result.is_void,
                    cells=canonical(cells),
                    chosen=canonical({name: str(whose) for name, whose in chosen.items()}),
                    at=clock.now(),
                )
            )
            session.flush()
    except IntegrityError:
        # One of the two who typed it, or somebody settled it a moment ago.
        return None
    return keep_form(session, dispute.subject, result)


def _is_settled(session: Session, subject: Subject) -> bool:
    wanted = select(Settlement.form_code).where(Settlement.form_code == subject.code)
    return session.scalar(wanted) is not None


def _unread(name: str) -> Typed:
    return Typed() if name in (DAY, VOID) else Typed(cells={name: UNREADABLE})
