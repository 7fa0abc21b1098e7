"""What was ruled so far, one line an act: who, when, why. Nothing is ever taken off it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from analysis.integrity.reading import BY_TWO, KEY, Group, group_of, same_group
from analysis.rollup.models import Apart
from analysis.rollup.ruled import Stand
from survey.accounts.models import Account
from survey.responses.models import Ruling

RULINGS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class RuledLine:
    """One act: what was ruled on how many of a group, by whom (None: the fuse), when, why."""

    group: Group
    counts: bool
    n: int
    reason: str
    name: str | None
    at: datetime


def ruled(session: Session, unit_ids: Collection[int], page: int = 1) -> list[RuledLine]:
    """Return a page of rulings, one line an act, the latest first, and one line more."""
    own = (Ruling.unit_id.in_(unit_ids), Apart.standing != Stand.LATE, BY_TWO)
    wanted = _acts().where(*own)
    page_ = wanted.limit(RULINGS_A_PAGE + 1).offset((page - 1) * RULINGS_A_PAGE)
    return [_ruled_line(row) for row in session.execute(page_)]


def ruled_so_far(session: Session, wanted: Group) -> list[RuledLine]:
    """Return every ruling on a group, the latest first."""
    found = session.execute(_acts().where(*same_group(wanted)).limit(RULINGS_A_PAGE))
    return [_ruled_line(row) for row in found]


def _acts() -> Select[Any]:
    said = (Ruling.at, Ruling.counts, Ruling.reason, Ruling.account_id, Account.name)
    return (
        select(*KEY, *said, func.count().label("n"))
        .join(Apart, Apart.response_id == Ruling.response_id)
        .outerjoin(Account, Account.id == Ruling.account_id)
        .group_by(*KEY, *said)
        .order_by(Ruling.at.desc(), *KEY)
    )


def _ruled_line(row: Any) -> RuledLine:
    return RuledLine(group_of(row), row.counts, row.n, row.reason, row.name, row.at)
