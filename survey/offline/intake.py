"""Intake: a whole batch becomes responses, or stands beside them, in one transaction.

The device's row is locked first, so that two sendings of one queue come one after the
other; then the chain of its unit, by `responses.store.keep`. An identity that has been
taken in before gets what it got then. Every entry that can be named comes back with a
receipt or as set aside, and only after the commit.
"""

import json
from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from survey import clock
from survey.offline import clocks, numbers
from survey.offline.batches import Batch, Sealed
from survey.offline.before import before
from survey.offline.budget import Budget
from survey.offline.hearing import note_health
from survey.offline.models import Abandoned, Device, DeviceEvent, NumberRange, SetAside
from survey.offline.numbers import Range
from survey.offline.weighing import TAKEN, Left, Neither, Rated, Weighed, Weighing, weigh
from survey.responses.ballot import Ballot
from survey.responses.flags import BURST, HELD, LATE, REPEAT
from survey.responses.store import Kept, Outcome, keep

ABANDONED = "abandoned"
"""What a rating that was left unfinished gets in place of a receipt."""


@dataclass(slots=True)
class Taken:
    """What became of a batch."""

    receipts: dict[str, str] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)
    events: Tally[str] = field(default_factory=Tally)


@dataclass(slots=True)
class _Sorted:
    """A batch's new entries, by what they are."""

    rated: list[tuple[Sealed, Rated]] = field(default_factory=list)
    left: list[tuple[Sealed, Left]] = field(default_factory=list)
    neither: list[tuple[Sealed, Neither]] = field(default_factory=list)


def take(session: Session, device_id: str, batch: Batch, weighing: Weighing) -> Taken:
    """Take in `batch`; the caller commits, and may send what is returned only then.

    It was weighed before anything was locked, so that a thousand ratings keep no citizen
    waiting; what changed since is looked at again.
    """
    device = session.get_one(Device, device_id, with_for_update=True, populate_existing=True)
    taken = Taken()
    if batch.nameless:
        taken.events["nameless"] += batch.nameless
    if weighing.is_revoked != (device.revoked_at is not None):
        weighing = weigh(session, device, batch)
    if batch.entries:
        _take_entries(session, device, batch.entries, weighing.found, taken)
    note_health(device, batch, len(taken.receipts) + len(taken.aside))
    now = clock.now()
    session.add_all(
        DeviceEvent(device_id=device.id, at=now, kind=kind, count=count)
        for kind, count in sorted(taken.events.items())
    )
    session.flush()
    return taken


def _take_entries(
    session: Session,
    device: Device,
    entries: Sequence[Sealed],
    weighing: Mapping[str, Weighed],
    taken: Taken,
) -> None:
    known = before(session, device, entries)
    standing = known.kept
    taken.aside.update(known.aside)
    taken.receipts.update(dict.fromkeys(known.left, ABANDONED))
    found = _Sorted()
    for entry in entries:
        if entry.id in taken.aside or taken.receipts.get(entry.id) == ABANDONED:
            continue
        weighed = Neither(TAKEN) if entry.id in known.others else weighing[entry.id]
        if isinstance(weighed, Rated):
            found.rated.append((entry, weighed))
        elif entry.id in standing:
            taken.receipts[entry.id] = standing[entry.id]
        elif isinstance(weighed, Left):
            found.left.append((entry, weighed))
        else:
            found.neither.append((entry, weighed))
    came = {*standing, *taken.aside, *taken.receipts}
    repeated = _count_numbers(session, device, entries, came)
    taken.events["repeat"] += len(repeated)
    _keep(session, _judged(device, found.rated, standing, repeated), taken)
    _lay_aside(session, device, found, taken)
    taken.events = +taken.events


def _count_numbers(
    session: Session, device: Device, entries: Iterable[Sealed], known: set[str]
) -> set[str]:
    """Note the numbers that came; return the new entries whose number another had before."""
    asked = select(NumberRange.first, NumberRange.last).where(NumberRange.device_id == device.id)
    before = tuple(sorted(Range(*row) for row in session.execute(asked)))
    seen: set[int] = set()
    repeated: set[str] = set()
    for entry in sorted(entries, key=lambda one: one.id not in known):
        if entry.number is None:
            continue
        if entry.id not in known and (entry.number in seen or numbers.has(before, entry.number)):
            repeated.add(entry.id)
        seen.add(entry.number)
    after = numbers.joined(before, seen)
    gone = [one.first for one in set(before) - set(after)]
    if gone:
        of_device = NumberRange.device_id == device.id
        session.execute(delete(NumberRange).where(of_device, NumberRange.first.in_(gone)))
    new = [
        {"device_id": device.id, "first": one.first, "last": one.last}
        for one in sorted(set(after) - set(before))
    ]
    if new:
        session.execute(insert(NumberRange), new)
    return repeated


def _judged(
    device: Device, rated: list[tuple[Sealed, Rated]], standing: dict[str, str], repeated: set[str]
) -> list[Ballot]:
    """Return the ballots, with what stands out among all that the device ever sent."""
    budget = Budget(json.loads(device.recent))
    judged = []
    for entry, one in rated:
        more: set[str] = set()
        if entry.id in repeated:
            more |= {REPEAT, HELD}
        if one.moment is not None and entry.id not in standing:
            second = clocks.millis(one.moment) // 1000
            more |= set() if budget.admits(second) else {BURST, HELD}
        judged.append(replace(one.ballot, flags=one.ballot.flags | more) if more else one.ballot)
    device.recent = json.dumps(budget.remembered())
    return judged


def _keep(session: Session, judged: list[Ballot], taken: Taken) -> None:
    connection = session.connection()
    results = keep(connection, judged) if judged else []
    late = [ballot for ballot, kept in zip(judged, results, strict=True) if kept is None]
    found = dict(zip((ballot.id for ballot in judged), results, strict=True))
    if late:
        # Their campaign was closed while we were reading: they are late after all.
        late = [replace(ballot, flags=ballot.flags | {LATE}) for ballot in late]
        found |= dict(zip((ballot.id for ballot in late), keep(connection, late), strict=True))
    for identity, kept in found.items():
        taken.receipts[identity] = _receipt(kept)
        taken.events["otherwise"] += kept is not None and kept.outcome is Outcome.KEPT_OTHERWISE


def _receipt(kept: Kept | None) -> str:
    if kept is None:
        raise RuntimeError("a late ballot is always kept")
    return kept.receipt


def _lay_aside(session: Session, device: Device, found: _Sorted, taken: Taken) -> None:
    today = clock.today()
    for entry, neither in found.neither:
        row = {"device_id": device.id, "id": entry.id, "day": today, "reason": neither.reason}
        session.add(SetAside(**row, entry=entry.sent))
        taken.aside[entry.id] = neither.reason
        taken.events["aside"] += 1
    for entry, left in found.left:
        row = {"device_id": device.id, "id": entry.id, "counter_id": device.counter_id}
        row |= {"campaign_id": left.campaign_id, "day": left.day, "reached": left.reached}
        session.add(Abandoned(**row))
        taken.receipts[entry.id] = ABANDONED
