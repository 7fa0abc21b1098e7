"""What a tablet says of itself is written over what it said before."""

from survey.offline.models import Device


def heard(session, tablet) -> Device:
    session.rollback()
    return session.get_one(Device, tablet.id, populate_existing=True)


def test_a_queue_is_as_long_as_it_says_less_what_was_taken(tablet, session):
    for _ in range(5):
        tablet.rate()
    tablet.sync(3)
    device = heard(session, tablet)
    assert (device.waiting, device.waiting_since) == (2, device.last_seen)
    tablet.sync()
    device = heard(session, tablet)
    assert (device.waiting, device.waiting_since, device.drained_at) == (0, None, device.last_seen)


def test_a_new_session_begins_its_clock_anew(tablet, session):
    tablet.passes(3600)
    tablet.sync()
    tablet.restarts()
    tablet.told |= {"battery": 0.33}
    tablet.sync()
    assert heard(session, tablet).battery == 33
