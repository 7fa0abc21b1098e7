import re
from datetime import date

from survey.answering.fuse import WINDOW, Budgets, Fuse, Origin

TODAY, TOMORROW = date(2026, 11, 20), date(2026, 11, 21)
HALL = "203.0.113.7"


def fuse(**budgets: int) -> Fuse:
    wide = {"marked": 1000, "address": 1000, "at_once": 1000, "counter": 1000}
    return Fuse(Budgets(**(wide | budgets)))


def at(made: Fuse, address: str | None = HALL, counter: str = "7KQ2Z", **more: object) -> Origin:
    return made.origin(address, counter, bool(more.get("marked")), more.get("day", TODAY))


def test_within_its_budget_nothing_is_held() -> None:
    made = fuse(address=3)
    assert [made.note(at(made), str(n), float(n)) for n in range(3)] == [[], [], []]
    assert not made.is_burning(at(made), 3.0)


def test_one_too_many_holds_it_and_all_that_came_before_it_once() -> None:
    made = fuse(address=3)
    for n in range(3):
        made.note(at(made), str(n), float(n))
    assert made.note(at(made), "3", 3.0) == ["0", "1", "2", "3"]
    assert made.is_burning(at(made), 4.0)
    assert made.note(at(made), "4", 5.0) == []  # it was flagged when it was kept


def test_it_burns_until_ten_minutes_after_the_last_one_too_many() -> None:
    made = fuse(address=1)
    made.note(at(made), "a", 0.0)
    made.note(at(made), "b", 1.0)
    assert made.is_burning(at(made), WINDOW)
    assert not made.is_burning(at(made), WINDOW + 2)
    assert made.note(at(made), "c", 2 * WINDOW) == []


def test_a_rush_within_a_minute_burns_before_the_ten_minutes_are_full() -> None:
    slow, fast = fuse(at_once=5), fuse(at_once=5)
    assert not any(slow.note(at(slow), str(n), n * 30.0) for n in range(20))
    assert any(fast.note(at(fast), str(n), n * 1.0) for n in range(20))


def test_marked_answers_are_counted_apart_and_do_not_hold_honest_ones() -> None:
    made = fuse(marked=2)
    for n in range(50):
        made.note(at(made, marked=True), str(n), float(n))
    assert made.is_burning(at(made, marked=True), 50.0)
    assert not made.is_burning(at(made), 50.0)


def test_another_address_is_not_held() -> None:
    made = fuse(address=1)
    made.note(at(made), "a", 0.0)
    made.note(at(made), "b", 0.0)
    assert not made.is_burning(at(made, "203.0.113.8"), 0.0)


def test_a_counter_has_a_budget_of_its_own_from_wherever_it_comes() -> None:
    made = fuse(counter=5)
    held = [made.note(at(made, f"198.51.100.{n}"), str(n), float(n)) for n in range(6)]
    assert held[-1] == [str(n) for n in range(6)]
    assert made.is_burning(at(made, "192.0.2.1"), 6.0)
    assert not made.is_burning(at(made, "192.0.2.1", counter="AAAAA"), 6.0)


def test_who_has_no_address_is_never_held_for_it() -> None:
    for address in (None, "", "127.0.0.1", "::1", "not an address", "unix:"):
        made = fuse(address=0, marked=0)
        assert at(made, address).tag is None
        assert made.note(at(made, address), "a", 0.0) == []


def test_addresses_of_one_household_are_one_and_of_two_are_two() -> None:
    made = fuse()
    one = at(made, "2001:db8:1:2::1").tag
    assert at(made, "2001:db8:1:2:ffff::9").tag == one
    assert at(made, "2001:db8:1:3::1").tag != one


def test_at_midnight_the_key_and_all_that_was_counted_are_gone() -> None:
    made = fuse(address=1)
    before = at(made)
    made.note(before, "a", 0.0)
    made.note(before, "b", 0.0)
    after = at(made, day=TOMORROW)
    assert after.tag != before.tag
    assert not made.is_burning(after, 1.0)
    assert not made.is_burning(before, 1.0)


def test_two_days_and_two_processes_give_an_address_different_tags() -> None:
    assert at(fuse()).tag != at(fuse()).tag


def test_no_address_is_found_in_what_the_fuse_remembers() -> None:
    made = fuse()
    made.note(at(made), "a", 0.0)
    assert not re.search(r"203|\b7\b.*113", repr(made._counts))
    assert bytes([203, 0, 113, 7]) not in repr(made._counts).encode()


def test_what_it_remembers_does_not_grow_without_end() -> None:
    made = fuse()
    for n in range(30_000):
        made.note(at(made, f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}"), str(n), n * 1.0)
    assert len(made._counts) < 20_010


def test_budgets_are_shared_between_processes() -> None:
    assert Budgets(10, 900, 240, 300).among(2) == Budgets(5, 450, 120, 150)
