"""Tablets for tests: a device in Python with its own keys, clock and queue.

It speaks the wire's language as a browser does (`survey/static/kiosk`), and trusts a
reply only when the server has signed it and its own nonce is in it.
"""

import gzip
import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from survey.offline.enrolling import Secret, open_enrolment
from survey.offline.sealing import raw_point
from survey.offline.signing import is_signed, signed
from survey.places.models import Counter

Post = Callable[[str, bytes, Mapping[str, str]], tuple[int, bytes, Mapping[str, str]]]
"""Sends a body to a path with headers; returns status, body and headers of the reply."""


def through(client: FlaskClient) -> Post:
    """Return the way to the application under test."""

    def post(path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes, Any]:
        reply = client.post(path, data=body, headers=dict(headers))
        return reply.status_code, reply.get_data(), reply.headers

    return post


@dataclass
class Reply:
    """What the server said; `is_believed` when it signed it for this very request."""

    status: int
    said: dict[str, Any]
    is_believed: bool

    @property
    def receipts(self) -> dict[str, str]:
        return self.said["receipts"]

    @property
    def aside(self) -> dict[str, str]:
        return self.said["aside"]


@dataclass
class Tablet:
    """One tablet, enrolled or not. `wall` and `mono` are its clocks in milliseconds."""

    post: Post
    wall: int = 0
    mono: int = 1000
    keys: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    session: str = field(default_factory=lambda: secrets.token_hex(8))
    page: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    id: str = "0" * 32
    counter: str = ""
    asked: dict[str, Any] = field(default_factory=dict)
    seal: dict[str, str] = field(default_factory=dict)
    server_key: str = ""
    offset: int | None = None
    number: int = 0
    queue: list[dict[str, Any]] = field(default_factory=list)
    told: dict[str, Any] = field(default_factory=dict)

    def passes(self, seconds: float) -> None:
        """Let time pass on both clocks."""
        self.wall += round(seconds * 1000)
        self.mono += round(seconds * 1000)

    def restarts(self) -> None:
        """Begin a new page session: another clock of its own, another pair to seal with."""
        self.session, self.mono = secrets.token_hex(8), 500
        self.page = ec.generate_private_key(ec.SECP256R1())

    def enrol(self, secret: Secret, name: str = "Máy ở quầy") -> Reply:
        """Ask to be let in."""
        said = {"code": secret.code, "pin": secret.pin, "name": name, "sign_key": self.sign_key}
        status, body, _headers = self.post("/kiosk/enrol", json.dumps(said).encode(), {})
        answer = json.loads(body)
        if status == 200:
            self.id, self.seal, self.server_key = (
                answer["device"],
                answer["seal"],
                answer["server_key"],
            )
            self.counter = answer["counter"]["code"]
            self.wall = self.wall or answer["now"]
            self.offset = answer["now"] - self.wall
        return Reply(status, answer, status == 200)

    @property
    def sign_key(self) -> str:
        return b64encode(raw_point(self.keys.public_key())).decode()

    def fetch(self) -> Reply:
        """Ask what to show."""
        reply = self.say("/kiosk/config", {})
        if reply.status == 200:
            self.asked = reply.said["asked"] or self.asked
            self.told["config"] = reply.said["digest"]
        return reply

    def rate(self, answers: Mapping[str, object] | None = None, **changes: object) -> str:
        """Put a rating into the queue; return its id."""
        form = urlencode({"overall": 5} if answers is None else answers)
        return self.put(self.letter(form=form) | changes)

    def letter(self, form: str = "overall=5") -> dict[str, Any]:
        """Return what would be sealed now."""
        return {
            "v": 1,
            "kind": "rating",
            "at": self.wall,
            "session": self.session,
            "mono": self.mono,
            "offset": self.offset,
            "counter": self.counter,
            "campaign": self.asked["campaign"],
            "questionnaire": self.asked["questionnaire"],
            "version": self.asked["version"],
            "language": "vi",
            "form": form,
            "took": 20_000,
            "soon": False,
            "who": None,
            "reached": None,
        }

    def put(self, letter: Mapping[str, Any], identity: str | None = None) -> str:
        """Seal `letter` under the next number and put it into the queue."""
        self.number += 1
        identity = identity or secrets.token_hex(16)
        self.queue.append(self.sealed(letter, identity, self.number))
        return identity

    def sealed(self, letter: Mapping[str, Any], identity: str, number: int) -> dict[str, Any]:
        """Return the entry that only the server can open."""
        iv = secrets.token_bytes(12)
        plain = json.dumps(letter).encode()
        closed = self._cipher().encrypt(iv, plain, f"{self.id}|{identity}|{number}".encode())
        return {
            "id": identity,
            "n": number,
            "kid": self.seal["kid"],
            "k": b64encode(raw_point(self.page.public_key())).decode(),
            "b": b64encode(iv + closed).decode(),
        }

    def batch(self, entries: list[dict[str, Any]]) -> dict[str, Any]:
        """Return what is said with `entries`."""
        return {
            "sent_at": self.wall,
            "session": self.session,
            "mono": self.mono,
            "app": "0123456789abcdef",
            "config": self.told.get("config"),
            "waiting": len(self.queue),
            "battery": 0.8,
            "charging": True,
            "storage": {"usage": 1_000_000, "quota": 1_000_000_000, "persisted": True},
            "entries": entries,
        } | {name: value for name, value in self.told.items() if name != "config"}

    def sync(self, most: int = 1000) -> Reply:
        """Send what waits, oldest first; let go of what came back."""
        reply = self.say("/kiosk/sync", self.batch(self.queue[:most]))
        if reply.status == 200 and reply.is_believed:
            gone = reply.receipts.keys() | reply.aside.keys()
            self.queue = [entry for entry in self.queue if entry["id"] not in gone]
            self.offset = reply.said["now"] - self.wall
        self.passes(0.01)
        return reply

    def say(self, path: str, said: Mapping[str, Any], *, is_packed: bool = False) -> Reply:
        """Say something signed, and hold the reply against signature and nonce."""
        nonce = secrets.token_hex(16)
        body = json.dumps({"nonce": nonce} | dict(said)).encode()
        more = {"Content-Encoding": "gzip"} if is_packed else {}
        return self.send(path, gzip.compress(body) if is_packed else body, nonce, more)

    def send(
        self, path: str, body: bytes, nonce: str | None = None, more: Mapping[str, str] = {}
    ) -> Reply:
        """Send these very bytes, signed."""
        headers = {"X-Device": self.id, "X-Signature": signed(self.keys, body), **more}
        status, answer, about = self.post(path, body, headers)
        signature = about.get("X-Signature") or ""
        is_servers = is_signed(self.server_key, signature, answer)
        try:
            told = json.loads(answer)
        except ValueError:
            told = {}
        return Reply(status, told, is_servers and told.get("nonce") == nonce)

    def _cipher(self) -> AESGCM:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(
            ec.SECP256R1(), b64decode(self.seal["key"])
        )
        shared = self.page.exchange(ec.ECDH(), theirs)
        derived = HKDF(SHA256(), 32, b"", b"langnghe kiosk v1").derive(shared)
        return AESGCM(derived)


def make_secret(app: Flask, session: Session, counter: Counter) -> Secret:
    """Open an enrolment at `counter` (the application's clock says when)."""
    with app.app_context():
        secret = open_enrolment(session, counter)
    session.commit()
    return secret


def make_tablet(app: Flask, session: Session, client: FlaskClient, counter: Counter) -> Tablet:
    """Return a tablet that was let in at `counter` and knows what to ask."""
    tablet = Tablet(through(client))
    assert tablet.enrol(make_secret(app, session, counter)).status == 200
    tablet.fetch()
    return tablet
