"""Which campaign a tablet's rating belongs to: the one of its day, not of its arrival.

Weeks may lie between. A rating whose campaign was closed meanwhile, or that was given
outside its days, is kept as late: beside the headline, and never in it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from survey.campaigns.kinds import Kind
from survey.campaigns.models import Campaign, CampaignUnit
from survey.offline.letters import Letter
from survey.places.models import Unit


@dataclass(frozen=True, slots=True)
class Belonging:
    """The campaign a rating is kept in, and whether it comes too late for its headline."""

    campaign_id: int
    is_late: bool


class Campaigns:
    """The campaigns that ask at one unit, looked up once for a batch."""

    def __init__(self, session: Session, unit_id: int) -> None:
        asks = select(CampaignUnit.campaign_id).where(CampaignUnit.unit_id.in_(_path(unit_id)))
        found = session.scalars(
            select(Campaign)
            .where(Campaign.id.in_(asks), Campaign.opened_at.is_not(None))
            # A counter's rating is never a drawn person's, nor one of those invited.
            .where(Campaign.kind.in_([kind.value for kind in Kind if kind.is_open_to_all]))
            .order_by(Campaign.kind, Campaign.starts_on.desc(), Campaign.id.desc())
        )
        self._known = list(found)

    def of(self, letter: Letter, day: date) -> Belonging | None:
        """Return where a rating given on `day` belongs; None where nobody ever asked so."""
        wording = (letter.questionnaire, letter.version)
        asked = [one for one in self._known if (one.questionnaire, one.version) == wording]
        own = next((one for one in asked if one.id == letter.campaign), None)
        then = [one for one in asked if one.starts_on <= day <= one.ends_on]
        if own in then:
            return Belonging(own.id, is_late=own.closed_at is not None)
        standing = next((one for one in then if one.closed_at is None), None)
        if standing is not None:
            return Belonging(standing.id, is_late=False)
        late = own or next(iter(then), None)
        return Belonging(late.id, is_late=True) if late else None


def _path(unit_id: int) -> ColumnElement[int]:
    path = select(Unit.id, Unit.parent_id).where(Unit.id == unit_id).cte("path", recursive=True)
    above = select(Unit.id, Unit.parent_id).join(path, Unit.id == path.c.parent_id)
    return select(path.union_all(above).c.id)
