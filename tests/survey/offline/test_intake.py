"""A batch becomes responses once, whatever is sent, how often and in what order."""

import json
import random
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from survey.offline.ballots import UNDERWAY
from survey.offline.batches import read
from survey.offline.intake import take
from survey.offline.models import Abandoned, Device, DeviceEvent, NumberRange, SetAside
from survey.offline.weighing import weigh
from survey.responses.flags import BURST, CLOCK, HELD, HELPED, LATE, PARTLY, REPEAT, REVOKED, SOON
from survey.responses.flags import read as flags_in
from survey.responses.models import Remark, Response
from survey.responses.verification import walk
from tests.factories.campaigns import make_campaign
from tests.factories.devices import Tablet, make_secret, make_tablet
from tests.factories.places import make_counter


def number_of(session, table) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(table))


def flags_of(session, identity: str) -> frozenset[str]:
    session.rollback()
    return flags_in(session.get_one(Response, identity).flags)


def happened(session) -> dict[str, int]:
    session.rollback()
    return {event.kind: event.count for event in session.scalars(select(DeviceEvent))}


def waits(tablet: Tablet, clock, **time: float) -> None:
    tablet.passes(timedelta(**time).total_seconds())
    clock.advance(timedelta(**time))


def test_a_rating_comes_back_with_its_receipt(tablet, session):
    identity = tablet.rate({"overall": 4, "comment": "Cán bộ nhiệt tình"})
    reply = tablet.sync()
    assert (reply.status, reply.is_believed, reply.aside) == (200, True, {})
    response = session.get(Response, identity)
    assert (response.channel, response.flags, response.minute) == ("kiosk", None, 570)
    assert session.get(Remark, (identity, "comment")).words == "Cán bộ nhiệt tình"
    assert reply.receipts[identity].count("-") == 3
    assert tablet.queue == []


def test_what_is_sent_again_gets_the_same_receipts(tablet, session):
    for _ in range(60):
        tablet.rate()
        tablet.passes(60)
    entries = list(tablet.queue)
    first = tablet.sync().receipts
    luck = random.Random(1)
    for _ in range(10):
        luck.shuffle(entries)
        again = tablet.say("/kiosk/sync", tablet.batch(entries), is_packed=True)
        assert (again.status, again.receipts, again.aside) == (200, first, {})
    assert number_of(session, Response) == 60
    assert number_of(session, SetAside) == 0
    assert session.scalars(select(NumberRange.last)).all() == [60]
    assert walk(session) == []


def test_pieces_that_overlap_are_one_queue(tablet, session):
    for _ in range(20):
        tablet.rate()
        tablet.passes(60)
    entries = list(tablet.queue)
    receipts = {}
    for start in (10, 0, 5, 15, 0):
        piece = entries[start : start + 10]
        receipts |= tablet.say("/kiosk/sync", tablet.batch(piece)).receipts
    assert len(receipts) == number_of(session, Response) == 20


def test_one_bad_rating_in_many_is_set_aside_and_the_others_are_kept(tablet, session):
    good = [tablet.rate() for _ in range(5)]
    bad = tablet.rate()
    tablet.queue[-1]["b"] = "A" * 200
    good += [tablet.rate() for _ in range(4)]
    sent = dict(tablet.queue[5])
    reply = tablet.sync()
    assert (set(reply.receipts), reply.aside) == (set(good), {bad: "unreadable"})
    kept = session.get_one(SetAside, (tablet.id, bad))
    assert json.loads(kept.entry) == sent
    assert tablet.queue == []
    assert happened(session)["aside"] == 1
    tablet.queue = [sent]
    assert tablet.sync().aside == {bad: "unreadable"}
    assert number_of(session, SetAside) == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"counter": "7KQ2Z"}, "counter"),
        ({"campaign": 99, "questionnaire": "nothing"}, "campaign"),
        ({"version": 77}, "campaign"),
        ({"form": ""}, "empty"),
        ({"form": "overall=9"}, "empty"),
        ({"form": "nobody=1"}, "empty"),
        ({"v": 2}, "unreadable"),
    ],
)
def test_what_can_be_no_response_is_set_aside_with_a_reason(tablet, session, changes, reason):
    identity = tablet.rate(**changes)
    assert tablet.sync().aside == {identity: reason}
    assert number_of(session, Response) == 0


def test_a_letter_under_a_seal_we_have_not_is_kept_for_the_day_we_have_it(tablet, session):
    identity = tablet.rate()
    tablet.queue[0]["kid"] = "0" * 16
    assert tablet.sync().aside == {identity: "foreign"}


def test_a_copied_letter_is_no_second_rating(tablet, session):
    tablet.rate()
    stolen = dict(tablet.queue[0], id="f" * 32)
    tablet.queue.append(stolen)
    reply = tablet.sync()
    assert reply.aside == {"f" * 32: "unreadable"}
    assert number_of(session, Response) == 1


def test_answers_that_cannot_be_read_are_left_out_and_the_rest_stands(tablet, session):
    identity = tablet.rate(form="overall=4&staff=9&nobody=1")
    assert tablet.sync().aside == {}
    answers = json.loads(session.get_one(Response, identity).answers)
    assert answers["overall"] == 4
    assert "staff" not in answers
    assert flags_of(session, identity) == {PARTLY}


def test_who_filled_it_in_and_how_soon_is_noticed(tablet, session):
    first, second = tablet.rate(soon=True), tablet.rate(who="helped")
    tablet.sync()
    assert flags_of(session, first) == {SOON}
    assert flags_of(session, second) == {HELPED}


def test_thirty_days_without_a_network_lose_nothing_and_place_everything(tablet, session, clock):
    given = {}
    for _day in range(30):
        for _ in range(3):
            given[tablet.rate()] = clock()
            waits(tablet, clock, minutes=7)
        tablet.restarts()
        waits(tablet, clock, hours=23, minutes=39)
    reply = tablet.sync()
    assert set(reply.receipts) == set(given)
    session.rollback()
    rows = session.execute(select(Response.id, Response.day, Response.flags)).all()
    assert {row.id: row.day for row in rows} == {each: at.date() for each, at in given.items()}
    assert {row.flags for row in rows} == {None}


def test_a_clock_that_was_set_by_hand_leaves_day_and_hour_uncertain(tablet, session, clock):
    identity = tablet.rate()
    waits(tablet, clock, hours=2)
    tablet.restarts()
    tablet.wall += 400 * 86_400_000
    assert identity in tablet.sync().receipts
    response = session.get_one(Response, identity)
    assert (response.minute, str(response.day)) == (None, "2026-11-20")
    assert flags_of(session, identity) == {CLOCK}
    assert session.get_one(Device, tablet.id).clock_off < -300 * 86_400


def test_what_comes_after_its_campaign_closed_is_late_and_kept(tablet, session, clock, campaign):
    identity = tablet.rate()
    waits(tablet, clock, days=3)
    campaign.closed_at = clock()
    assert identity in tablet.sync().receipts
    assert flags_of(session, identity) == {LATE}


def test_what_was_given_after_the_campaigns_days_is_late(tablet, session, clock, campaign):
    waits(tablet, clock, days=60)  # the campaign ended with the year
    identity = tablet.rate()
    assert identity in tablet.sync().receipts
    assert flags_of(session, identity) == {LATE}


def test_the_campaign_is_the_one_of_the_day(tablet, session, clock, campaign, province):
    waits(tablet, clock, days=60)
    identity = tablet.rate()  # it still asks what it was told, in the next campaign's days
    following = make_campaign(
        session, province, starts_on=clock().date(), ends_on=clock().date() + timedelta(days=9)
    )
    tablet.sync()
    assert session.get_one(Response, identity).campaign_id == following.id
    assert flags_of(session, identity) == set()


def test_ratings_from_before_the_revocation_are_kept_and_held(tablet, session, clock):
    before = tablet.rate()
    waits(tablet, clock, hours=1)
    session.get_one(Device, tablet.id).revoked_at = clock()
    waits(tablet, clock, hours=1)
    after = tablet.rate()
    reply = tablet.sync()
    assert (set(reply.receipts), reply.aside) == ({before}, {after: "revoked"})
    assert reply.said["revoked"] is True
    assert flags_of(session, before) == {REVOKED, HELD}


def test_what_may_only_have_been_underway_at_the_revocation_is_kept(tablet, session, clock):
    session.get_one(Device, tablet.id).revoked_at = clock()
    identity = tablet.rate()
    assert set(tablet.sync().receipts) == {identity}
    assert flags_of(session, identity) == {REVOKED, HELD}


def test_a_key_copied_to_a_second_tablet_shows(tablet, session, clock):
    tablet.rate()
    tablet.sync()
    twin = Tablet(tablet.post, wall=tablet.wall, keys=tablet.keys, id=tablet.id)
    twin.seal, twin.server_key, twin.counter = tablet.seal, tablet.server_key, tablet.counter
    twin.asked, twin.number = tablet.asked, tablet.number
    first, second = tablet.rate(), twin.rate()
    assert first in tablet.sync().receipts
    assert second in twin.sync().receipts
    assert flags_of(session, first) == set()
    assert flags_of(session, second) == {REPEAT, HELD}
    assert happened(session)["repeat"] == 1


def test_two_ratings_of_one_number_in_one_batch_show_too(tablet, session):
    first = tablet.rate()
    tablet.number -= 1
    second = tablet.rate()
    tablet.sync()
    assert {len(flags_of(session, each)) for each in (first, second)} == {0, 2}


def test_what_never_came_is_a_gap(tablet, session):
    tablet.rate()
    lost = tablet.queue.pop()
    tablet.rate()
    tablet.sync()
    assert session.execute(select(NumberRange.first, NumberRange.last)).all() == [(2, 2)]
    tablet.queue = [lost]
    tablet.sync()
    session.rollback()
    assert session.execute(select(NumberRange.first, NumberRange.last)).all() == [(1, 2)]


def test_more_than_people_can_give_is_held(tablet, session):
    identities = []
    for _ in range(20):
        identities.append(tablet.rate())
        tablet.passes(10)
    first = tablet.sync(10)
    assert len(first.receipts) == 10
    tablet.sync()
    flags = [flags_of(session, each) for each in identities]
    assert flags == [set()] * 12 + [{BURST, HELD}] * 8


def test_the_same_rating_with_other_answers_keeps_the_first(tablet, session):
    identity = tablet.rate({"overall": 5})
    receipt = tablet.sync().receipts[identity]
    tablet.put(tablet.letter("overall=1"), identity)
    assert tablet.sync().receipts == {identity: receipt}
    assert json.loads(session.get_one(Response, identity).answers)["overall"] == 5
    assert happened(session)["otherwise"] == 1


def test_a_rating_left_unfinished_is_counted_and_never_a_response(tablet, session, campaign):
    identity = tablet.rate(kind="abandoned", form="", reached="staff")
    assert tablet.sync().receipts == {identity: "abandoned"}
    left = session.get_one(Abandoned, (tablet.id, identity))
    assert (left.campaign_id, str(left.day), left.reached) == (campaign.id, "2026-11-20", "staff")
    assert number_of(session, Response) == 0
    tablet.put(tablet.letter() | {"kind": "abandoned"}, identity)
    assert tablet.sync().receipts == {identity: "abandoned"}
    assert number_of(session, Abandoned) == 1


def test_a_counter_that_closed_keeps_what_was_given_before(tablet, session, clock, counter):
    before = tablet.rate()
    counter.closed_on = clock().date()
    waits(tablet, clock, days=1)
    after = tablet.rate()
    assert set(tablet.sync().receipts) == {before, after}
    assert flags_of(session, before) == set()
    assert flags_of(session, after) == {HELD}


def test_a_tablet_that_moved_still_speaks_for_its_old_counter(
    app, session, client, tablet, counter
):
    identity = tablet.rate()
    elsewhere = make_counter(session, name="Quầy số 9")
    moved = Tablet(tablet.post)
    moved.enrol(make_secret(app, session, elsewhere))
    assert identity in tablet.sync().receipts
    assert session.get_one(Response, identity).counter_id == counter.id


def test_an_entry_nobody_can_name_stops_no_other(tablet, session):
    identity = tablet.rate()
    tablet.queue += [{"id": "x"}, None]
    reply = tablet.say("/kiosk/sync", tablet.batch(tablet.queue))
    assert set(reply.receipts) == {identity}
    assert happened(session)["nameless"] == 2


def test_two_devices_of_one_unit_share_its_chain(app, session, client, tablet, counter):
    other = make_tablet(app, session, client, counter)
    given = {tablet.rate(), other.rate()}
    assert tablet.sync().receipts.keys() | other.sync().receipts.keys() == given
    assert walk(session) == []


def test_a_revocation_while_it_was_weighed_is_seen(app, tablet, session, clock):
    identity = tablet.rate()
    with app.app_context():
        body = json.dumps({"nonce": "0" * 32} | tablet.batch(tablet.queue)).encode()
        batch = read(body)
        device = session.get_one(Device, tablet.id)
        weighing = weigh(session, device, batch)
        device.revoked_at = clock() - 2 * UNDERWAY
        session.flush()
        taken = take(session, tablet.id, batch, weighing)
    assert taken.aside == {identity: "revoked"}
