"""Seeding: one real province with all its communes, and answers invented for it.

Everything goes in through the doors real things use, says "mẫu" (sample), and is
the same every time, so a second run adds nothing. A database that holds
somebody's own units or campaigns is left alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forms import library
from forms.filling import Filled
from survey.campaigns.kinds import Kind
from survey.campaigns.life import Plan, close_campaign, draft, open_campaign
from survey.campaigns.models import Campaign
from survey.demonstration.dossiers import GROUPS
from survey.demonstration.invented import Invented, answers_at, place_of, working_days
from survey.demonstration.saying import said_by, scales_of
from survey.places.counters import add_counter
from survey.places.importing import Choice, carry_out, plan_import
from survey.places.models import Counter, Unit
from survey.places.reading import children, unit_by_code
from survey.places.sheets import read
from survey.responses.ballot import Ballot
from survey.responses.store import keep

SHEETS = Path(__file__).resolve().parents[2] / "demo"
PROVINCE = "52"
ROUTINE, AD_HOC, RUNNING = "MAU-TX", "MAU-DX", "MAU-DX-2"
_LONG, _SHORT = "dossier", "counter"
_DESKS = (("Quầy tiếp nhận hồ sơ", "reception"), ("Quầy trả kết quả", "results"))


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the demonstration plays: the province, its communes, and today."""

    province: Unit
    communes: Sequence[Unit]
    today: date


def is_somebody_elses(session: Session) -> bool:
    """Whether the database is in use for something other than the demonstration."""
    if session.scalar(select(Campaign.id).where(Campaign.code == ROUTINE)) is not None:
        return False
    return bool(session.scalar(select(func.count()).select_from(Unit)))


def is_seeded(session: Session) -> bool:
    """Whether the demonstration is there already, down to its last step."""
    return session.scalar(select(Campaign.id).where(Campaign.code == AD_HOC)) is not None


def set_stage(session: Session, today: date) -> Stage:
    """Import the province and give every commune its counters."""
    sheets = [read(path.name, path.read_bytes()) for path in sorted(SHEETS.glob("*.csv"))]
    carry_out(session, plan_import(session, sheets, Choice()))
    stage = stage_of(session, today)
    for unit in [stage.province, *stage.communes]:
        _add_desks(session, unit, today)
    return stage


def stage_of(session: Session, today: date) -> Stage:
    """Return the stage that was set."""
    province = unit_by_code(session, PROVINCE, today, "tinh")
    assert province is not None
    return Stage(province, children(session, province.id, today), today)


def play_routine(session: Session, stage: Stage) -> Iterator[int]:
    """Open the routine campaign and fill it in; yields how many answers went in each time."""
    starts_on = months_before(stage.today, 5)
    campaign = _open(
        session,
        Plan(
            code=ROUTINE,
            name="Khảo sát thường xuyên tại Một cửa (số liệu mẫu)",
            kind=Kind.ROUTINE,
            questionnaire=_LONG,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=729),
            unit_ids=frozenset({stage.province.id}),
        ),
    )
    yield from _fill(session, campaign, [stage.province, *stage.communes], stage.today)


def play_ad_hoc(session: Session, stage: Stage) -> Iterator[int]:
    """Open an ad-hoc campaign in some communes, fill it in and close it."""
    some = stage.communes[::9]
    campaign = _open(
        session,
        Plan(
            code=AD_HOC,
            name="Khảo sát đột xuất (số liệu mẫu, đã đóng)",
            kind=Kind.AD_HOC,
            questionnaire=_SHORT,
            starts_on=stage.today - timedelta(days=13),
            ends_on=stage.today,
            unit_ids=frozenset(unit.id for unit in some),
        ),
    )
    yield from _fill(session, campaign, some, stage.today)
    close_campaign(session, campaign)


def play_running(session: Session, stage: Stage) -> Iterator[int]:
    """Open an ad-hoc campaign that runs beside the routine one; the calendar points that out."""
    some = stage.communes[4::9]
    campaign = _open(
        session,
        Plan(
            code=RUNNING,
            name="Khảo sát đột xuất (số liệu mẫu, đang chạy)",
            kind=Kind.AD_HOC,
            questionnaire=_SHORT,
            starts_on=stage.today - timedelta(days=4),
            ends_on=stage.today + timedelta(days=10),
            unit_ids=frozenset(unit.id for unit in some),
        ),
    )
    yield from _fill(session, campaign, some[:6], stage.today)


def _add_desks(session: Session, unit: Unit, today: date) -> None:
    for name, purpose in _DESKS:
        add_counter(session, unit.id, name=name, purpose=purpose, today=today)


def _open(session: Session, plan: Plan) -> Campaign:
    campaign = draft(session, plan)
    open_campaign(session, campaign)
    return campaign


def _fill(session: Session, campaign: Campaign, units: Iterable[Unit], last: date) -> Iterator[int]:
    days = working_days(campaign.starts_on, last)
    questionnaire = library.find(campaign.questionnaire, campaign.version)
    scales = scales_of(questionnaire)
    for unit in units:
        counters = session.scalars(
            select(Counter).where(Counter.unit_id == unit.id).order_by(Counter.id)
        ).all()
        place = place_of(f"{campaign.code}{unit.code}")
        invented = sorted(answers_at(place, days, scales), key=lambda ballot: ballot.day)
        ballots = [
            _ballot(campaign, counters[one.number % 2], one, said_by(questionnaire, one))
            for one in invented
        ]
        keep(session.connection(), ballots)
        yield len(ballots)


def _ballot(campaign: Campaign, counter: Counter, invented: Invented, said: Filled) -> Ballot:
    name = f"demo {campaign.code} {counter.code} {invented.number}"
    by_slip = invented.channel == "receipt"
    return Ballot(
        id=sha256(name.encode()).hexdigest()[:32],
        campaign_id=campaign.id,
        unit_id=counter.unit_id,
        counter_id=None if by_slip else counter.id,
        questionnaire=campaign.questionnaire,
        version=campaign.version,
        language="vi",
        channel=invented.channel,
        day=invented.day,
        minute=None,
        answers=said.answers,
        words=said.words,
        procedure_group=GROUPS[invented.number % len(GROUPS)] if by_slip else None,
        resolving_unit_id=counter.unit_id if by_slip else None,
    )


def months_before(day: date, months: int) -> date:
    """Return the first day of the month that lies `months` before that of `day`."""
    whole = day.year * 12 + day.month - 1 - months
    return date(whole // 12, whole % 12 + 1, 1)
