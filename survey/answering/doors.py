"""The door behind a code: a counter, or one dossier's slip, and what is asked there today."""

from dataclasses import dataclass
from datetime import date
from time import monotonic

from flask import current_app
from sqlalchemy import Date, text
from sqlalchemy.orm import Session

from survey import db
from survey.campaigns.choosing import open_campaign_for
from survey.dossiers.opening import Slip, open_slip
from survey.places.codes import is_well_formed
from survey.settings import Settings

SEEN = "doors"
_MOST_SEEN = 4096

_UNIT = text(
    """
    SELECT units.name AS unit_name, above.name AS parent_name
    FROM units LEFT JOIN units AS above ON above.id = units.parent_id
    WHERE units.id = :unit_id
    """
)
# Every citizen's page begins with this, so it is written out rather than composed.
_COUNTER = text(
    """
    SELECT counters.id, counters.code, counters.name, unit_id, closed_on,
           units.name AS unit_name, above.name AS parent_name
    FROM counters
    JOIN units ON units.id = unit_id
    LEFT JOIN units AS above ON above.id = units.parent_id
    WHERE counters.code = :code
    """
).columns(closed_on=Date())


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked at a counter: the campaign and its questionnaire's version."""

    campaign_id: int
    questionnaire: str
    version: int


@dataclass(frozen=True, slots=True)
class Door:
    """A counter as a citizen meets it, or a unit that hands a slip out with a dossier."""

    counter_id: int | None
    code: str
    counter_name: str | None
    unit_id: int
    unit_name: str
    parent_name: str | None
    is_closed: bool
    asked: Asked | None
    slip: Slip | None = None

    @property
    def path(self) -> str:
        """The address behind our own."""
        return f"/q/{self.code}" if self.slip is None else f"/t/{self.code}"

    @property
    def channel(self) -> str:
        """The way answers come in by: a static code, or one that counts once."""
        return "qr" if self.slip is None else "receipt"


def glance(code: str, today: date) -> Door | None:
    """Return the door as it was at most `settings.glance_seconds` ago.

    At a busy hour the same few doors are opened hundreds of times a second. What a
    glance can miss is looked at again, under lock, when an answer is kept; only a
    counter that closed within the second may still take one.
    """
    seen: dict[str, tuple[float, date, Door]] = current_app.extensions[SEEN]
    remembered = seen.get(code)
    if remembered is not None:
        until, day, door = remembered
        if monotonic() < until and day == today:
            return door
    found = find(db.session(), code, today)
    if found is not None:
        if len(seen) >= _MOST_SEEN:
            seen.clear()
        settings: Settings = current_app.extensions["settings"]
        seen[code] = (monotonic() + settings.glance_seconds, today, found)
    return found


def find(session: Session, code: str, today: date) -> Door | None:
    """Return the door `code` opens today; None when no counter ever had it."""
    # What cannot be a code is not looked up: PostgreSQL takes no NUL, for one.
    row = session.execute(_COUNTER, {"code": code}).first() if is_well_formed(code) else None
    if row is None:
        return None
    is_closed = row.closed_on is not None and row.closed_on <= today
    return Door(
        counter_id=row.id,
        code=row.code,
        counter_name=row.name,
        unit_id=row.unit_id,
        unit_name=row.unit_name,
        parent_name=row.parent_name,
        is_closed=is_closed,
        asked=None if is_closed else _asked(session, row.unit_id, today),
    )


def find_slip(session: Session, code: str, today: date) -> Door | None:
    """Return the door a slip's `code` opens; None when we gave no such code.

    It is looked up each time: nothing of a slip is remembered.
    """
    slip = open_slip(session, code, today)
    if slip is None:
        return None
    place = session.execute(_UNIT, {"unit_id": slip.unit_id}).one()
    return Door(
        counter_id=None,
        code=code,
        counter_name=None,
        unit_id=slip.unit_id,
        unit_name=place.unit_name,
        parent_name=place.parent_name,
        is_closed=slip.is_expired,
        asked=None if slip.is_expired else _asked(session, slip.unit_id, today),
        slip=slip,
    )


def _asked(session: Session, unit_id: int, today: date) -> Asked | None:
    campaign = open_campaign_for(session, unit_id, today)
    if campaign is None:
        return None
    return Asked(campaign.id, campaign.questionnaire, campaign.version)
