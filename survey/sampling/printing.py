"""Printing the record of a draw, as a page that may hang on any wall."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from survey.campaigns.models import Campaign
from survey.clock import VIETNAM
from survey.places.reading import unit_name
from survey.posters.typesetting import pdf, told
from survey.sampling import reading
from survey.sampling.drawing.designs import Design
from survey.sampling.drawing.record import Line, Occasion, Record, record
from survey.sampling.drawing.spelling import read
from survey.sampling.models import Draw, DrawUnit, Frame

MOST_PRINTED = 4_000
_MARKUP = Path(__file__).with_name("record.typ")


def printed(session: Session, campaign: Campaign, draw: Draw) -> bytes:
    """Return the record of `draw` as a PDF on A4."""
    units = reading.units_of(session, draw.id)
    frame = session.get_one(Frame, draw.frame_id)
    told_of = record_of(campaign, draw, frame, units[:MOST_PRINTED])
    return pdf(
        _MARKUP,
        {
            "unit": unit_name(session, frame.unit_id) or "",
            "record": told(asdict(told_of)),
            "left_out": str(max(len(units) - MOST_PRINTED, 0)),
            "before": told(_before(session, draw)),
            "design": draw.design,
        },
    )


def record_of(campaign: Campaign, draw: Draw, frame: Frame, units: list[DrawUnit]) -> Record:
    """Return what the record of `draw` says."""
    occasion = Occasion(
        campaign=f"{campaign.name} ({campaign.code})",
        number=draw.number,
        day=_moment(draw.drawn_at),
        reason=draw.reason,
        frame=f"{frame.name} ({frame.code})",
        rows=frame.rows,
        frame_digest=frame.digest,
        seed=draw.seed,
        digest=draw.digest,
        cases=draw.cases,
    )
    lines = (Line(*(getattr(unit, name) for name in Line.__slots__)) for unit in units)
    design = read(draw.design)
    if not isinstance(design, Design):
        raise TypeError(design)  # what was drawn once can be read for ever
    return record(occasion, design, lines)


def _before(session: Session, draw: Draw) -> list[tuple[str, str, str]]:
    return [
        (f"{each.draw.number}, {_moment(each.at)}", each.draw.reason or "–", each.draw.digest)
        for each in reading.draws_of(session, draw.campaign_id)
        if each.draw.number < draw.number
    ]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"
