"""What interviewers' tablets ask: to be let in, to hand over what waits, whom to visit.

The same signatures, seals and refusals as for the tablets of counters; other addresses.
"""

from base64 import b64encode

from flask import Blueprint, Response, request

from survey import db
from survey.access.guard import public
from survey.campaigns.models import Campaign
from survey.fieldwork import intake
from survey.fieldwork.config import config_of
from survey.fieldwork.enrolling import enrol
from survey.fieldwork.interviewer_models import Interviewer
from survey.fieldwork.weighing import weigh
from survey.offline import batches, keys, strict
from survey.offline.answers import Refused, answered
from survey.offline.api import body_sent, request_in, seal_now, speaker, speaking_json
from survey.offline.enrolling import Refusal
from survey.offline.sealing import raw_point

api = Blueprint("interview", __name__, url_prefix="/interview")


@api.post("/enrol")
@public
@speaking_json
def enrol_interviewer() -> Response:
    """Let an interviewer's tablet in by code and PIN."""
    asked = request_in(strict.fields(body_sent()))
    session = db.writing_session()
    found = enrol(session, asked)
    if isinstance(found, Refusal):
        session.commit()
        more = {} if found.left is None else {"left": found.left}
        raise Refused(found.error, **more)
    welcome = _welcome(found)
    session.commit()
    return answered(welcome)


@api.post("/sync")
@public
@speaking_json
def sync() -> Response:
    """Take in what waits on a tablet, say what became of it, and what is new to show."""
    interviewer, body = speaker(Interviewer)
    batch = batches.read(strict.inflated(body, request.headers.get("Content-Encoding", "")))
    weighing = weigh(db.session(), interviewer, batch)
    session = db.writing_session()
    taken = intake.take(session, interviewer.id, batch, weighing)
    session.commit()
    told = _standing(interviewer.id, batch.nonce, batch.health.config)
    return answered(told | {"receipts": taken.receipts, "aside": taken.aside})


@api.post("/config")
@public
@speaking_json
def config() -> Response:
    """Say what a tablet is to show."""
    interviewer, body = speaker(Interviewer)
    said = strict.fields(strict.inflated(body, request.headers.get("Content-Encoding", "")))
    nonce = strict.hexadecimal(said.get("nonce"), 32)
    if nonce is None:
        raise Refused("request")
    told = {"nonce": nonce, "device": interviewer.id, "seal": seal_now()}
    return answered(config_of(db.session(), interviewer) | told)


def _standing(interviewer_id: str, nonce: str, digest: str | None) -> dict[str, object]:
    interviewer = db.session().get_one(Interviewer, interviewer_id)
    now = config_of(db.session(), interviewer)
    told = {"nonce": nonce, "device": interviewer.id, "revoked": now["revoked"]}
    told |= {"config": now["digest"], "seal": seal_now()}
    return told if digest == now["digest"] else told | {"fresh": now}


def _welcome(interviewer: Interviewer) -> dict[str, object]:
    campaign = db.session().get_one(Campaign, interviewer.campaign_id)
    server = b64encode(raw_point(keys.signing_key().public_key())).decode()
    return {
        "device": interviewer.id,
        "seal": seal_now(),
        "server_key": server,
        "interviewer": {"name": interviewer.name},
        "campaign": {"code": campaign.code, "name": campaign.name},
        "config": config_of(db.session(), interviewer),
    }
