"""kill -9 while tablets hand over their queues: nothing is lost, nothing is kept twice."""

import http.client
import os
import random
import signal
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.db import open_engine
from survey.offline.enrolling import open_enrolment
from survey.offline.models import NumberRange, SetAside
from survey.places.models import Counter
from survey.responses.models import Response
from survey.responses.verification import walk
from tests.factories.devices import Tablet
from tests.journeys.town import Town
from tests.live import LiveServer

TABLETS = 16
EACH = 120
KILLS = 4
PATIENCE = 90.0


@pytest.fixture
def tablets(server: LiveServer, town: Town) -> list[Tablet]:
    """Sixteen tablets, two at a counter, each with a queue of weeks."""
    return enrolled(server, town, TABLETS)


def enrolled(server: LiveServer, town: Town, number: int) -> list[Tablet]:
    """Let `number` tablets in, at one counter after the other."""
    from survey.settings import from_environment
    from wsgi import create_app

    app = create_app(from_environment(server.environ))
    made = []
    with app.app_context(), Session(app.extensions["engine"]) as session:
        session.connection(execution_options={"writes": True})
        codes = [town.counters[n % len(town.counters)][0] for n in range(number)]
        desks = [
            session.scalars(select(Counter).where(Counter.code == code)).one() for code in codes
        ]
        secrets = [open_enrolment(session, desk) for desk in desks]
        session.commit()
    app.extensions["engine"].dispose()
    for secret in secrets:
        tablet = Tablet(_through(server.port), wall=_now())
        assert tablet.enrol(secret).status == 200
        assert tablet.fetch().status == 200
        made.append(tablet)
    return made


def test_queues_outlive_the_server(server, tablets, database_url):
    given = {tablet.id: [_rated(tablet) for _ in range(EACH)] for tablet in tablets}
    receipts: dict[str, set[str]] = {}
    senders = [threading.Thread(target=_insist, args=(one, receipts)) for one in tablets]
    for sender in senders:
        sender.start()
    luck = random.Random(4)
    for number in range(KILLS):
        time.sleep(luck.uniform(0.1, 0.6))
        if number % 2:
            server.kill_hard()
            server.start()
        elif workers := server.workers():
            os.kill(luck.choice(workers), signal.SIGKILL)
    for sender in senders:
        sender.join()
    assert [len(tablet.queue) for tablet in tablets] == [0] * TABLETS
    wanted = {identity for each in given.values() for identity in each}
    assert receipts.keys() == wanted
    assert {len(each) for each in receipts.values()} == {1}
    assert not any(word in server.log() for word in ("/kiosk/", "overall", *wanted))
    _demand_kept(database_url, wanted, {tablet.id for tablet in tablets})


def _demand_kept(database_url: str, wanted: set[str], devices: set[str]) -> None:
    engine = open_engine(database_url)
    with Session(engine) as session:
        assert set(session.scalars(select(Response.id))) == wanted
        assert session.scalar(select(func.count()).select_from(SetAside)) == 0
        ranges = session.execute(
            select(NumberRange.device_id, NumberRange.first, NumberRange.last)
        ).all()
        assert {tuple(row) for row in ranges} == {(each, 1, EACH) for each in devices}
        assert walk(session) == []
    engine.dispose()


def _rated(tablet: Tablet) -> str:
    identity = tablet.rate()
    tablet.passes(40)
    return identity


def _insist(tablet: Tablet, receipts: dict[str, set[str]]) -> None:
    ends = time.monotonic() + PATIENCE
    luck = random.Random(tablet.id)
    while tablet.queue and time.monotonic() < ends:
        try:
            # One in three replies is lost on the way: the same goes out again.
            sent = tablet.queue[:25]
            reply = tablet.say("/kiosk/sync", tablet.batch(sent))
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
            continue
        tablet.passes(0.01)
        if reply.status != 200 or not reply.is_believed:
            assert reply.status == 503, reply
            continue
        for identity, receipt in reply.receipts.items():
            receipts.setdefault(identity, set()).add(receipt)
        if luck.random() > 0.33:
            tablet.queue = [entry for entry in tablet.queue if entry["id"] not in reply.receipts]


def _through(port: int):
    def post(path: str, body: bytes, headers: Mapping[str, str]):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request("POST", path, body, dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()

    return post


def _now() -> int:
    return int(datetime.now(UTC).timestamp() * 1000)
