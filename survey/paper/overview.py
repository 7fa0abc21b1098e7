"""Where the forms of campaigns stand: printed, typed once or twice, settled, kept or void."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Row, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from survey.campaigns.models import Campaign
from survey.paper.models import Batch, Form, FormOutcome, Typing
from survey.places.models import Unit

MOST_SHOWN = 200

_TYPINGS = (
    select(Typing.form_code, func.count().label("times"), func.max(Typing.at).label("last"))
    .group_by(Typing.form_code)
    .subquery()
)


class Stage(StrEnum):
    """How far a form has come; each is in one stage."""

    PRINTED = "printed"  # nothing typed of it
    ONCE = "once"
    TO_SETTLE = "to_settle"  # typed twice, and not the same
    KEPT = "kept"
    LATE = "late"
    VOID = "void"


_STAGE: ColumnElement[str] = case(
    (FormOutcome.outcome.is_not(None), FormOutcome.outcome),
    (_TYPINGS.c.times == 2, Stage.TO_SETTLE.value),
    (_TYPINGS.c.times == 1, Stage.ONCE.value),
    else_=Stage.PRINTED.value,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A campaign's forms, counted by stage."""

    campaign: Campaign
    counts: dict[Stage, int]

    @property
    def printed(self) -> int:
        """How many forms there are."""
        return sum(self.counts.values())

    @property
    def typed_once(self) -> int:
        """How many forms were typed at least once."""
        return self.printed - self.counts[Stage.PRINTED]

    @property
    def typed_twice(self) -> int:
        """How many forms were typed by two."""
        return self.typed_once - self.counts[Stage.ONCE]


def standings(
    session: Session, units: Collection[int], campaign_id: int | None = None
) -> list[Standing]:
    """Return how the forms of `units` stand in each campaign, newest first."""
    wanted = (
        select(Form.campaign_id, _STAGE.label("stage"), func.count().label("n"))
        .outerjoin(_TYPINGS, _TYPINGS.c.form_code == Form.code)
        .outerjoin(FormOutcome, FormOutcome.form_code == Form.code)
        .where(Form.unit_id.in_(units))
        .group_by(Form.campaign_id, "stage")
    )
    if campaign_id is not None:
        wanted = wanted.where(Form.campaign_id == campaign_id)
    counts: dict[int, dict[Stage, int]] = {}
    for row in session.execute(wanted):
        counts.setdefault(row.campaign_id, dict.fromkeys(Stage, 0))[Stage(row.stage)] = row.n
    found = session.scalars(
        select(Campaign)
        .where(Campaign.id.in_(counts))
        .order_by(Campaign.starts_on.desc(), Campaign.id.desc())
    )
    return [Standing(campaign, counts[campaign.id]) for campaign in found]


def forms_at(
    session: Session,
    campaign_id: int,
    units: Collection[int],
    stage: Stage,
    *,
    not_by: int | None = None,
) -> list[Row[tuple[str, str]]]:
    """Return the code and unit of the forms in one stage, those typed longest ago first.

    `not_by`: only those that this account has not typed, which it may type or settle.
    """
    brought = and_(Typing.brought_by.is_not(None), Typing.brought_by == not_by)
    by_them = or_(Typing.typist == not_by, brought)
    own = exists().where(Typing.form_code == Form.code, by_them)
    wanted = (
        select(Form.code, Unit.name.label("unit"))
        .join(Unit, Unit.id == Form.unit_id)
        .outerjoin(_TYPINGS, _TYPINGS.c.form_code == Form.code)
        .outerjoin(FormOutcome, FormOutcome.form_code == Form.code)
        .where(
            Form.campaign_id == campaign_id, Form.unit_id.in_(units), stage.value == _STAGE, ~own
        )
        .order_by(_TYPINGS.c.last, Form.code)
        .limit(MOST_SHOWN)
    )
    return list(session.execute(wanted))


def batches_of(
    session: Session, campaign_id: int, units: Collection[int]
) -> list[Row[tuple[Batch, str]]]:
    """Return the batches printed for a campaign at `units`, each with its unit's name."""
    wanted = (
        select(Batch, Unit.name.label("unit"))
        .join(Unit, Unit.id == Batch.unit_id)
        .where(Batch.campaign_id == campaign_id, Batch.unit_id.in_(units))
        .order_by(Batch.id.desc())
        .limit(MOST_SHOWN)
    )
    return list(session.execute(wanted))
