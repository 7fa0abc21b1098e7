"""Whatever goes wrong between a tablet and the ledger: ratings given are ratings kept."""

import random
import time

import pytest

from tests.browser.kiosk import waited_for

pytestmark = pytest.mark.browser

FOREVER = """() => {
  (async () => {
    for (;;) {
      const id = engine.newId();
      /* Heard before it is begun: a browser that is killed tells nothing any more. */
      await window.begun(id);
      await engine.record({id, kind: 'rating', form: 'overall=5', language: 'vi', took: 4000});
      window.kept(id);
    }
  })();
}"""


def test_ratings_arrive_while_the_network_is_there(tablet, office):
    tablet.rate(3)
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)


def test_a_cut_network_costs_nothing(tablet, way, office):
    tablet.rate(2)
    tablet.drain()
    way.mode = "cut"
    tablet.rate(25)
    tablet.send()
    standing = tablet.standing()
    assert (standing["phase"], standing["waiting"], standing["online"]) == ("ready", 25, False)
    way.mode = "open"
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)


def test_it_tries_again_by_itself(tablet, way, office):
    way.mode = "cut"
    tablet.rate(2)
    waited_for(lambda: way.asked("cut") >= 2, "a second attempt")
    way.mode = "open"
    tablet.wait_until("waiting", 0)
    assert office.ledger() == sorted(tablet.given)


@pytest.mark.parametrize("mode", ["portal", "forged", "old"])
def test_a_portals_yes_is_no_receipt(tablet, way, office, mode):
    tablet.rate()
    tablet.drain()
    way.mode = mode
    tablet.send()
    tablet.wait_until("online", False)  # not even a heartbeat is believed
    tablet.rate(12)
    for _attempt in range(3):
        tablet.send()
    assert way.asked(mode) >= 2
    assert tablet.standing()["waiting"] == 12
    assert not tablet.standing()["online"]
    way.mode = "open"
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)


def test_a_reply_lost_after_the_commit_doubles_nothing(tablet, way, office):
    way.mode = "lost"
    tablet.rate(8)
    for _attempt in range(3):
        tablet.send()
    assert waited_for(office.ledger, "the commits behind the lost replies")
    assert tablet.standing()["waiting"] == 8
    way.mode = "open"
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)


def test_the_page_opens_and_asks_with_the_server_gone(tablet, way, office):
    tablet.wait_for_the_worker()
    way.mode = "cut"
    tablet.page.reload()
    tablet.open()
    assert tablet.standing()["phase"] == "ready"
    tablet.rate(4)
    tablet.off()
    tablet.on()
    assert tablet.standing()["waiting"] == 4
    tablet.rate(1)
    way.mode = "open"
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)


def test_a_tab_killed_in_mid_write_loses_nothing_it_has_thanked_for(tablet, way, office):
    tablet.wait_for_the_worker()
    way.mode = "cut"
    begun: set[str] = set()
    kept: set[str] = set()
    for _death in range(4):
        tablet.page.expose_function("begun", lambda *ids: begun.update(ids))
        tablet.page.expose_function("kept", lambda *ids: kept.update(ids))
        tablet.page.evaluate(FOREVER)
        before = len(kept)
        waited_for(lambda before=before: len(kept) > before + 3 or _turned(tablet), "ratings")
        tablet.page.wait_for_timeout(random.uniform(0, 120))
        tablet.kill()
        tablet.on()
        # What the killed browser held of its files may still be held for a moment.
        tablet.wait_until("phase", "ready")
    way.mode = "open"
    tablet.drain()
    ledger = office.ledger()
    assert len(kept) > 12
    assert kept <= set(ledger)
    assert set(ledger) <= begun
    assert len(ledger) == len(set(ledger))


def _turned(tablet) -> bool:
    tablet.page.wait_for_timeout(20)  # Playwright hears the page only while it waits on it
    return False


def test_a_server_killed_under_a_full_queue_ends_up_with_all_of_it_once(tablet, way, office, live):
    way.mode = "cut"
    tablet.rate(300)
    way.mode = "open"
    for _death in range(3):
        tablet.page.evaluate("() => { engine.syncNow(); }")
        time.sleep(random.uniform(0.0, 0.25))
        live.kill_hard()
        tablet.rate(2)
        live.start()
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)


def test_two_tabs_number_and_send_each_rating_once(tablet, way, office):
    second = tablet.second_tab()
    way.mode = "cut"
    both = """async () => {
      const given = [];
      await Promise.all(Array.from({length: 20}, async () => {
        const id = engine.newId();
        given.push(id);
        await engine.record({id, kind: 'rating', form: 'overall=3', language: 'vi', took: 5000});
      }));
      return given;
    }"""
    second.evaluate(f"() => {{ window.mine = ({both})(); }}")
    tablet.given += tablet.page.evaluate(both)
    tablet.given += second.evaluate("() => window.mine")
    assert [each["n"] for each in tablet.queue()] == list(range(1, 41))
    way.mode = "open"
    second.evaluate("() => { engine.syncNow(); }")
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)


def test_the_same_rating_given_twice_is_one(tablet, way, office):
    way.mode = "cut"
    one = {"id": "ab" * 16, "kind": "rating", "form": "overall=3", "language": "vi", "took": 1}
    tablet.page.evaluate("one => Promise.all([1, 2, 3].map(() => engine.record(one)))", one)
    way.mode = "open"
    tablet.drain()
    assert office.ledger() == ["ab" * 16]


def test_an_unfinished_rating_is_no_rating(tablet, office):
    tablet.rate(1)
    tablet.page.evaluate(
        "() => engine.record("
        "{kind: 'abandoned', reached: 'fees', form: '', language: 'vi', took: 9})"
    )
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)


@pytest.mark.parametrize("years", [-20, 30])
def test_a_clock_years_wrong_costs_no_rating_and_shifts_none(tablet, way, office, years):
    tablet.wait_for_the_worker()
    tablet.off()
    shift = f"Date.now = (now => () => now() + {years * 31557600000})(Date.now.bind(Date))"
    way.mode = "cut"
    tablet.on(shift)
    tablet.rate(5)
    way.mode = "open"
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)
    assert office.years() == {office.today.year}


def test_a_clock_set_right_in_between_costs_no_rating(tablet, way, office):
    tablet.wait_for_the_worker()
    tablet.off()
    way.mode = "cut"
    tablet.on("(() => { const r = Date.now; window.s = -9e11; Date.now = () => r() + s; })()")
    tablet.rate(3)
    tablet.page.evaluate("() => { window.s = 0; }")
    tablet.rate(3)
    way.mode = "open"
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)
    assert office.years() == {office.today.year}


def test_an_earlier_enrolment_still_sends_what_it_had(tablet, way, office):
    way.mode = "cut"
    tablet.rate(6)
    way.mode = "deaf"
    first = tablet.queue()[0]["device"]
    tablet.enrol(*office.enrolment())
    tablet.rate(2)
    assert {each["device"] for each in tablet.queue()} > {first}
    way.mode = "open"
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)
    waited_for(lambda: first not in tablet.identities(), "the old identity's end")


def test_a_batch_that_a_broken_line_cannot_carry_goes_in_parts(tablet, way, office):
    way.mode = "cut"
    tablet.rate(40)
    way.most = 12_000
    way.mode = "open"
    for _attempt in range(8):
        tablet.send()
    tablet.wait_until("waiting", 0)
    assert office.ledger() == sorted(tablet.given)


def test_an_enrolment_whose_reply_was_lost_is_made_again(blank_tablet, way, office):
    blank_tablet.on()
    code, pin = office.enrolment()
    lost = """given => engine.enrol(given).then(() => "in", failed => failed.reason)"""
    for again in ((code, pin), office.enrolment()):
        way.mode = "lost"
        given = {"code": code, "pin": pin, "name": "Máy thử"}
        assert blank_tablet.page.evaluate(lost, given) == "unreachable"
        way.mode = "open"
        blank_tablet.enrol(*again)
        code, pin = office.enrolment()
    blank_tablet.rate(2)
    blank_tablet.drain()
    assert office.ledger() == sorted(blank_tablet.given)
