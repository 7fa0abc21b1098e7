"""Campaigns and answers for the third floor's tests, made in one line each."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from forms.answers import Answer
from forms.questionnaire import Questionnaire
from survey.campaigns.models import Campaign, CampaignUnit
from survey.places.models import Unit
from survey.responses import rulings
from survey.responses.ballot import Ballot
from survey.responses.store import keep

DAY = date(2026, 11, 21)
MOMENT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def open_campaign(
    session: Session,
    *roots: Unit,
    code: str = "TX-2026",
    kind: str = "routine",
    asks: Questionnaire | None = None,
) -> Campaign:
    """Keep a campaign that is open all of 2026 in `roots`; it asks `dossier` unless told."""
    campaign = Campaign(
        code=code,
        name=f"Đợt {code}",
        kind=kind,
        questionnaire=asks.code if asks else "dossier",
        version=asks.version if asks else 1,
        questionnaire_digest=asks.digest if asks else "0" * 64,
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
    answers: Iterable[Mapping[str, Answer]],
    *,
    day: date = DAY,
    counter_id: int | None = None,
    channel: str = "qr",
    words: Mapping[str, str] | None = None,
    flags: Collection[str] = (),
    procedure_group: str | None = None,
) -> list[str]:
    """Keep `answers` in the unit's chain, each with `words`, commit, and return their ids."""
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
            words=words or {},
            flags=frozenset(flags),
            procedure_group=procedure_group,
        )
        for given in answers
    ]
    if ballots:
        keep(session.connection(), ballots)
    session.commit()
    return [ballot.id for ballot in ballots]


def close(session: Session, campaign: Campaign, moment: datetime = MOMENT) -> None:
    """Close the campaign."""
    campaign.closed_at = moment
    session.commit()


def rule(session: Session, ids: Collection[str], *, counts: bool, by: int | None = None) -> None:
    """Rule on the responses, by an account or (None) by the fuse, and commit."""
    connection = session.connection()
    given = {"cause": "burst", "at": MOMENT, "account_id": by, "reason": "Đã xem camera"}
    rulings.rule(connection, ids, counts=counts, **given)
    session.commit()


def overall(*values: int) -> list[dict[str, int]]:
    """Return one response for each value of the overall question."""
    return [{"overall": value} for value in values]
