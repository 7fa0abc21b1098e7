"""Exact signs: counted, not guessed."""

from datetime import date

from analysis.integrity.signs.exact import chain_break, missing_numbers, over_dossiers

FRIDAY, SUNDAY = date(2026, 9, 4), date(2026, 9, 6)
NEXT = date(2026, 9, 11)


def test_no_more_ratings_than_dossiers_is_silent():
    found = over_dossiers({FRIDAY: 30, SUNDAY: 2}, {FRIDAY: 30})
    assert not found.is_there
    assert (found.p, found.exact, found.evidence["judged"]) == (None, True, 2)


def test_more_ratings_than_dossiers_show_with_their_days():
    found = over_dossiers({FRIDAY: 31, SUNDAY: 40}, {FRIDAY: 30})
    assert found.is_there
    assert found.evidence["excess"] == 11
    assert found.evidence["worst"] == [["2026-09-04", 31, 30], ["2026-09-06", 40, 30]]
    assert found.days == ("2026-09-04", "2026-09-06")


def test_a_handful_over_is_counted_and_does_not_stand_out():
    few = over_dossiers({FRIDAY: 34}, {FRIDAY: 30})
    assert (few.is_there, few.evidence["excess"]) == (False, 4)
    assert over_dossiers({FRIDAY: 35}, {FRIDAY: 30}).is_there


def test_a_day_that_the_one_stop_system_told_nothing_of_is_not_judged():
    assert over_dossiers({NEXT: 10}, {FRIDAY: 3}).reason == "no_dossiers"
    assert over_dossiers({NEXT: 10, FRIDAY: 1}, {FRIDAY: 3}).evidence["judged"] == 1
    assert over_dossiers({}, {}).reason == "no_dossiers"


def test_a_chain_breaks_somewhere_or_nowhere():
    assert not chain_break(None, "", 10).is_there
    assert chain_break(4, "altered", 10).evidence == {"position": 4, "why": "altered"}


def test_numbers_that_never_came_are_named():
    assert not missing_numbers([(1, 9)]).is_there
    assert not missing_numbers([]).is_there
    found = missing_numbers([(12, 20), (3, 9)])
    assert found.evidence == {"missing": 4, "gaps": [[1, 2], [10, 11]]}
    assert (found.is_there, found.n) == (True, 16)
