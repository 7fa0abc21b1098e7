"""Erasing names: what told interviewers whom to visit goes once nobody is visited.

The facts go with the names. A household's facts and village beside a response's own could
tell which response is whose, long after the link between them was cut.
"""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from survey import clock
from survey.sampling.models import Case, Draw, Frame, FrameRow

_NOTHING = "{}"


def erase_labels(session: Session, campaign_id: int) -> int:
    """Erase names and facts of all who were ever drawn for a campaign; the caller commits.

    Returns how many cases there were.
    """
    draws = session.execute(select(Draw.id, Draw.frame_id).where(Draw.campaign_id == campaign_id))
    erased = 0
    for draw_id, frame_id in draws.all():
        drawn = select(Case.code).where(Case.draw_id == draw_id)
        rows = update(FrameRow).where(FrameRow.frame_id == frame_id, FrameRow.code.in_(drawn))
        session.execute(rows.values(label=None, labels=_NOTHING))
        cases = update(Case).where(Case.draw_id == draw_id)
        erased += session.execute(cases.values(label=None, labels=_NOTHING)).rowcount  # type: ignore[attr-defined]
    return erased


def erase_frame(session: Session, frame_id: int) -> None:
    """Erase every name and address of a frame; the caller commits.

    Facts stay with those never drawn: no response could be told by them.
    """
    rows = update(FrameRow).where(FrameRow.frame_id == frame_id, FrameRow.label.is_not(None))
    session.execute(rows.values(label=None))
    frame = update(Frame).where(Frame.id == frame_id)
    session.execute(frame.values(labels_erased_at=clock.now()))
