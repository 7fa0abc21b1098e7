"""Keeping known totals: a sheet is a version of its own, and the last one holds."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from analysis.samples.fitting import Fault, unequal
from analysis.samples.models import KnownTotal
from survey.campaigns.models import Campaign
from survey.diary.writing import note

Totals = Mapping[str, Mapping[str, float]]


class NotKept(Exception):
    """Totals cannot be kept: what was closed is frozen, or their sums differ."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("closed" if not faults else "unequal")
        self.faults = faults


def totals_of(session: Session, campaign_id: int) -> dict[str, dict[str, float]]:
    """Return the totals that hold for a campaign, by variable and level; none is {}."""
    newest = select(func.max(KnownTotal.version)).where(KnownTotal.campaign_id == campaign_id)
    wanted = (
        select(KnownTotal.variable, KnownTotal.level, KnownTotal.total)
        .where(
            KnownTotal.campaign_id == campaign_id, KnownTotal.version == newest.scalar_subquery()
        )
        .order_by(KnownTotal.variable, KnownTotal.level)
    )
    found: dict[str, dict[str, float]] = {}
    for variable, level, total in session.execute(wanted):
        found.setdefault(variable, {})[level] = total
    return found


def keep(  # noqa: PLR0913  what is kept, and whose word it is, by name
    session: Session,
    campaign: Campaign,
    totals: Totals,
    *,
    source: str,
    at: datetime,
    by: int | None = None,
) -> int:
    """Keep `totals` as the campaign's next version and return its number; commit afterwards.

    The same totals again are the version that holds. Raises NotKept, and IntegrityError
    when two keep one at once.
    """
    if campaign.closed_at is not None:
        raise NotKept([])
    if faults := list(unequal(totals)):
        raise NotKept(faults)
    last = session.scalar(
        select(func.max(KnownTotal.version)).where(KnownTotal.campaign_id == campaign.id)
    )
    if last and totals_of(session, campaign.id) == totals:
        return last
    told = {"campaign_id": campaign.id, "version": (last or 0) + 1, "source": source[-120:]}
    told |= {"imported_at": at, "account_id": by}
    rows = [
        {**told, "variable": variable, "level": level, "total": total}
        for variable, levels in totals.items()
        for level, total in levels.items()
    ]
    session.execute(insert(KnownTotal), rows)
    note(session, "margins.kept", campaign.code, by, version=told["version"], levels=len(rows))
    return (last or 0) + 1
