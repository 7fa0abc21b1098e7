"""A field sample for the demonstration: drawn, interviewed, reviewed, called back and closed.

All of it goes through the doors real fieldwork uses, but for the tablets: their visits come
as a tablet's would be read, and their keys are nobody's.
"""

from base64 import b64encode
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from flask import current_app
from sqlalchemy.orm import Session

from survey import clock
from survey.campaigns.kinds import Kind
from survey.campaigns.life import Plan, close_campaign, draft, open_campaign
from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaign_by_code
from survey.demonstration import households, visiting
from survey.demonstration.above import above_of
from survey.demonstration.households import Commune
from survey.demonstration.recalling import call_back
from survey.demonstration.seeding import Stage
from survey.fieldwork.assigning import assign_evenly
from survey.fieldwork.enrolling import enrol, open_enrolment
from survey.fieldwork.interviewer_models import Interviewer
from survey.fieldwork.models import FieldworkSettings
from survey.offline.enrolling import Request
from survey.offline.sealing import raw_point
from survey.row import Row
from survey.sampling.drawing_up import Asked, draw
from survey.sampling.importing import Sender, import_rows
from survey.sampling.lines import Fault
from survey.sampling.reading import frame_by_code, is_drawn

FIELD, FRAME = "MAU-DT", "MAU-HO"
SEED = "20261121"
_SOURCE = "khung-ho-mau.csv"
_INTERVIEWERS = 5
_CALLED_BP = 1000


def play(session: Session, stage: Stage, by: int) -> None:
    """Play a whole field sample, from where it was cut short if it was; commits."""
    campaign = campaign_by_code(session, FIELD) or _drafted(session, stage)
    if campaign.closed_at is not None:
        return
    session.commit()
    frame = _frame(stage)
    frame_id = _imported(session, frame, stage, by)
    if not is_drawn(session, campaign.id):
        draw(
            session,
            campaign,
            Asked(frame_id=frame_id, design=households.design(), seed=SEED, account_id=by),
        )
        session.commit()
    session.connection(execution_options={"writes": True})
    _work(session, campaign, by)
    above = above_of(current_app)
    if above is not None:
        totals, now = households.known_totals(frame), clock.now()
        above.keep_totals(session, campaign, totals, source=_SOURCE, at=now)
    close_campaign(session, campaign, by)
    session.commit()


def _drafted(session: Session, stage: Stage) -> Campaign:
    plan = Plan(
        code=FIELD,
        name="Điều tra chọn mẫu hộ dân (số liệu mẫu, đã đóng)",
        kind=Kind.FIELD,
        starts_on=stage.today - timedelta(days=20),
        ends_on=stage.today,
        unit_ids=frozenset({stage.province.id}),
    )
    return draft(session, plan)


def _frame(stage: Stage) -> list[Row]:
    communes = (Commune(unit.code, unit.name.startswith("Phường")) for unit in stage.communes)
    return households.rows(communes)


def _imported(session: Session, frame: Sequence[Row], stage: Stage, by: int) -> int:
    known = frame_by_code(session, FRAME)
    if known is not None:
        return known.id
    sender = Sender(
        code=FRAME,
        name="Khung mẫu hộ dân (số liệu mẫu)",
        source=_SOURCE,
        digest=sha256("\n".join(";".join(row.cells) for row in frame).encode()).hexdigest(),
        unit_id=stage.province.id,
        account_id=by,
    )
    tally = import_rows(session, frame, sender, refused=_never)
    assert tally.frame_id is not None
    return tally.frame_id


def _work(session: Session, campaign: Campaign, by: int) -> None:
    if campaign.opened_at is None:
        open_campaign(session, campaign, by)
    settings = FieldworkSettings(campaign_id=campaign.id, callback_share_bp=_CALLED_BP, seed=SEED)
    session.add(settings)
    for number in range(1, _INTERVIEWERS + 1):
        secret = open_enrolment(session, campaign, by)
        request = Request(secret.code, secret.pin, f"Điều tra viên mẫu {number}", _nobodys_key())
        assert isinstance(enrol(session, request), Interviewer)
    assign_evenly(session, campaign, by)
    visiting.visit_all(session, campaign)
    visiting.review(session, campaign, by)
    visiting.visit_again(session, campaign)
    visiting.review(session, campaign, by)
    call_back(session, campaign, by)


def _nobodys_key() -> str:
    # Its private half is forgotten here, so no tablet will ever speak for this interviewer.
    return b64encode(raw_point(ec.generate_private_key(ec.SECP256R1()).public_key())).decode()


def _never(fault: Fault) -> None:
    raise AssertionError(str(fault))
