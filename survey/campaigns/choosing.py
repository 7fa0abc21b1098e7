"""Choosing: which campaign a citizen's answer belongs to.

The open one that covers the unit on that day; an ad-hoc one first while it runs,
then the newest. Asked on every citizen's page, so it is one statement, written out.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, bindparam, text
from sqlalchemy.orm import Session

# A campaign covers its units and everything below them.
_PATH = """
    WITH RECURSIVE path(id, parent_id) AS (
        SELECT id, parent_id FROM units WHERE id = :unit_id
        UNION ALL
        SELECT units.id, units.parent_id FROM units JOIN path ON units.id = path.parent_id
    )
"""
_OPEN = text(f"""
    {_PATH}
    SELECT campaigns.id, code, kind, questionnaire, version
    FROM path
    JOIN campaign_units ON campaign_units.unit_id = path.id
    JOIN campaigns ON campaigns.id = campaign_units.campaign_id
    WHERE kind IN ('routine', 'ad_hoc') AND opened_at IS NOT NULL AND closed_at IS NULL
    AND :day BETWEEN starts_on AND ends_on
    ORDER BY kind, starts_on DESC, campaigns.id DESC
    LIMIT 1
""").bindparams(bindparam("day", type_=Date()))  # "ad_hoc" comes before "routine"
_COVERS = text(f"""
    {_PATH}
    SELECT 1 FROM path
    JOIN campaign_units ON campaign_units.unit_id = path.id
    JOIN campaigns ON campaigns.id = campaign_units.campaign_id
    WHERE campaigns.id = :campaign_id AND :day BETWEEN starts_on AND ends_on
    LIMIT 1
""").bindparams(bindparam("day", type_=Date()))


@dataclass(frozen=True, slots=True)
class Chosen:
    """The campaign an answer belongs to, as far as asking needs to know it."""

    id: int
    code: str
    kind: str
    questionnaire: str
    version: int


def open_campaign_for(session: Session, unit_id: int, day: date) -> Chosen | None:
    """Return the campaign in which `unit_id` is asked on `day`, or None."""
    found = session.execute(_OPEN, {"unit_id": unit_id, "day": day}).first()
    return Chosen(*found) if found else None


def covers(session: Session, campaign_id: int, unit_id: int, day: date) -> bool:
    """Whether the campaign asks at `unit_id` on `day`, open or not."""
    asked = {"campaign_id": campaign_id, "unit_id": unit_id, "day": day}
    return session.execute(_COVERS, asked).first() is not None
