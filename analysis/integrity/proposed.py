"""What was proposed and answered, read for pages; and whether there is a second person at all."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from analysis.integrity.models import Proposal, Second, Suspicion
from analysis.integrity.reading import Group
from analysis.integrity.ruling import may_rule_on
from survey.access import paths
from survey.access.permissions import GRANTED, Permission
from survey.accounts.models import Account, Role
from survey.places.models import Unit

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Said:
    """A proposal with its second, if any, and what both are called."""

    proposal: Proposal
    proposer: str
    second: Second | None
    seconder: str | None

    @property
    def group(self) -> Group:
        """The held group it is about."""
        found = group_of(self.proposal)
        if found is None:
            raise ValueError("a proposal on a suspicion is about no held group")
        return found


def group_of(proposal: Proposal) -> Group | None:
    """Return the held group a proposal is about; None: it is about a suspicion."""
    if proposal.day is None or proposal.cause is None:
        return None
    place = (proposal.campaign_id, proposal.unit_id, proposal.counter_id)
    return Group(proposal.day, *place, proposal.cause)


def standing(session: Session, subject: Group | Suspicion) -> int | None:
    """Return the number of the newest proposal, if nobody has answered it yet."""
    latest = (
        select(Proposal.id, Second.proposal_id)
        .outerjoin(Second, Second.proposal_id == Proposal.id)
        .where(*_about(subject))
        .order_by(Proposal.id.desc())
        .limit(1)
    )
    row = session.execute(latest).first()
    return row.id if row is not None and row.proposal_id is None else None


def said(session: Session, subject: Group | Suspicion) -> list[Said]:
    """Return everything that was proposed and answered, the latest first."""
    return _read(session, _lines().where(*_about(subject)))


def waiting_for_a_second(session: Session, unit_ids: Collection[int]) -> list[Said]:
    """Return the proposals on held groups of the units that nobody has answered."""
    wanted = _lines().where(Proposal.unit_id.in_(unit_ids), Second.proposal_id.is_(None))
    found = _read(session, wanted.where(Proposal.day.is_not(None)))
    groups = [(group_of(each.proposal), each) for each in found]
    return [
        each
        for group, each in groups
        if group is not None and standing(session, group) == each.proposal.id
    ]


def others_may_rule(session: Session, unit: Unit, account_id: int) -> bool:
    """Whether somebody else has an account that may give the second word on `unit`."""
    roles = [role.value for role, granted in GRANTED.items() if Permission.RULE in granted]
    above = (
        select(Account.unit_id)
        .join(Account.roles)
        .where(Account.active, Account.id != account_id, Role.name.in_(roles))
    )
    units = set(session.scalars(above.where(Account.unit_id.in_(paths.above(session, unit.id)))))
    return any(may_rule_on(session, each, unit) for each in units)


def _lines() -> Select[Any]:
    first, other = aliased(Account), aliased(Account)
    return (
        select(Proposal, Second, first.name.label("proposer"), other.name.label("seconder"))
        .join(first, first.id == Proposal.account_id)
        .outerjoin(Second, Second.proposal_id == Proposal.id)
        .outerjoin(other, other.id == Second.account_id)
        .order_by(Proposal.id.desc())
        .limit(MOST_SHOWN)
    )


def _read(session: Session, wanted: Select[Any]) -> list[Said]:
    rows = session.execute(wanted)
    return [Said(row.Proposal, row.proposer, row.Second, row.seconder) for row in rows]


def _about(subject: Group | Suspicion) -> list[Any]:
    if isinstance(subject, Group):
        columns = ("day", "campaign_id", "unit_id", "counter_id", "cause")
        return [getattr(Proposal, name) == getattr(subject, name) for name in columns]
    return [Proposal.suspicion_id == subject.id]
