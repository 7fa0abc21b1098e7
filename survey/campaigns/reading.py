"""Reading campaigns: one by its code, those that concern a unit, those in each other's way."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.access import paths
from survey.campaigns.kinds import DEMANDS, Kind, State, state_on
from survey.campaigns.models import Campaign, CampaignPublication, CampaignUnit
from survey.places.models import Unit


@dataclass(frozen=True, slots=True)
class Listed:
    """A campaign as a page shows it."""

    campaign: Campaign
    kind: Kind
    state: State
    units: list[Unit]

    def belongs_to(self, reach: Collection[int]) -> bool:
        """Whether all its units are among those somebody answers for."""
        return all(unit.id in reach for unit in self.units)


def campaign_by_code(session: Session, code: str) -> Campaign | None:
    """Return the campaign with `code`."""
    if "\0" in code:
        return None  # PostgreSQL would not even look
    return session.scalar(select(Campaign).where(Campaign.code == code))


def units_of(session: Session, campaign_id: int) -> list[Unit]:
    """Return the units a campaign names, by name."""
    named = select(Unit).join(CampaignUnit, CampaignUnit.unit_id == Unit.id)
    return list(
        session.scalars(
            named.where(CampaignUnit.campaign_id == campaign_id).order_by(Unit.name_folded)
        )
    )


def listed(session: Session, campaign: Campaign, day: date) -> Listed:
    """Return `campaign` as a page shows it on `day`."""
    return all_listed(session, [campaign], day)[0]


def all_listed(session: Session, campaigns: Sequence[Campaign], day: date) -> list[Listed]:
    """Return `campaigns` as a page shows them on `day`; the questions are two, however many."""
    ids = [campaign.id for campaign in campaigns]
    wanted = select(CampaignPublication.campaign_id)
    published = set(session.scalars(wanted.where(CampaignPublication.campaign_id.in_(ids))))
    named = (
        select(CampaignUnit.campaign_id, Unit)
        .join(Unit, CampaignUnit.unit_id == Unit.id)
        .where(CampaignUnit.campaign_id.in_(ids))
        .order_by(Unit.name_folded)
    )
    units: dict[int, list[Unit]] = {campaign_id: [] for campaign_id in ids}
    for campaign_id, unit in session.execute(named):
        units[campaign_id].append(unit)
    return [
        Listed(each, Kind(each.kind), _state(each, day, each.id in published), units[each.id])
        for each in campaigns
    ]


def campaigns_about(session: Session, unit_id: int, day: date) -> list[Listed]:
    """Return the campaigns that ask at `unit_id`, above or below it, newest first."""
    concerned = paths.above(session, unit_id) | paths.below(session, unit_id)
    named = select(CampaignUnit.campaign_id).where(CampaignUnit.unit_id.in_(concerned))
    found = session.scalars(
        select(Campaign)
        .where(Campaign.id.in_(named))
        .order_by(Campaign.starts_on.desc(), Campaign.id.desc())
    )
    return all_listed(session, found.all(), day)


def overlapping(session: Session, campaign: Campaign) -> list[Campaign]:
    """Return the open campaigns of the same kind that ask at the same units on the same days."""
    concerned: set[int] = set()
    for unit in units_of(session, campaign.id):
        concerned |= paths.above(session, unit.id) | paths.below(session, unit.id)
    named = select(CampaignUnit.campaign_id).where(CampaignUnit.unit_id.in_(concerned))
    if DEMANDS[Kind(campaign.kind)].may_overlap:
        return []
    found = select(Campaign).where(
        Campaign.id.in_(named),
        Campaign.id != campaign.id,
        Campaign.kind == campaign.kind,
        Campaign.opened_at.is_not(None),
        Campaign.closed_at.is_(None),
        Campaign.starts_on <= campaign.ends_on,
        Campaign.ends_on >= campaign.starts_on,
    )
    return list(session.scalars(found.order_by(Campaign.starts_on)))


def _state(campaign: Campaign, day: date, is_published: bool) -> State:
    return state_on(
        day,
        (campaign.starts_on, campaign.ends_on),
        is_opened=campaign.opened_at is not None,
        is_closed=campaign.closed_at is not None,
        is_published=is_published,
    )
