"""What came before gets what it got then, and nobody learns of another's response."""

import json

from survey.offline.models import DeviceEvent
from survey.responses.models import Response
from tests.factories.devices import make_tablet
from tests.factories.places import make_commune, make_counter
from tests.page import read


def test_an_identity_of_another_counters_response_gets_no_receipt_of_it(
    tablet, app, session, client, province
):
    elsewhere = make_counter(session, make_commune(session, province, "Xã Ia Le"))
    other = make_tablet(app, session, client, elsewhere)
    identity = tablet.rate()
    receipt = tablet.sync().receipts[identity]
    other.put(other.letter(), identity)
    other.rate()
    entries = list(other.queue)
    told = other.sync()
    assert receipt not in json.dumps(told.said)
    assert (told.aside, len(told.receipts)) == ({identity: "taken"}, 1)
    assert other.say("/kiosk/sync", other.batch(entries)).aside == {identity: "taken"}
    assert session.query(Response).count() == 2
    assert tablet.say("/kiosk/sync", tablet.batch([])).status == 200


def test_nor_does_one_of_a_response_that_came_by_telephone(tablet, session, client, counter):
    page = read(client.get(f"/q/{counter.code}"))
    assert (
        client.post(f"/q/{counter.code}", data={**page.fields, "overall": "5"}).status_code == 200
    )
    identity = session.scalar(session.query(Response.id).statement)
    tablet.put(tablet.letter(), identity)
    assert tablet.sync().aside == {identity: "taken"}
    assert session.query(DeviceEvent).filter_by(kind="aside").one().count == 1
