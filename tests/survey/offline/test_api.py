"""Whatever is sent to the tablets' doors is answered in JSON, and never with an error of ours."""

import gzip
import json
import threading

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import func, select, text

from survey.offline import strict
from survey.offline.models import Device, NumberRange
from survey.offline.sealing import unbase64
from survey.offline.signing import signed
from survey.responses.models import Response
from tests.factories.devices import Tablet, make_secret, through


def said_no(reply, status: int, error: str) -> None:
    assert (reply.status, reply.said["error"]) == (status, error)
    assert set(reply.said["words"]) == {"vi", "en"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"nonce": "\\u0000"}',
        b'{"nonce": NaN}',
        b'{"nonce": ' + b"[" * 50_000,
        b"x" * 100_000,
    ],
)
@pytest.mark.parametrize("path", ["/kiosk/sync", "/kiosk/config", "/kiosk/enrol"])
def test_what_cannot_be_read_is_refused_in_two_languages(tablet, path, body):
    said_no(tablet.send(path, body), 400, "request")


def test_a_batch_that_was_cut_or_altered_is_not_the_devices(tablet):
    tablet.rate()
    body = json.dumps({"nonce": "0" * 32} | tablet.batch(tablet.queue)).encode()
    headers = {"X-Device": tablet.id, "X-Signature": signed(tablet.keys, body)}
    for wrong in (body[:-9], body + b" ", body.replace(b"0.8", b"0.9"), b""):
        status, answer, _headers = tablet.post("/kiosk/sync", wrong, headers)
        assert (status, json.loads(answer)["error"]) == (401, "device")


@pytest.mark.parametrize("name", ["", "x", "0" * 32, "A" * 32, "a" * 33, "%00"])
def test_a_device_we_do_not_know_is_refused(tablet, name):
    tablet.id = name
    said_no(tablet.sync(), 401, "device")


def test_a_device_cannot_speak_for_another(app, session, client, tablet):
    forged = Tablet(tablet.post, id=tablet.id, keys=ec.generate_private_key(ec.SECP256R1()))
    said_no(forged.say("/kiosk/sync", tablet.batch([])), 401, "device")


def test_every_reply_is_signed_and_echoes_the_nonce(tablet):
    for reply in (tablet.sync(), tablet.fetch()):
        assert (reply.status, reply.is_believed) == (200, True)
    refused = tablet.send("/kiosk/sync", b"{}", nonce=None)
    assert refused.is_believed  # signed, too, and of no nonce


def test_a_reply_from_another_time_is_not_believed(tablet):
    old = tablet.post
    tablet.post = lambda path, body, headers: kept
    kept = old("/kiosk/sync", *_heartbeat(tablet))
    assert not tablet.sync().is_believed


def _heartbeat(tablet):
    body = json.dumps({"nonce": "1" * 32} | tablet.batch([])).encode()
    return body, {"X-Device": tablet.id, "X-Signature": signed(tablet.keys, body)}


def test_too_much_is_refused_before_it_is_held(tablet):
    said_no(tablet.send("/kiosk/sync", b" " * (strict.LARGEST_SENT + 1)), 413, "large")
    bomb = gzip.compress(b" " * (strict.LARGEST + 1))
    said_no(tablet.send("/kiosk/sync", bomb, more={"Content-Encoding": "gzip"}), 413, "large")
    tablet.rate()
    many = tablet.batch(tablet.queue * 1001)
    said_no(tablet.say("/kiosk/sync", many, is_packed=True), 413, "large")


def test_a_packed_batch_is_the_same_batch(tablet):
    identity = tablet.rate()
    reply = tablet.say("/kiosk/sync", tablet.batch(tablet.queue), is_packed=True)
    assert set(reply.receipts) == {identity}


def test_the_wildest_numbers_are_read_or_refused(tablet):
    for wild in (2**53, -(2**63), 10**30, 1e308, -0.5, True, "1", None, [], {}):
        for name in ("sent_at", "mono", "waiting", "battery"):
            reply = tablet.say("/kiosk/sync", tablet.batch([]) | {name: wild})
            assert reply.status in (200, 400)
        tablet.rate(at=wild, mono=wild, offset=wild)
        tablet.queue[-1]["n"] = wild
    assert tablet.sync().status == 200
    assert tablet.queue == []


def test_what_a_device_says_is_noted_and_an_echo_changes_nothing(tablet, session):
    first = _heartbeat(tablet)
    tablet.passes(30)
    tablet.told |= {"battery": 0.11}
    tablet.sync()
    tablet.post("/kiosk/sync", *first)
    session.rollback()
    device = session.get_one(Device, tablet.id)
    assert (device.battery, device.waiting, device.app) == (11, 0, "0123456789abcdef")
    assert (device.used, device.quota, device.persisted) == (1_000_000, 1_000_000_000, True)


def test_a_device_is_known_to_show_what_it_was_told(tablet, session):
    tablet.sync()
    session.rollback()
    device = session.get_one(Device, tablet.id)
    assert (device.questionnaire, device.version) == ("dossier", 1)


def test_a_hundred_sendings_at_once_make_one_response_each(app, tablet, session):
    for _ in range(20):
        tablet.rate()
        tablet.passes(60)
    batch = tablet.batch(tablet.queue)
    told: list[tuple[int, dict[str, str]]] = []

    def send() -> None:
        own = Tablet(through(app.test_client()), keys=tablet.keys, id=tablet.id)
        own.server_key = tablet.server_key
        for _ in range(10):
            reply = own.say("/kiosk/sync", batch)
            while reply.status == 503:
                reply = own.say("/kiosk/sync", batch)
            told.append((reply.status, reply.receipts))

    session.commit()
    senders = [threading.Thread(target=send) for _ in range(10)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert len(told) == 100
    assert {status for status, _receipts in told} == {200}
    assert all(receipts == told[0][1] for _status, receipts in told)
    assert session.scalar(select(func.count()).select_from(Response)) == 20


def test_pieces_of_a_queue_sent_at_once_leave_no_gap(app, tablet, session):
    for _ in range(60):
        tablet.rate()
        tablet.passes(60)
    pieces = [tablet.batch(tablet.queue[start : start + 6]) for start in range(0, 60, 6)]
    session.commit()

    def send(piece: dict[str, object]) -> None:
        own = Tablet(through(app.test_client()), keys=tablet.keys, id=tablet.id)
        while own.say("/kiosk/sync", piece).status == 503:
            pass

    senders = [threading.Thread(target=send, args=(piece,)) for piece in pieces]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert session.execute(select(NumberRange.first, NumberRange.last)).all() == [(1, 60)]
    assert session.scalar(select(func.count()).select_from(Response)) == 60


def test_a_database_that_is_away_is_told_as_busy(app, tablet, session):
    session.execute(text("ALTER TABLE device_numbers RENAME TO gone"))
    session.commit()
    tablet.rate()
    reply = tablet.sync() if app.extensions["engine"].dialect.name == "sqlite" else None
    if reply is not None:
        said_no(reply, 503, "busy")
        assert len(tablet.queue) == 1
    session.execute(text("ALTER TABLE gone RENAME TO device_numbers"))
    session.commit()
    assert len(tablet.sync().receipts) == 1


def test_no_cookie_is_set_and_nothing_is_stored_on_the_way(tablet, client):
    tablet.sync()
    answer = client.post("/kiosk/sync", data=b"{}")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_key_is_the_same_key_however_its_last_letter_is_written(
    tablet, app, session, client, counter
):
    *beginning, last, end = tablet.sign_key
    written = "".join([*beginning, chr(ord(last) + 1), end])
    assert unbase64(written) == unbase64(tablet.sign_key)
    secret = make_secret(app, session, counter)
    said = {"code": secret.code, "pin": secret.pin, "name": "x", "sign_key": written}
    reply = client.post("/kiosk/enrol", json=said)
    assert (reply.status_code, reply.json["error"]) == (403, "used")
