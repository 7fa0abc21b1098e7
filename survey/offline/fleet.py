"""The fleet: every tablet somebody answers for, how it stands, and what is wrong with it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from survey import clock
from survey.campaigns.choosing import Chosen, open_campaign_for
from survey.clock import VIETNAM
from survey.offline import numbers
from survey.offline.alerts import Alert, Facts, alerts_of
from survey.offline.models import Abandoned, Device, DeviceEvent, NumberRange, SetAside
from survey.offline.numbers import Range
from survey.places.models import Counter, Unit

NEWEST_APP = "offline.newest_app"
"""The key in `app.extensions` of what tells the newest version of the kiosk's page."""
REPEATS_ARE_NEWS = timedelta(days=7)
_PARENT = aliased(Unit)


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A tablet where it stands, and how."""

    device: Device
    counter: Counter
    unit_name: str
    parent_name: str | None
    ranges: tuple[Range, ...]
    alerts: tuple[Alert, ...]
    newest_app: str | None
    chosen: Chosen | None

    @property
    def is_revoked(self) -> bool:
        """Whether it may rate no more."""
        return self.device.revoked_at is not None

    @property
    def missing(self) -> int:
        """How many numbers it gave that never arrived."""
        return numbers.count(numbers.gaps(self.ranges))

    @property
    def has_newest_app(self) -> bool:
        """Whether it runs the newest version of its page."""
        return self.device.app == self.newest_app

    @property
    def has_newest_questionnaire(self) -> bool:
        """Whether it asks what is asked at its counter today."""
        asked = (self.chosen.questionnaire, self.chosen.version) if self.chosen else None
        return (self.device.questionnaire, self.device.version) == asked


@dataclass(frozen=True, slots=True)
class Beside:
    """What a tablet sent that is not in the ledger."""

    aside: dict[str, int]  # by reason
    abandoned: int


def kiosks(session: Session, within: Collection[int], *, revoked_too: bool = False) -> list[Kiosk]:
    """Return the tablets at the counters of the units `within`; what needs a look comes first."""
    wanted = _desks().where(Counter.unit_id.in_(within))
    if not revoked_too:
        wanted = wanted.where(Device.revoked_at.is_(None))
    found = session.execute(wanted.order_by(Unit.name_folded, Counter.id, Device.id)).all()
    standing = _with_standing(session, found)
    return sorted(standing, key=lambda kiosk: (kiosk.is_revoked, -len(kiosk.alerts)))


def kiosk(session: Session, device_id: str) -> Kiosk | None:
    """Return one tablet."""
    found = session.execute(_desks().where(Device.id == device_id)).all()
    return next(iter(_with_standing(session, found)), None)


def tallied(fleet: Sequence[Kiosk]) -> dict[Alert, int]:
    """Return how many tablets each alert is raised for, those that are."""
    counts = {alert: sum(alert in one.alerts for one in fleet) for alert in Alert}
    return {alert: count for alert, count in counts.items() if count}


def beside(session: Session, device_id: str) -> Beside:
    """Return how much of what a tablet sent stands beside the ledger."""
    by_reason = (
        select(SetAside.reason, func.count())
        .where(SetAside.device_id == device_id)
        .group_by(SetAside.reason)
        .order_by(SetAside.reason)
    )
    left = select(func.count()).select_from(Abandoned).where(Abandoned.device_id == device_id)
    return Beside(
        aside={row[0]: row[1] for row in session.execute(by_reason)},
        abandoned=session.scalar(left) or 0,
    )


def events(session: Session, device_id: str, most: int = 50) -> list[DeviceEvent]:
    """Return what happened to a tablet, newest first."""
    asked = select(DeviceEvent).where(DeviceEvent.device_id == device_id)
    return list(session.scalars(asked.order_by(DeviceEvent.id.desc()).limit(most)))


def _desks() -> Select[tuple[Device, Counter, str, str]]:
    return (
        select(Device, Counter, Unit.name, _PARENT.name)
        .join(Counter, Counter.id == Device.counter_id)
        .join(Unit, Unit.id == Counter.unit_id)
        .outerjoin(_PARENT, _PARENT.id == Unit.parent_id)
    )


def _with_standing(session: Session, rows: Sequence) -> list[Kiosk]:
    ids = [row[0].id for row in rows]
    ranges, repeats = _ranges(session, ids), _repeats(session, ids)
    newest = current_app.extensions.get(NEWEST_APP, lambda: None)()
    today, now = clock.today(), clock.now().astimezone(VIETNAM)
    chosen = {
        unit_id: open_campaign_for(session, unit_id, today)
        for unit_id in {row[1].unit_id for row in rows}
    }
    found = []
    for device, counter, unit_name, parent_name in rows:
        known = ranges[device.id]
        alerts = _alerts(device, known, repeats.get(device.id, 0), newest, now)
        place = (counter, unit_name, parent_name)
        found.append(Kiosk(device, *place, known, alerts, newest, chosen[counter.unit_id]))
    return found


def _alerts(
    device: Device, ranges: tuple[Range, ...], repeated: int, newest: str | None, now: datetime
) -> tuple[Alert, ...]:
    if device.revoked_at is not None:
        return ()
    facts = Facts(
        last_seen=device.last_seen or device.enrolled_at,
        waiting=device.waiting,
        waiting_since=device.waiting_since,
        battery=device.battery,
        charging=device.charging,
        used=device.used,
        quota=device.quota,
        persisted=device.persisted,
        missing=numbers.count(numbers.gaps(ranges)),
        repeated=repeated,
        clock_off=device.clock_off,
        app=device.app,
        newest_app=newest,
    )
    return alerts_of(facts, now)


def _ranges(session: Session, ids: Sequence[str]) -> dict[str, tuple[Range, ...]]:
    asked = select(NumberRange).where(NumberRange.device_id.in_(ids))
    found: defaultdict[str, list[Range]] = defaultdict(list)
    for row in session.scalars(asked.order_by(NumberRange.first)):
        found[row.device_id].append(Range(row.first, row.last))
    return defaultdict(tuple, {device_id: tuple(known) for device_id, known in found.items()})


def _repeats(session: Session, ids: Sequence[str]) -> dict[str, int]:
    asked = (
        select(DeviceEvent.device_id, func.sum(DeviceEvent.count))
        .where(
            DeviceEvent.device_id.in_(ids),
            DeviceEvent.kind == "repeat",
            DeviceEvent.at > clock.now() - REPEATS_ARE_NEWS,
        )
        .group_by(DeviceEvent.device_id)
    )
    return {row[0]: int(row[1]) for row in session.execute(asked)}
