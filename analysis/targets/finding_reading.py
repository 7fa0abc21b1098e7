"""Reading findings: the list as a page shows it, one with its acts, how many are open."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from analysis.targets.evidence import Evidence, read
from analysis.targets.finding_models import Finding, FindingAct
from survey.accounts.models import Account
from survey.campaigns.models import Campaign
from survey.places.models import Counter, Unit

FINDINGS_A_PAGE = 50


class Shown(StrEnum):
    """Which findings the list shows."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding with what it is about."""

    finding: Finding
    unit: Unit
    counter: Counter | None
    campaign: Campaign
    evidence: Evidence

    @property
    def place(self) -> str:
        """The unit's name, and the counter's."""
        return f"{self.unit.name} · {self.counter.name}" if self.counter else self.unit.name


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act: who (None: the rule) did what, when, and their words."""

    act: str
    name: str | None
    words: str
    at: datetime


def findings_of(
    session: Session, unit_ids: Collection[int], shown: Shown, page: int = 1
) -> list[ListedFinding]:
    """Return a page of findings of the units, the latest first, and one more if there is one."""
    is_open = Finding.closed_on.is_(None)
    wanted = (
        _wanted()
        .where(Finding.unit_id.in_(unit_ids), is_open if shown is Shown.OPEN else ~is_open)
        .order_by(Finding.opened_on.desc(), Finding.id.desc())
        .limit(FINDINGS_A_PAGE + 1)
        .offset((page - 1) * FINDINGS_A_PAGE)
    )
    return [_listed(row) for row in session.execute(wanted)]


def finding_by_id(session: Session, finding_id: int) -> ListedFinding | None:
    """Return one finding."""
    row = session.execute(_wanted().where(Finding.id == finding_id)).first()
    return _listed(row) if row is not None else None


def acts_of(session: Session, finding_id: int) -> list[ActLine]:
    """Return what was done with a finding, in order."""
    wanted = (
        select(FindingAct.act, Account.name, FindingAct.words, FindingAct.at)
        .outerjoin(Account, Account.id == FindingAct.account_id)
        .where(FindingAct.finding_id == finding_id)
        .order_by(FindingAct.id)
    )
    return [ActLine(*row) for row in session.execute(wanted)]


def how_many_open(session: Session, unit_ids: Collection[int]) -> int:
    """Return how many findings of the units are open."""
    wanted = select(func.count()).where(Finding.unit_id.in_(unit_ids), Finding.closed_on.is_(None))
    return session.scalar(wanted) or 0


def _wanted() -> Select[Any]:
    return (
        select(Finding, Unit, Counter, Campaign)
        .join(Unit, Unit.id == Finding.unit_id)
        .join(Campaign, Campaign.id == Finding.campaign_id)
        .outerjoin(Counter, Counter.id == Finding.counter_id)
    )


def _listed(row: Any) -> ListedFinding:
    return ListedFinding(*row, read(row[0].evidence))
