"""Intake: an interviewer's batch becomes visits and responses, in one transaction.

The interviewer's row is locked first, so that two sendings of one queue come one after
the other; then the chains of its cases' units, all at once and in their order. Closing a
campaign locks the same chains: a visit comes before the closing and is cut from its
response by it, or finds the campaign closed and is never tied to one.
"""

from collections import Counter as Tally
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import clock
from survey.campaigns.models import Campaign
from survey.fieldwork.before import before
from survey.fieldwork.interviewer_models import InterviewAside, Interviewer, InterviewerEvent
from survey.fieldwork.models import Assignment, Attempt, FieldworkSettings
from survey.fieldwork.numbering import count_numbers
from survey.fieldwork.weighing import TAKEN, Neither, Visited, Weighing, weigh
from survey.offline.batches import Batch, Sealed
from survey.offline.hearing import note_health
from survey.responses.flags import LATE
from survey.responses.models import Chain
from survey.responses.store import keep

NOTED = "noted"
"""What a visit without answers gets in place of a receipt."""


@dataclass(slots=True)
class Taken:
    """What became of a batch."""

    receipts: dict[str, str] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)
    events: Tally[str] = field(default_factory=Tally)


def take(session: Session, interviewer_id: str, batch: Batch, weighing: Weighing) -> Taken:
    """Take in `batch`; the caller commits, and may send what is returned only then."""
    interviewer = session.get_one(
        Interviewer, interviewer_id, with_for_update=True, populate_existing=True
    )
    taken = Taken()
    taken.events["nameless"] += batch.nameless
    if weighing.is_revoked != (interviewer.revoked_at is not None):
        weighing = weigh(session, interviewer, batch)
    if batch.entries:
        _take_entries(session, interviewer, batch.entries, weighing, taken)
    note_health(interviewer, batch, len(taken.receipts) + len(taken.aside))
    now = clock.now()
    session.add_all(
        InterviewerEvent(interviewer_id=interviewer.id, at=now, kind=kind, count=count)
        for kind, count in sorted((+taken.events).items())
    )
    session.flush()
    return taken


def _take_entries(
    session: Session,
    interviewer: Interviewer,
    entries: Sequence[Sealed],
    weighing: Weighing,
    taken: Taken,
) -> None:
    known = before(session, interviewer, entries)
    taken.receipts.update({identity: receipt or NOTED for identity, receipt in known.kept.items()})
    taken.aside.update(known.aside)
    visited: dict[str, Visited] = {}
    for entry in entries:
        if entry.id in known.came:
            continue
        found = Neither(TAKEN) if entry.id in known.others else weighing.found[entry.id]
        if isinstance(found, Visited):
            visited[entry.id] = found
        else:
            _lay_aside(session, interviewer, entry, found.reason, taken)
    taken.events["repeat"] += count_numbers(session, interviewer.id, entries, known.came)
    if visited:
        _keep_visits(session, interviewer, visited, taken)


def _lay_aside(
    session: Session, interviewer: Interviewer, entry: Sealed, reason: str, taken: Taken
) -> None:
    row = {"interviewer_id": interviewer.id, "id": entry.id, "day": clock.today()}
    session.add(InterviewAside(**row, reason=reason, entry=entry.sent))
    taken.aside[entry.id] = reason
    taken.events["aside"] += 1


def _keep_visits(
    session: Session, interviewer: Interviewer, visited: dict[str, Visited], taken: Taken
) -> None:
    is_closed = _lock(session, interviewer.campaign_id, {v.unit_id for v in visited.values()})
    settings = session.get(FieldworkSettings, interviewer.campaign_id)
    mine, asked = _mine(session, interviewer, visited), _interviewed(session, visited)
    receipts = _answers(session, visited, is_closed=is_closed)
    for identity, one in visited.items():
        attempt = Attempt(
            id=identity,
            campaign_id=interviewer.campaign_id,
            interviewer_id=interviewer.id,
            disposition=one.letter.disposition.value,
            is_assigned=one.case_id in mine,
        )
        if not is_closed:
            _tie(attempt, one, keeps_position=bool(settings and settings.ask_position))
        session.add(attempt)
        taken.receipts[identity] = receipts.get(identity, NOTED)
        taken.events["late"] += is_closed
        taken.events["not_assigned"] += one.case_id not in mine
        taken.events["again"] += one.ballot is not None and one.case_id in asked
        if one.ballot is not None:
            asked.add(one.case_id)
    session.flush()


def _lock(session: Session, campaign_id: int, unit_ids: Collection[int]) -> bool:
    """Lock the chains of units; return whether their campaign has been closed."""
    wanted = select(Chain.unit_id).where(Chain.unit_id.in_(unit_ids)).order_by(Chain.unit_id)
    session.execute(wanted.with_for_update()).all()
    return session.scalar(select(Campaign.closed_at).where(Campaign.id == campaign_id)) is not None


def _answers(session: Session, visited: dict[str, Visited], *, is_closed: bool) -> dict[str, str]:
    """Put the interviews' ballots into the ledger; return the receipts by entry."""
    ballots = {
        identity: replace(one.ballot, flags=one.ballot.flags | {LATE}) if is_closed else one.ballot
        for identity, one in visited.items()
        if one.ballot is not None
    }
    if not ballots:
        return {}
    # By their random identities: a queue's order, from door to door, is not the ledger's.
    ballots = dict(sorted(ballots.items(), key=lambda item: item[1].id))
    results = keep(session.connection(), list(ballots.values()))
    found = dict(zip(ballots, results, strict=True))
    if None in results:
        raise RuntimeError("a campaign was closed without the lock on its chains")
    return {identity: kept.receipt for identity, kept in found.items() if kept is not None}


def _tie(attempt: Attempt, one: Visited, *, keeps_position: bool) -> None:
    """Tie `attempt` to its case and its response, until the campaign is closed."""
    letter = one.letter
    attempt.case_id = one.case_id
    attempt.response_id = one.ballot.id if one.ballot is not None else None
    attempt.day = clock.day_of(one.placed.moment)
    attempt.at = one.placed.moment if one.placed.is_certain else None
    attempt.received_at = clock.now()
    attempt.seconds, attempt.note = letter.seconds, letter.note
    if keeps_position and letter.position is not None:
        attempt.latitude, attempt.longitude = letter.position.latitude, letter.position.longitude


def _mine(session: Session, interviewer: Interviewer, visited: dict[str, Visited]) -> set[int]:
    found = select(Assignment.case_id).where(
        Assignment.interviewer_id == interviewer.id,
        Assignment.case_id.in_({one.case_id for one in visited.values()}),
    )
    return set(session.scalars(found))


def _interviewed(session: Session, visited: dict[str, Visited]) -> set[int]:
    found = select(Attempt.case_id).where(
        Attempt.case_id.in_({one.case_id for one in visited.values()}),
        Attempt.response_id.is_not(None),
    )
    return set(session.scalars(found))
