from datetime import date

import pytest

from survey.answering.fuse import WINDOW, Budgets, Fuse, Origin

TODAY, TOMORROW = date(2026, 11, 20), date(2026, 11, 21)
HALL = "203.0.113.7"


def fuse(**budgets: int) -> Fuse:
    wide = {"marked": 10_000, "browser": 10_000, "address": 10_000, "counter": 10_000}
    return Fuse(Budgets(**(wide | budgets)))


def at(made: Fuse, address: str | None = HALL, browser: str = "", **more: object) -> Origin:
    counter, day = str(more.get("counter", "7KQ2Z")), more.get("day", TODAY)
    return made.origin(address, browser, counter, bool(more.get("marked")), day)


def send(made: Fuse, origin: Origin, number: object, now: float) -> tuple[bool, list[str]]:
    """What becomes of one answer: held at once or not, and what else is to be held."""
    is_held = made.is_burning(origin, now)
    return is_held, made.note(origin, str(number), now, is_held)


def test_within_its_budget_nothing_is_held() -> None:
    made = fuse(address=30)
    assert [send(made, at(made), n, n * 20.0) for n in range(30)] == [(False, [])] * 30
    assert not made.is_burning(at(made), 600.0)


def test_one_too_many_holds_it_and_all_that_came_before_it_once() -> None:
    made = fuse(marked=3)
    marked = at(made, marked=True)
    assert [send(made, marked, n, float(n)) for n in range(3)] == [(False, [])] * 3
    assert send(made, marked, 3, 3.0) == (False, ["0", "1", "2", "3"])
    assert send(made, marked, 4, 5.0) == (True, [])


def test_what_was_kept_while_the_fuse_burnt_is_held_too() -> None:
    # Two at once: one is looked at before the other burns the fuse, and noted after it.
    made = fuse(marked=1)
    marked = at(made, marked=True)
    send(made, marked, "a", 0.0)
    slow = made.is_burning(marked, 1.0)
    assert send(made, marked, "b", 1.0) == (False, ["a", "b"])
    assert (slow, made.note(marked, "c", 1.0, slow)) == (False, ["c"])


def test_it_burns_until_ten_minutes_after_the_last_one_too_many() -> None:
    made = fuse(marked=1)
    marked = at(made, marked=True)
    send(made, marked, "a", 0.0)
    send(made, marked, "b", 1.0)
    assert made.is_burning(marked, WINDOW)
    assert not made.is_burning(marked, WINDOW + 2)
    assert send(made, marked, "c", 2 * WINDOW) == (False, [])


@pytest.mark.parametrize("kind", ["browser", "address"])
def test_a_rush_within_a_minute_burns_before_the_ten_minutes_are_full(kind: str) -> None:
    slow, fast = fuse(**{kind: 20}), fuse(**{kind: 20})
    assert not any(send(slow, at(slow), n, n * 30.0)[1] for n in range(20))
    assert any(send(fast, at(fast), n, n * 1.0)[1] for n in range(20))


def test_a_flood_from_one_browser_leaves_others_at_its_address_and_counter_alone() -> None:
    made = fuse(browser=40, address=80, counter=80)
    for n in range(3000):
        send(made, at(made, browser="python-requests"), n, n / 50)
    phones = [send(made, at(made, browser=f"phone {n}"), f"p{n}", 60.0 + n) for n in range(20)]
    assert phones == [(False, [])] * 20


def test_a_flood_that_changes_its_browser_each_time_is_held_by_its_address() -> None:
    made = fuse(address=40)
    held = [send(made, at(made, browser=str(n)), n, n / 50) for n in range(500)]
    first = next(n for n, (_now, also) in enumerate(held) if also)
    assert held[first][1] == sorted(str(n) for n in range(first + 1))
    assert all(now for now, _also in held[first + 1 :])


def test_marked_answers_are_counted_apart_and_do_not_hold_honest_ones() -> None:
    made = fuse(marked=2, counter=5)
    for n in range(50):
        send(made, at(made, marked=True), n, float(n))
    assert made.is_burning(at(made, marked=True), 50.0)
    assert not made.is_burning(at(made), 50.0)


def test_another_address_is_not_held() -> None:
    made = fuse(marked=1)
    send(made, at(made, marked=True), "a", 0.0)
    send(made, at(made, marked=True), "b", 0.0)
    assert not made.is_burning(at(made, "203.0.113.8", marked=True), 0.0)


def test_a_counter_has_a_budget_of_its_own_from_wherever_it_comes() -> None:
    made = fuse(counter=5)
    held = [send(made, at(made, f"198.51.100.{n}"), n, float(n))[1] for n in range(6)]
    assert held[-1] == [str(n) for n in range(6)]
    assert made.is_burning(at(made, "192.0.2.1"), 6.0)
    assert not made.is_burning(at(made, "192.0.2.1", counter="AAAAA"), 6.0)


def test_who_has_no_address_is_never_held_for_it() -> None:
    for address in (None, "", "127.0.0.1", "::1", "not an address", "unix:"):
        made = fuse(address=0, marked=0, browser=0)
        assert at(made, address).address is None
        assert send(made, at(made, address), "a", 0.0) == (False, [])


def test_addresses_of_one_household_are_one_and_of_two_are_two() -> None:
    made = fuse()
    one = at(made, "2001:db8:1:2::1").address
    assert at(made, "2001:db8:1:2:ffff::9").address == one
    assert at(made, "2001:db8:1:3::1").address != one


def test_at_midnight_the_key_and_all_that_was_counted_are_gone() -> None:
    made = fuse(marked=1)
    before = at(made, marked=True)
    send(made, before, "a", 0.0)
    send(made, before, "b", 0.0)
    after = at(made, marked=True, day=TOMORROW)
    assert {after.address, after.browser}.isdisjoint({before.address, before.browser})
    assert not made.is_burning(after, 1.0)
    assert not made.is_burning(before, 1.0)


def test_two_processes_give_an_address_different_tags() -> None:
    assert at(fuse()).address != at(fuse()).address


def test_neither_address_nor_browser_is_found_in_what_the_fuse_remembers() -> None:
    made = fuse()
    send(made, at(made, browser="Mozilla"), "a", 0.0)
    remembered = repr(made._counts)
    assert "Mozilla" not in remembered
    assert HALL not in remembered
    assert repr(bytes([203, 0, 113, 7]))[2:-1] not in remembered


def test_what_it_remembers_does_not_grow_without_end() -> None:
    made = fuse()
    for n in range(30_000):
        send(made, at(made, f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}"), n, n * 1.0)
    assert len(made._counts) < 20_010


def test_budgets_are_shared_between_processes() -> None:
    assert Budgets(11, 450, 900, 300).among(2) == Budgets(6, 225, 450, 150)


def test_an_address_is_the_same_in_both_families_and_no_two_are_one():
    fuse = Fuse(Budgets())

    def tag(address: str) -> bytes | None:
        return fuse.origin(address, "", "7KQ2M", False, date(2026, 11, 2)).address

    assert tag("::ffff:203.0.113.7") == tag("203.0.113.7") != tag("::ffff:203.0.113.8")
    assert tag("::ffff:127.0.0.1") is None


def test_who_rated_a_counter_is_known_until_midnight_and_by_browser_and_counter() -> None:
    made = fuse()
    assert not made.has_rated(at(made))
    send(made, at(made), 1, 0.0)
    assert made.has_rated(at(made))
    assert not made.has_rated(at(made, browser="khác"))
    assert not made.has_rated(at(made, counter="7KQ2M"))
    assert not made.has_rated(at(made, address=None))
    assert not made.has_rated(at(made, day=TOMORROW))
