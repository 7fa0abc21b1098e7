"""Two people: one proposes whether answers count, another agrees or refuses.

Only when the second agrees is anything ruled. The newest proposal of a suspicion or of a
held group is the one that stands; both people are above the rated unit, and the database
itself refuses a second who is the first.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from analysis.integrity.covering import covered, rule_covered
from analysis.integrity.models import Proposal, Second, Suspicion
from analysis.integrity.proposed import group_of, standing
from analysis.integrity.reading import Group
from analysis.integrity.ruling import Refusal, Word, concerned, rule_on
from survey.diary.writing import note


class Denied(StrEnum):
    """Why a second's word was not taken."""

    SAME_PERSON = "same_person"
    DECIDED = "decided"
    NO_REASON = "no_reason"


def propose(
    session: Session, subject: Group | Suspicion, word: Word, at: datetime, account_id: int
) -> Refusal | Proposal:
    """Keep what somebody proposes; nothing is ruled by it. The caller commits.

    Refused when what it is about is no longer what was seen.
    """
    why_not = _why_not(session, subject, word)
    if why_not is not None:
        return why_not
    about: dict[str, Any] = (
        {"day": subject.day, "cause": subject.cause}
        if isinstance(subject, Group)
        else {"suspicion_id": subject.id}
    )
    made = Proposal(
        **about,
        campaign_id=subject.campaign_id,
        unit_id=subject.unit_id,
        counter_id=subject.counter_id,
        counts=word.counts,
        reason=word.reason,
        seen=word.seen,
        account_id=account_id,
        at=at,
    )
    session.add(made)
    session.flush()
    _note(session, made, "responses.ruling_proposed", account_id, reason=word.reason, n=word.seen)
    return made


def _why_not(session: Session, subject: Group | Suspicion, word: Word) -> Refusal | None:
    if isinstance(subject, Group):
        found = concerned(session, subject, word)
        return found if isinstance(found, Refusal) else None
    return None if covered(session, subject).n == word.seen else Refusal.GREW


def second(
    session: Session, proposal: Proposal, word: tuple[bool, str], at: datetime, account_id: int
) -> Refusal | Denied | int:
    """Take the second's word, whether they agree and why; return how many answers it ruled on.

    The caller commits, or rolls back what was not taken.
    """
    agrees, reason = word
    if account_id == proposal.account_id:
        return Denied.SAME_PERSON
    if not agrees and not reason:
        return Denied.NO_REASON
    if standing(session, group_of(proposal) or _suspicion(session, proposal)) != proposal.id:
        return Denied.DECIDED
    n = _rule(session, proposal, at, account_id) if agrees else 0
    if isinstance(n, Refusal):
        return n
    told = {"agrees": agrees, "reason": reason, "n": n, "at": at}
    people = {"proposer_id": proposal.account_id, "account_id": account_id}
    try:
        session.add(Second(proposal_id=proposal.id, **people, **told))
        session.flush()
    except IntegrityError:
        return Denied.DECIDED  # somebody else was quicker by a moment
    act = "responses.ruling_confirmed" if agrees else "responses.ruling_refused"
    _note(session, proposal, act, account_id, reason=reason, n=n)
    return n


def _rule(session: Session, proposal: Proposal, at: datetime, account_id: int) -> Refusal | int:
    group = group_of(proposal)
    if group is not None:
        word = Word(proposal.counts, proposal.reason, proposal.seen)
        return rule_on(session, group, word, at, account_id)
    suspicion = _suspicion(session, proposal)
    found = covered(session, suspicion)
    if found.n != proposal.seen:
        return Refusal.GREW
    given = {"counts": proposal.counts, "reason": proposal.reason}
    return rule_covered(session, suspicion, found, **given, at=at, account_id=account_id)


def _suspicion(session: Session, proposal: Proposal) -> Suspicion:
    return session.get_one(Suspicion, proposal.suspicion_id)


def _note(session: Session, proposal: Proposal, act: str, account_id: int, **told: object) -> None:
    about = f"{proposal.unit_id} {proposal.counter_id} "
    about += proposal.cause or f"suspicion {proposal.suspicion_id}"
    more = {"counts": proposal.counts, "proposal": proposal.id}
    note(session, act, about, account_id, **more, **told)
