"""The fleet: who sees which tablets, which come first, and what is counted on top."""

from datetime import timedelta

import pytest

from survey.offline import fleet
from survey.offline.alerts import Alert
from survey.offline.models import Device
from tests.factories.devices import make_tablet
from tests.factories.places import make_counter


@pytest.fixture(autouse=True)
def inside(app):
    with app.app_context():
        yield


def seen(session, counter, **more) -> list[fleet.Kiosk]:
    session.rollback()
    session.expire_all()
    return fleet.kiosks(session, {counter.unit_id}, **more)


def test_a_tablet_stands_at_its_counter(tablet, session, counter):
    tablet.sync()
    (kiosk,) = seen(session, counter)
    assert (kiosk.device.id, kiosk.counter.code) == (tablet.id, counter.code)
    assert (kiosk.unit_name, kiosk.parent_name) == ("Phường Quy Nhơn Bắc", "Tỉnh Gia Lai")
    assert (kiosk.missing, kiosk.has_newest_questionnaire) == (0, True)
    assert kiosk.alerts == (Alert.APP,)  # it says it runs a page we never had
    assert not kiosk.has_newest_app


def test_units_that_are_not_asked_for_are_not_shown(tablet, session, counter):
    assert fleet.kiosks(session, {counter.unit_id + 1000}) == []
    assert fleet.kiosk(session, "f" * 32) is None


def test_what_needs_a_look_comes_first_and_is_counted(app, session, client, tablet, counter):
    other = make_tablet(app, session, client, make_counter(session, name="Quầy số 2"))
    moved = make_tablet(app, session, client, counter)
    for each in (tablet, other, moved):
        each.told |= {"app": app.extensions[fleet.NEWEST_APP]()}
        each.sync()
    moved.number = 3
    moved.rate()
    moved.sync()
    found = seen(session, counter)
    assert [kiosk.device.id for kiosk in found] == [moved.id, tablet.id]
    assert found[0].missing == 3
    assert fleet.tallied(found) == {Alert.NUMBERS: 1}


def test_a_gap_that_fills_and_a_repeat_that_grows_old_clear(tablet, session, counter, clock):
    tablet.told |= {"app": None}
    tablet.rate()
    lost = tablet.queue.pop()
    tablet.rate()
    tablet.number -= 1
    tablet.rate()
    tablet.sync()
    assert seen(session, counter)[0].alerts == (Alert.NUMBERS,)
    tablet.queue = [lost]
    tablet.sync()
    assert seen(session, counter)[0].alerts == (Alert.NUMBERS,)  # the repeat is of today
    clock.advance(timedelta(days=8))
    tablet.passes(8 * 86_400)
    tablet.sync()
    assert seen(session, counter)[0].alerts == ()


def test_a_queue_that_waits_too_long_is_told(tablet, session, counter, clock):
    tablet.told |= {"app": None, "waiting": 3}
    tablet.sync()
    assert seen(session, counter)[0].alerts == ()
    clock.advance(timedelta(hours=25))
    tablet.passes(25 * 3600)
    tablet.sync()
    assert seen(session, counter)[0].alerts == (Alert.QUEUE,)
    tablet.told |= {"waiting": 0}
    tablet.sync()
    assert seen(session, counter)[0].alerts == ()


def test_a_revoked_tablet_is_shown_when_asked_for_and_raises_nothing(
    tablet, session, counter, clock
):
    tablet.told |= {"battery": 0.02, "charging": False}
    tablet.sync()
    assert Alert.BATTERY in seen(session, counter)[0].alerts
    session.get_one(Device, tablet.id).revoked_at = clock()
    session.commit()
    assert seen(session, counter) == []
    (kiosk,) = seen(session, counter, revoked_too=True)
    assert (kiosk.is_revoked, kiosk.alerts) == (True, ())


def test_what_stands_beside_the_ledger_is_counted(tablet, session):
    tablet.rate(form="")
    tablet.rate(kind="abandoned")
    tablet.rate(kind="abandoned")
    tablet.sync()
    found = fleet.beside(session, tablet.id)
    assert (found.aside, found.abandoned) == ({"empty": 1}, 2)
    assert [event.kind for event in fleet.events(session, tablet.id)] == ["aside", "enrolled"]
