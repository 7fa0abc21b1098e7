from datetime import date

from survey.dossiers.counting import Difference

DONE_LATE = {
    "unit_id": 1,
    "resolving_unit_id": None,
    "procedure_group": None,
    "received_on": date(2026, 10, 30),
    "due_on": date(2026, 11, 2),
    "done_on": date(2026, 11, 3),
}


def test_a_dossier_counts_where_it_came_in_and_where_it_was_done():
    difference = Difference()
    difference.add(DONE_LATE)
    assert difference.days == {
        (1, date(2026, 10, 30)): [1, 0, 0],
        (1, date(2026, 11, 3)): [0, 1, 1],
    }
    assert difference.months == {
        (1, date(2026, 10, 1), 0, ""): [1, 0, 0],
        (1, date(2026, 11, 1), 0, ""): [0, 1, 1],
    }


def test_what_is_taken_back_leaves_nothing():
    difference = Difference()
    difference.add(DONE_LATE)
    difference.add(DONE_LATE, -1)
    assert not any(any(numbers) for numbers in difference.days.values())


def test_done_on_the_last_day_is_not_late():
    difference = Difference()
    difference.add(DONE_LATE | {"done_on": date(2026, 11, 2)})
    assert difference.days[1, date(2026, 11, 2)] == [0, 1, 0]
