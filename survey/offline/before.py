"""Before: what the identities of a batch got when they first came.

An identity that a response has which came another way, or from another counter, was
made up: whoever sends it is told nothing of that response, least of all its receipt.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.offline.batches import Sealed
from survey.offline.models import Abandoned, Device, SetAside
from survey.responses.models import Response
from survey.responses.receipts import receipt_of


@dataclass(frozen=True, slots=True)
class Before:
    """Identities that were here: kept with a receipt, aside with a reason, left, not theirs."""

    kept: Mapping[str, str]
    aside: Mapping[str, str]
    left: frozenset[str]
    others: frozenset[str]


def before(session: Session, device: Device, entries: Iterable[Sealed]) -> Before:
    """Return what became of those of `entries` that had come before."""
    ids = [entry.id for entry in entries]
    aside = select(SetAside.id, SetAside.reason).where(
        SetAside.device_id == device.id, SetAside.id.in_(ids)
    )
    left = select(Abandoned.id).where(Abandoned.device_id == device.id, Abandoned.id.in_(ids))
    columns = (Response.id, Response.link, Response.channel, Response.counter_id)
    kept = session.execute(select(*columns).where(Response.id.in_(ids))).all()
    ours = {
        row.id: receipt_of(row.link)
        for row in kept
        if row.channel == "kiosk" and row.counter_id == device.counter_id
    }
    return Before(
        kept=ours,
        aside={row.id: row.reason for row in session.execute(aside)},
        left=frozenset(session.scalars(left)),
        others=frozenset(row.id for row in kept) - ours.keys(),
    )
