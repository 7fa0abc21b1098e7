"""Enrolling: a tablet becomes the kiosk of one counter, by a code and a PIN, once.

The code is on a screen or a card and lives a quarter of an hour; the PIN is told beside
it and never printed. Five wrong PINs end the code. A reply that was lost on the way may
be asked for again by the same tablet.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import clock
from survey.diary.writing import note
from survey.offline.models import Device, DeviceEvent, Enrolment
from survey.places.models import Counter
from survey.responses.receipts import ALPHABET

LIFE = timedelta(minutes=15)
MOST_WRONG = 5
_LETTERS = 8
_PIN_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Secret:
    """What is shown once to whoever enrols a tablet."""

    code: str
    pin: str


@dataclass(frozen=True, slots=True)
class Request:
    """What a tablet says to be let in; its key is known to be one."""

    code: str
    pin: str
    name: str
    sign_key: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a tablet was not let in, and how many tries are left for its PIN."""

    error: str
    left: int | None = None


def open_enrolment(session: Session, counter: Counter, account_id: int | None = None) -> Secret:
    """Make a code and a PIN for one tablet at `counter`; the caller commits."""
    secret = fresh_secret()
    session.add(
        Enrolment(
            code_hash=hashed(secret.code),
            pin_hash=hashed(secret.code, secret.pin),
            counter_id=counter.id,
            made_by=account_id,
            expires_at=clock.now() + LIFE,
            wrong=0,
        )
    )
    note(session, "kiosk.enrolment_opened", counter.code, account_id, unit=counter.unit_id)
    return secret


def fresh_secret() -> Secret:
    """Return a code and a PIN that nobody has seen."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(_LETTERS))
    return Secret(code, f"{secrets.randbelow(10**_PIN_DIGITS):0{_PIN_DIGITS}}")


def enrol(session: Session, asked: Request) -> Device | Refusal:
    """Let a tablet in, or say why not; the caller commits either way."""
    found = session.scalar(
        select(Enrolment)
        .where(Enrolment.code_hash == hashed(as_written(asked.code)))
        .with_for_update()
    )
    if found is None:
        return Refusal("unknown")
    if found.device_id is not None:
        return _again(session, found, asked)
    if found.expires_at <= clock.now() or found.wrong >= MOST_WRONG:
        return Refusal("expired")
    if not is_pin(found.pin_hash, asked):
        found.wrong += 1
        return Refusal("pin", MOST_WRONG - found.wrong)
    return _let_in(session, found, asked)


def as_written(code: str) -> str:
    """Return `code` as we wrote it, however it was typed."""
    typed = code.upper().replace("-", "").replace(" ", "")
    return typed.replace("O", "0").replace("I", "1").replace("L", "1")


def _let_in(session: Session, found: Enrolment, asked: Request) -> Device | Refusal:
    counter, now = session.get_one(Counter, found.counter_id), clock.now()
    if counter.closed_on is not None:
        return Refusal("closed")
    if session.scalar(select(Device.id).where(Device.sign_key == asked.sign_key)) is not None:
        return Refusal("used")
    device = Device(
        id=secrets.token_hex(16),
        counter_id=counter.id,
        name=asked.name or counter.name,
        sign_key=asked.sign_key,
        enrolled_at=now,
        enrolled_by=found.made_by,
        last_seen=now,
        drained_at=now,
        mono=0,
        clock_off=0,
        waiting=0,
        recent="[]",
    )
    session.add(device)
    session.flush()
    found.device_id = device.id
    session.add(DeviceEvent(device_id=device.id, at=now, kind="enrolled", count=1))
    told = {"unit": counter.unit_id, "device": device.id, "name": device.name}
    note(session, "kiosk.enrolled", counter.code, found.made_by, **told)
    return device


def _again(session: Session, found: Enrolment, asked: Request) -> Device | Refusal:
    device = session.get_one(Device, found.device_id)
    is_same = device.sign_key == asked.sign_key and found.expires_at > clock.now()
    return device if is_same and is_pin(found.pin_hash, asked) else Refusal("used")


def is_pin(pin_hash: str, asked: Request) -> bool:
    """Whether the PIN that was typed is the one of which `pin_hash` is kept."""
    return secrets.compare_digest(pin_hash, hashed(as_written(asked.code), asked.pin))


def hashed(*secret: str) -> str:
    """Return what is kept of a secret."""
    return sha256("|".join(("langnghe enrolment", *secret)).encode()).hexdigest()
