"""Reading draws: which is in force, what it drew, and which came before it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.accounts.models import Account
from survey.sampling.models import Case, Draw, DrawUnit, Frame


@dataclass(frozen=True, slots=True)
class Told:
    """A draw as a page tells of it; `by` is None for the command line."""

    draw: Draw
    frame: Frame
    by: str | None
    at: datetime


def in_force(session: Session, campaign_id: int) -> Draw | None:
    """Return the newest draw of a campaign: the one whose cases are asked."""
    of_campaign = select(Draw).where(Draw.campaign_id == campaign_id)
    return session.scalar(of_campaign.order_by(Draw.number.desc()).limit(1))


def is_drawn(session: Session, campaign_id: int) -> bool:
    """Whether anybody has been drawn for a campaign."""
    return in_force(session, campaign_id) is not None


def cases_of(session: Session, campaign_id: int) -> list[Case]:
    """Return the cases of the draw in force, in the order of the draw."""
    newest = select(func.max(Draw.id)).where(Draw.campaign_id == campaign_id).scalar_subquery()
    return list(session.scalars(select(Case).where(Case.draw_id == newest).order_by(Case.id)))


def draws_of(session: Session, campaign_id: int) -> list[Told]:
    """Return every draw of a campaign, the one in force first."""
    asked = (
        select(Draw, Frame, Account.name)
        .join(Frame, Frame.id == Draw.frame_id)
        .outerjoin(Account, Account.id == Draw.account_id)
        .where(Draw.campaign_id == campaign_id)
        .order_by(Draw.number.desc())
    )
    return [Told(draw, frame, by, draw.drawn_at) for draw, frame, by in session.execute(asked)]


def units_of(session: Session, draw_id: int) -> list[DrawUnit]:
    """Return the clusters a draw chose, stage by stage."""
    asked = select(DrawUnit).where(DrawUnit.draw_id == draw_id)
    order = (DrawUnit.stage, DrawUnit.stratum, DrawUnit.parent, DrawUnit.position, DrawUnit.code)
    return list(session.scalars(asked.order_by(*order)))
