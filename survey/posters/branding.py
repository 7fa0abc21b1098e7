"""Branding: the colour, mark and name a province puts on what it prints.

A unit that has none of its own looks like the nearest unit above it that has, and
where nobody has chosen, like the platform: deep teal and no mark.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.places.models import Unit
from survey.places.reading import path_of
from survey.posters.models import UnitBranding

DEEP_TEAL = "#0b5351"


@dataclass(frozen=True, slots=True)
class Branding:
    """How one unit looks in print."""

    colour: str = DEEP_TEAL
    logo: bytes | None = None
    name: str | None = None


def branding_of(session: Session, unit_id: int) -> Branding:
    """Return how the unit looks in print: its own way, or that of the nearest above."""
    path = [unit.id for unit in path_of(session, session.get_one(Unit, unit_id))]
    asked = select(UnitBranding).where(UnitBranding.unit_id.in_(path))
    chosen = {found.unit_id: found for found in session.scalars(asked)}
    nearest = next((chosen[each] for each in reversed(path) if each in chosen), None)
    if nearest is None:
        return Branding()
    return Branding(nearest.colour, nearest.logo, nearest.name)
