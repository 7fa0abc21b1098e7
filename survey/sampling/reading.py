"""Reading draws: which is in force, what it drew, and which came before it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.accounts.models import Account
from survey.campaigns.models import Campaign
from survey.sampling.digests import CaseLine, UnitLine
from survey.sampling.models import Case, Draw, DrawUnit, Frame

_Line = TypeVar("_Line", UnitLine, CaseLine)


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


def draws_from(session: Session, frame_id: int) -> list[tuple[Draw, Campaign]]:
    """Return every draw from a frame, with its campaign, newest first."""
    asked = select(Draw, Campaign).join(Campaign, Campaign.id == Draw.campaign_id)
    rows = session.execute(asked.where(Draw.frame_id == frame_id).order_by(Draw.id.desc()))
    return [(draw, campaign) for draw, campaign in rows]


def frames_of(session: Session, units: Collection[int]) -> list[Frame]:
    """Return the frames of these units that are whole, newest first."""
    whole = select(Frame).where(Frame.imported_at.is_not(None))
    found = session.scalars(whole.order_by(Frame.imported_at.desc(), Frame.id.desc()))
    return [frame for frame in found if frame.unit_id in units]


def frame_by_code(session: Session, code: str) -> Frame | None:
    """Return the frame with `code`, once it is whole."""
    whole = select(Frame).where(Frame.code == code, Frame.imported_at.is_not(None))
    return session.scalar(whole)


def draw_numbered(session: Session, campaign_id: int, number: int) -> Draw | None:
    """Return the draw of a campaign with this number."""
    if number >= 2**31:
        return None
    wanted = select(Draw).where(Draw.campaign_id == campaign_id, Draw.number == number)
    return session.scalar(wanted)


def cases_drawn(session: Session, draw_id: int) -> list[Case]:
    """Return everybody that one draw drew, in its order."""
    return list(session.scalars(select(Case).where(Case.draw_id == draw_id).order_by(Case.id)))


def lines_of(session: Session, draw: Draw) -> tuple[list[UnitLine], list[CaseLine]]:
    """Return what a draw drew as it is kept, for its digest to be worked out again."""
    units = (_line(UnitLine, unit) for unit in units_of(session, draw.id))
    cases = (_line(CaseLine, case) for case in cases_drawn(session, draw.id))
    return list(units), list(cases)


def counted(session: Session, draw_id: int) -> dict[str, int]:
    """Return how many cases a draw has to be asked, and how many stand by."""
    rows = select(Case.place, func.count()).where(Case.draw_id == draw_id).group_by(Case.place)
    return {"main": 0, "reserve": 0} | dict(session.execute(rows).tuples().all())


def units_of(session: Session, draw_id: int) -> list[DrawUnit]:
    """Return the clusters a draw chose, stage by stage."""
    asked = select(DrawUnit).where(DrawUnit.draw_id == draw_id)
    order = (DrawUnit.stage, DrawUnit.stratum, DrawUnit.parent, DrawUnit.position, DrawUnit.code)
    return list(session.scalars(asked.order_by(*order)))


def _line(kind: type[_Line], kept: DrawUnit | Case) -> _Line:
    return kind(*(getattr(kept, name) for name in kind._fields))
