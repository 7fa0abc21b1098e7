"""What tablets ask: to be let in, to hand over what waits, what to show.

No cookie is looked at; whoever speaks is known by their signature over the very bytes
they sent, and that is verified before anything in them is read.
"""

import unicodedata
from base64 import b64encode
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Blueprint, Response, request
from sqlalchemy.exc import IntegrityError, OperationalError, TimeoutError
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from survey import db
from survey.access.guard import public
from survey.offline import batches, intake, keys, strict
from survey.offline.answers import Refused, answered, refused
from survey.offline.config import config_of, place_of
from survey.offline.enrolling import Refusal, Request, enrol
from survey.offline.models import Device
from survey.offline.sealing import public_key, raw_point, unbase64
from survey.offline.signing import is_signed
from survey.offline.weighing import weigh
from survey.places.models import Counter

HEARD_OUT = 32 * 1024 * 1024
"""Bytes that are let through unread, so that whoever sends them can be told so."""

P = ParamSpec("P")
T = TypeVar("T", bound=db.Base)
api = Blueprint("offline", __name__, url_prefix="/kiosk")


def speaking_json(view: Callable[P, Response]) -> Callable[P, Response]:
    """Answer in JSON whatever `view` finds wrong, and never with an error of ours."""

    @wraps(view)
    def told(*args: P.args, **kwargs: P.kwargs) -> Response:
        try:
            return view(*args, **kwargs)
        except Refused as refusal:
            return refused(refusal)
        except (strict.TooLarge, RequestEntityTooLarge):
            return refused(Refused("large"))
        except (strict.Unreadable, ClientDisconnected):
            return refused(Refused("request"))
        except (OperationalError, IntegrityError, TimeoutError):
            # A second one with the same key or identity, a moment ago: it is there next time.
            return refused(Refused("busy"))

    return told


@api.post("/enrol")
@public
@speaking_json
def enrol_device() -> Response:
    """Let a tablet in by code and PIN."""
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
    """Take in what waits on a tablet, and say what became of it."""
    device, body = speaker(Device)
    batch = batches.read(strict.inflated(body, request.headers.get("Content-Encoding", "")))
    weighing = weigh(db.session(), device, batch)
    session = db.writing_session()
    taken = intake.take(session, device.id, batch, weighing)
    told = _standing(session.get_one(Device, device.id), batch.nonce)
    session.commit()
    return answered(told | {"receipts": taken.receipts, "aside": taken.aside})


@api.post("/config")
@public
@speaking_json
def config() -> Response:
    """Say what a tablet is to show."""
    device, body = speaker(Device)
    said = strict.fields(strict.inflated(body, request.headers.get("Content-Encoding", "")))
    nonce = strict.hexadecimal(said.get("nonce"), 32)
    if nonce is None:
        raise Refused("request")
    now = config_of(db.session(), device)
    seal = {"seal": seal_now()}
    return answered(now.said | seal | {"nonce": nonce, "device": device.id, "digest": now.digest})


def _standing(device: Device, nonce: str) -> dict[str, object]:
    now = config_of(db.session(), device)
    if now.chosen is not None and device.config == now.digest:
        device.questionnaire, device.version = now.chosen.questionnaire, now.chosen.version
    is_revoked = device.revoked_at is not None
    return {"nonce": nonce, "device": device.id, "revoked": is_revoked, "config": now.digest}


def _welcome(device: Device) -> dict[str, object]:
    counter = db.session().get_one(Counter, device.counter_id)
    server = b64encode(raw_point(keys.signing_key().public_key())).decode()
    return place_of(db.session(), counter) | {
        "device": device.id,
        "seal": seal_now(),
        "server_key": server,
    }


def seal_now() -> dict[str, str]:
    """Return the seal that tablets are to use now."""
    kid, key = keys.seal_key()
    return {"kid": kid, "key": b64encode(raw_point(key.public_key())).decode()}


def request_in(said: strict.Fields) -> Request:
    """Return what somebody asks to be let in with; raise Refused where it is not readable."""
    code, pin = strict.text(said.get("code"), 40), strict.text(said.get("pin"), 40)
    sign_key, name = strict.text(said.get("sign_key"), 88), strict.text(said.get("name"), 400)
    if code is None or pin is None or sign_key is None:
        raise Refused("request")
    point = unbase64(sign_key)
    if public_key(point) is None:
        raise Refused("request")
    # Base64 has four ways to write these bytes; a key is to be known by one of them.
    return Request(code, pin.strip(), clean_name(name or ""), b64encode(point).decode())


def clean_name(name: str) -> str:
    """Return what a tablet is called, in letters that can be shown."""
    shown = "".join(sign for sign in " ".join(name.split()) if sign.isprintable())
    return unicodedata.normalize("NFC", shown)[:80].strip()


def speaker(known: type[T]) -> tuple[T, bytes]:
    """Return which of those `known` speaks and the bytes it signed; raise Refused for others."""
    body = body_sent()
    identity = strict.hexadecimal(request.headers.get("X-Device"), 32)
    found = db.session().get(known, identity) if identity else None
    signature = request.headers.get("X-Signature", "")
    key: str = getattr(found, "sign_key", "")
    if found is None or not is_signed(key, signature, body):
        raise Refused("device")
    return found, body


def body_sent() -> bytes:
    """Return what was sent, heard out to its end; raise TooLarge."""
    request.max_content_length = HEARD_OUT
    stream = request.stream
    body = stream.read(strict.LARGEST_SENT + 1)
    while stream.read(strict.LARGEST_SENT):
        pass  # heard out, or the reply would be cut off before it is read
    if len(body) > strict.LARGEST_SENT:
        raise strict.TooLarge
    return body
