"""Campaigns for tests: open at a unit over the year the tests' clock stands in."""

from datetime import UTC, date, datetime
from itertools import count

from sqlalchemy.orm import Session

from forms import library
from forms.questionnaire import Questionnaire
from survey.campaigns.chains import lock_chains
from survey.campaigns.kinds import Kind
from survey.campaigns.models import Campaign, CampaignUnit
from survey.places.models import Unit

_numbers = count(1)
_OPENED = datetime(2026, 10, 1, tzinfo=UTC)


def make_campaign(
    session: Session,
    *units: Unit,
    kind: Kind | str = Kind.ROUTINE,
    code: str | None = None,
    name: str = "Khảo sát thường xuyên 2026",
    starts_on: date = date(2026, 10, 1),
    ends_on: date = date(2026, 12, 31),
    is_open: bool = True,
    questionnaire: Questionnaire | None = None,
) -> Campaign:
    """Keep a campaign at `units` and below, open unless told otherwise."""
    questionnaire = questionnaire or library.newest("dossier")
    campaign = Campaign(
        code=code or f"D{next(_numbers)}",
        name=name,
        kind=Kind(kind).value,
        questionnaire=questionnaire.code,
        version=questionnaire.version,
        questionnaire_digest=questionnaire.digest,
        starts_on=starts_on,
        ends_on=ends_on,
        opened_at=_OPENED if is_open else None,
    )
    session.add(campaign)
    session.flush()
    session.add_all(CampaignUnit(campaign_id=campaign.id, unit_id=unit.id) for unit in units)
    session.flush()
    lock_chains(session, campaign.id)
    return campaign
