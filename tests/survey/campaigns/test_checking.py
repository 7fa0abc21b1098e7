"""What no campaign of its kind may be."""

from datetime import date, timedelta

import pytest

from survey.campaigns.checking import Objection, Sketch, days_of, is_code, objections_to, of_minimum
from survey.campaigns.kinds import Kind

FIRST = date(2026, 11, 1)
NOVEMBER = (FIRST, date(2026, 11, 30))


def sketch(kind=Kind.ROUTINE, name="Đợt tháng 11", period=NOVEMBER, units=1, fewest=None):
    return Sketch(kind, name, period, units, fewest)


def test_november_has_thirty_days_and_a_day_has_one():
    assert days_of(NOVEMBER) == 30
    assert days_of((FIRST, FIRST)) == 1


@pytest.mark.parametrize("kind", list(Kind))
def test_a_plain_plan_is_fine_for_every_kind(kind):
    assert objections_to(sketch(kind)) == []


@pytest.mark.parametrize(
    ("wrong", "objection"),
    [
        ({"name": " "}, Objection.NO_NAME),
        ({"name": "a\x00b"}, Objection.NAME_UNREADABLE),
        ({"name": "a" * 201}, Objection.NAME_TOO_LONG),
        ({"period": NOVEMBER[::-1]}, Objection.BACKWARD),
        ({"units": 0}, Objection.NOWHERE),
        ({"fewest": 4}, Objection.TOO_FEW),
        ({"fewest": 1_000_001}, Objection.TOO_MANY),
    ],
)
def test_each_thing_wrong_is_told(wrong, objection):
    assert objections_to(sketch(**wrong)) == [objection]


@pytest.mark.parametrize(
    ("kind", "longest"),
    [(Kind.ROUTINE, 1100), (Kind.AD_HOC, 366), (Kind.FIELD, 366), (Kind.INVITED, 183)],
)
def test_the_longest_period_is_allowed_and_a_day_more_is_not(kind, longest):
    last = FIRST + timedelta(days=longest - 1)
    assert objections_to(sketch(kind, period=(FIRST, last))) == []
    longer = (FIRST, last + timedelta(days=1))
    assert objections_to(sketch(kind, period=longer)) == [Objection.TOO_LONG]


def test_no_number_may_speak_of_fewer_than_the_threshold():
    assert of_minimum(Kind.INVITED, 9) is Objection.TOO_FEW
    assert of_minimum(Kind.INVITED, 10) is None
    assert of_minimum(Kind.ROUTINE, 5) is None


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        ("TX-52-202611", True),
        ("a" * 40, True),
        ("a" * 41, False),
        ("", False),
        ("new", False),
        ("calendar", False),
        ("a/b", False),
        ("Đợt", False),
        ("a\n", False),
        ("-x", False),
    ],
)
def test_a_code_stands_in_an_address(code, is_one):
    assert is_code(code) is is_one
