"""Campaigns and answers for the third floor's tests, made in one line each."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from survey.campaigns.models import Campaign, CampaignUnit
from survey.places.models import Unit
from survey.responses.ballot import Ballot
from survey.responses.store import keep

DAY = date(2026, 11, 21)
MOMENT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def open_campaign(
    session: Session, *roots: Unit, code: str = "TX-2026", kind: str = "routine"
) -> Campaign:
    """Keep a campaign that is open all of 2026 in `roots`."""
    campaign = Campaign(
        code=code,
        name=f"Đợt {code}",
        kind=kind,
        questionnaire="dossier",
        version=1,
        questionnaire_digest="0" * 64,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        opened_at=MOMENT.replace(month=1),
    )
    session.add(campaign)
    session.flush()
    session.add_all(CampaignUnit(campaign_id=campaign.id, unit_id=root.id) for root in roots)
    session.flush()
    return campaign


def answer(
    session: Session,
    campaign: Campaign,
    unit: Unit,
    answers: Iterable[Mapping[str, int | str]],
    *,
    day: date = DAY,
    counter_id: int | None = None,
    channel: str = "qr",
) -> None:
    """Keep `answers` in the unit's chain and commit."""
    ballots = [
        Ballot(
            id=uuid4().hex,
            campaign_id=campaign.id,
            unit_id=unit.id,
            counter_id=counter_id,
            questionnaire=campaign.questionnaire,
            version=campaign.version,
            language="vi",
            channel=channel,
            day=day,
            minute=None,
            answers=given,
        )
        for given in answers
    ]
    if ballots:
        keep(session.connection(), ballots)
    session.commit()


def close(session: Session, campaign: Campaign, moment: datetime = MOMENT) -> None:
    """Close the campaign."""
    campaign.closed_at = moment
    session.commit()


def overall(*values: int) -> list[dict[str, int]]:
    """Return one response for each value of the overall question."""
    return [{"overall": value} for value in values]
