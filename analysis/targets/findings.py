"""Findings: opened by a rule, commented and closed by people, each act kept for ever.

What opens one: a campaign that is closed with "not met", and an alarm that rings while
one runs (`docs/decisions/0012-findings.md`). Opening is idempotent: what is open is not
opened again, and nothing is closed but by somebody with a reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from analysis.rollup.keeping import insert_of
from analysis.targets.evidence import Evidence, written
from analysis.targets.finding_models import WHOLE_UNIT, Finding, FindingAct, WatchState
from forms.questionnaire import OVERALL
from survey.clock import day_of
from survey.diary.writing import note
from survey.places.models import Unit

LONGEST_WORDS = 400


class Cause(StrEnum):
    """Why a finding was opened."""

    NOT_MET = "not_met"
    CUSUM = "cusum"


class Act(StrEnum):
    """What can be done with a finding."""

    OPENED = "opened"
    COMMENTED = "commented"
    CLOSED = "closed"


class ClosedAlready(Exception):
    """Somebody closed the finding before."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A finding about to be opened; without a counter it is about the unit as a whole."""

    unit_id: int
    counter_id: int | None
    campaign_id: int
    cause: Cause
    evidence: Evidence
    question: str = OVERALL


def open_all(connection: Connection, openings: Iterable[Opening], moment: datetime) -> int:
    """Open what is not open yet and return how many that were; the caller commits."""
    return sum(_open(connection, opening, moment) for opening in openings)


def comment(session: Session, finding: Finding, words: str, by: int, moment: datetime) -> None:
    """Add a comment, also to what is closed; the caller commits."""
    session.add(_act(finding, Act.COMMENTED, words, by, moment))
    note(session, "finding.commented", str(finding.id), by, unit_id=finding.unit_id)


def close(session: Session, finding: Finding, reason: str, by: int, moment: datetime) -> None:
    """Close the finding, and let its alarm count afresh from the day after; the caller commits.

    Raises ClosedAlready. `reason` must say something: the database refuses none.
    """
    day = day_of(moment)
    closed = session.execute(
        update(Finding)
        .where(Finding.id == finding.id, Finding.closed_on.is_(None))
        .values(closed_on=day, closed_reason=reason, closed_by=by)
        .execution_options(synchronize_session=False)
    )
    if not closed.rowcount:  # type: ignore[attr-defined]
        raise ClosedAlready
    session.add(_act(finding, Act.CLOSED, reason, by, moment))
    if finding.cause == Cause.CUSUM:
        _watch_afresh(session, finding, day + timedelta(days=1))
    note(session, "finding.closed", str(finding.id), by, unit_id=finding.unit_id, reason=reason)


def may_close(actor_unit_id: int, unit: Unit) -> bool:
    """Whether somebody at `actor_unit_id`, in whose reach `unit` is, may close its findings.

    The unit that missed its target does not close its own finding, unless nobody is above.
    """
    return actor_unit_id != unit.id or unit.parent_id is None


def ever_opened(session: Session, campaign_id: int, cause: Cause) -> set[int]:
    """Return the units that have had a finding of `cause` in the campaign, open or closed."""
    found = select(Finding.unit_id).where(
        Finding.campaign_id == campaign_id, Finding.cause == cause
    )
    return set(session.scalars(found))


def _open(connection: Connection, opening: Opening, moment: datetime) -> bool:
    new = insert_of(connection)(Finding.__table__).values(
        unit_id=opening.unit_id,
        counter_id=opening.counter_id,
        campaign_id=opening.campaign_id,
        question=opening.question,
        cause=opening.cause,
        opened_on=day_of(moment),
        evidence=written(opening.evidence),
    )
    finding_id = connection.scalar(new.on_conflict_do_nothing().returning(Finding.id))
    if finding_id is None:
        return False
    row = {"finding_id": finding_id, "act": Act.OPENED, "words": "", "at": moment}
    connection.execute(insert_of(connection)(FindingAct.__table__).values(**row))
    return True


def _act(finding: Finding, act: Act, words: str, by: int, moment: datetime) -> FindingAct:
    return FindingAct(finding_id=finding.id, act=act, words=words, account_id=by, at=moment)


def _watch_afresh(session: Session, finding: Finding, day: date) -> None:
    session.execute(
        update(WatchState)
        .where(
            WatchState.campaign_id == finding.campaign_id,
            WatchState.unit_id == finding.unit_id,
            WatchState.counter_id == (finding.counter_id or WHOLE_UNIT),
        )
        .values(begun_on=day, level=0.0, alarm_on=None, counted_to=None, position=0)
    )
