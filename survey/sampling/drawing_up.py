"""Drawing a campaign's sample: what may be drawn, the draw itself, and keeping it.

The draw is worked out before anything is locked: a frame that is whole never changes. What
came of it is then kept in one transaction, or nothing is. A campaign is drawn again only
before it opens, or before anybody was asked, and never without a reason.
"""

from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from survey import clock
from survey.campaigns.kinds import DEMANDS, Kind
from survey.campaigns.models import Campaign
from survey.diary.writing import note
from survey.responses.models import Response
from survey.sampling import tables
from survey.sampling.communes import Places
from survey.sampling.digests import Basis, CaseLine, UnitLine, digest, lines_of
from survey.sampling.drawing.designs import Design
from survey.sampling.drawing.spelling import written
from survey.sampling.drawing.stages import run
from survey.sampling.framing import Face, Rows
from survey.sampling.models import Draw, Frame

LONGEST_SEED, LONGEST_REASON = 80, 500
_MOST_NAMED = 5
_CASE = (*CaseLine._fields, "unit_id", "label", "labels")
_ATTEMPTED = text(
    "SELECT 1 FROM attempts JOIN cases ON cases.id = attempts.case_id "
    "WHERE cases.campaign_id = :campaign_id LIMIT 1"
)
"""Plain SQL, for the room that keeps the attempts stands above this one."""


class NotNow(Exception):
    """The campaign cannot be drawn as it stands; the words say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A draw as somebody asks for it."""

    frame_id: int
    design: Design
    seed: str
    reason: str = ""
    account_id: int | None = None


def draw(session: Session, campaign: Campaign, asked: Asked) -> Draw:
    """Draw the sample of `campaign` and keep it; the caller commits.

    Whatever `session` has read is let go of. Raises NotNow, or CannotDraw where the frame
    cannot give what the design asks for.
    """
    demand_free(session, campaign, asked.reason)
    frame = session.get(Frame, asked.frame_id)
    if frame is None or frame.imported_at is None:
        raise NotNow("Khung mẫu chưa nhập xong.")
    rows, places = Rows(session, frame.id), Places(session, campaign)
    _demand_covered(rows.communes(), places)
    basis = Basis(frame.digest, written(asked.design), asked.seed)
    units, cases = drawn_from(rows, asked)
    faces = dict(rows.faces([case.code for case in cases]))
    session.rollback()
    writer = session.connection(execution_options={"writes": True})
    _lock(session, campaign)
    demand_free(session, campaign, asked.reason)
    kept = _kept(session, campaign, asked, basis, digest(basis, units, cases), len(cases))
    chosen = [(kept.id, *unit) for unit in units]
    tables.add_drawn(writer, "draw_units", ("draw_id", *UnitLine._fields), chosen)
    listed = [(campaign.id, kept.id, *case, *_found(faces[case.code], places)) for case in cases]
    tables.add_drawn(writer, "cases", ("campaign_id", "draw_id", *_CASE), listed)
    note(
        session, "sample.drawn", campaign.code, asked.account_id,
        number=kept.number, frame=frame.code, cases=kept.cases, digest=kept.digest,
        seed=kept.seed, reason=kept.reason,
    )  # fmt: skip
    return kept


def drawn_from(rows: Rows, asked: Asked) -> tuple[list[UnitLine], list[CaseLine]]:
    """Return what `asked` draws from these rows: each time the same."""
    if words := rows.lacks(asked.design):
        raise NotNow(words)
    return lines_of(run(asked.design, asked.seed, rows))


def demand_free(session: Session, campaign: Campaign, reason: str) -> None:
    """Raise NotNow where `campaign` cannot be drawn, or not without a `reason`."""
    if not DEMANDS[Kind(campaign.kind)].needs_draw:
        raise NotNow("Chỉ đợt điều tra chọn mẫu mới chọn mẫu.")
    if campaign.closed_at is not None:
        raise NotNow("Đợt khảo sát đã đóng; mẫu đã chọn giữ nguyên.")
    if campaign.opened_at and (_is_answered(session, campaign) or is_visited(session, campaign.id)):
        raise NotNow("Đã có người được phỏng vấn hoặc đã tiếp cận; mẫu đã chọn giữ nguyên.")
    if _last_number(session, campaign.id) and not reason.strip():
        raise NotNow("Chọn lại mẫu phải nêu lý do.")


def is_visited(session: Session, campaign_id: int) -> bool:
    """Whether anybody has been to one of a campaign's cases."""
    return session.scalar(_ATTEMPTED, {"campaign_id": campaign_id}) is not None


def _is_answered(session: Session, campaign: Campaign) -> bool:
    # No index leads there: it is looked for only when an open campaign is drawn again.
    answered = select(Response.id).where(Response.campaign_id == campaign.id).limit(1)
    return session.scalar(answered) is not None


def _last_number(session: Session, campaign_id: int) -> int:
    last = select(func.max(Draw.number)).where(Draw.campaign_id == campaign_id)
    return session.scalar(last) or 0


def _lock(session: Session, campaign: Campaign) -> None:
    # Two who draw at once are numbered one after the other (SQLite has one writer anyway).
    session.execute(select(Campaign.id).where(Campaign.id == campaign.id).with_for_update())
    session.refresh(campaign)


def _kept(  # noqa: PLR0913, PLR0917  what a draw is made of
    session: Session, campaign: Campaign, asked: Asked, basis: Basis, digest_: str, cases: int
) -> Draw:
    kept = Draw(
        campaign_id=campaign.id,
        frame_id=asked.frame_id,
        number=_last_number(session, campaign.id) + 1,
        design=basis.design,
        seed=basis.seed,
        reason=asked.reason.strip()[:LONGEST_REASON],
        drawn_at=clock.now(),
        account_id=asked.account_id,
        digest=digest_,
        cases=cases,
    )
    session.add(kept)
    session.flush()
    return kept


def _demand_covered(communes: list[str], places: Places) -> None:
    if outside := places.outside(communes):
        more = " …" if len(outside) > _MOST_NAMED else ""
        named = ", ".join(outside[:_MOST_NAMED]) + more
        raise NotNow(f"Khung mẫu có {len(outside)} xã ngoài các đơn vị của đợt: {named}.")


def _found(face: Face, places: Places) -> tuple[int, str | None, str]:
    unit_id = places.unit_of(face.commune) if face.commune else None
    return unit_id or places.first(), face.label, face.labels
