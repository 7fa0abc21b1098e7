"""A batch becomes responses once, whatever is sent, how often and in what order."""

import random

from sqlalchemy import func, select

from survey.offline.models import SetAside
from survey.responses.models import Response


def kept(session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Response))


def test_a_rating_comes_back_with_its_receipt(tablet, session):
    identity = tablet.rate({"overall": 4, "comment": "Cán bộ nhiệt tình"})
    reply = tablet.sync()
    assert (reply.status, reply.is_believed, reply.aside) == (200, True, {})
    response = session.get(Response, identity)
    assert (response.channel, response.flags, response.minute) == ("kiosk", None, 570)
    assert reply.receipts[identity].count("-") == 3
    assert tablet.queue == []


def test_what_is_sent_again_gets_the_same_receipts(tablet, session):
    for _ in range(30):
        tablet.rate()
        tablet.passes(60)
    entries = list(tablet.queue)
    first = tablet.sync().receipts
    luck = random.Random(1)
    for _ in range(4):
        luck.shuffle(entries)
        again = tablet.say("/kiosk/sync", tablet.batch(entries), is_packed=True)
        assert (again.status, again.receipts, again.aside) == (200, first, {})
    assert kept(session) == 30
    assert session.scalar(select(func.count()).select_from(SetAside)) == 0
