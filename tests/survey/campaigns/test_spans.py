"""Overlaps and gaps, by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.campaigns.kinds import Kind
from survey.campaigns.spans import (
    Gap,
    Span,
    fills,
    gaps,
    in_month,
    overlaps,
    place_in_month,
    year_of,
)

ALWAYS = (date(2025, 7, 1), date(9999, 12, 31))


def d(month, day):
    return date(2026, month, day)


def span(code, first, last, *units, kind=Kind.ROUTINE, is_open=True):
    return Span(code, f"Đợt {code}", kind, (first, last), frozenset(units), is_open)


def test_one_common_day_at_one_common_unit_is_an_overlap():
    one = span("A", d(1, 1), d(3, 31), 1, 2)
    other = span("B", d(3, 31), d(6, 30), 2, 3)
    (found,) = overlaps([other, one])
    assert (found.one.code, found.other.code) == ("A", "B")
    assert (found.days, found.units) == ((d(3, 31), d(3, 31)), {2})


def test_neither_neighbouring_days_nor_neighbouring_units_overlap():
    one = span("A", d(1, 1), d(3, 31), 1)
    assert overlaps([one, span("B", d(4, 1), d(6, 30), 1)]) == []
    assert overlaps([one, span("B", d(1, 1), d(3, 31), 2)]) == []


@pytest.mark.parametrize(
    ("one", "other", "is_refused"),
    [
        (Kind.ROUTINE, Kind.ROUTINE, True),
        (Kind.AD_HOC, Kind.AD_HOC, True),
        (Kind.ROUTINE, Kind.AD_HOC, False),
        (Kind.FIELD, Kind.FIELD, False),
        (Kind.INVITED, Kind.INVITED, False),
        (Kind.ROUTINE, Kind.INVITED, False),
    ],
)
def test_only_two_of_a_kind_that_may_not_overlap_are_refused(one, other, is_refused):
    spans = [span("A", d(1, 1), d(1, 9), 1, kind=one), span("B", d(1, 1), d(1, 9), 1, kind=other)]
    assert overlaps(spans)[0].is_refused is is_refused


def test_gaps_are_what_no_open_routine_campaign_covers():
    spans = [
        span("A", d(2, 1), d(3, 31), 1, 2),
        span("B", d(3, 15), d(6, 30), 1),
        span("C", d(1, 1), d(12, 31), 1, 2, kind=Kind.AD_HOC),
        span("D", d(7, 1), d(12, 31), 1, 2, is_open=False),
    ]
    found = gaps(2026, spans, {1: ALWAYS, 2: ALWAYS})
    assert found == [
        Gap((d(1, 1), d(1, 31)), frozenset({1, 2})),
        Gap((d(4, 1), d(12, 31)), frozenset({2})),
        Gap((d(7, 1), d(12, 31)), frozenset({1})),
    ]
    assert [gap.length for gap in found] == [31, 275, 184]
    assert [s.code for s in fills(spans, found[2])] == ["D"]
    assert fills(spans, found[1]) == []


def test_days_on_which_a_unit_does_not_stand_are_no_gap():
    standing = {1: (d(3, 1), d(6, 30)), 2: (date(2020, 1, 1), date(2025, 6, 30))}
    assert gaps(2026, [], standing) == [Gap((d(3, 1), d(6, 30)), frozenset({1}))]


def test_a_campaign_over_the_turn_of_the_year_leaves_nothing():
    spans = [span("A", date(2025, 6, 1), date(2027, 5, 31), 1)]
    assert gaps(2026, spans, {1: ALWAYS}) == []


period = st.tuples(st.integers(-40, 400), st.integers(0, 200))


@given(st.lists(period, max_size=6))
def test_each_day_of_the_year_is_either_covered_or_in_a_gap(periods):
    begin = date(2026, 1, 1)
    spans = [
        span(f"S{n}", begin + timedelta(first), begin + timedelta(first + length), 1)
        for n, (first, length) in enumerate(periods)
    ]
    found = gaps(2026, spans, {1: ALWAYS})
    for number in range(365):
        day = begin + timedelta(number)
        is_covered = any(s.days[0] <= day <= s.days[1] for s in spans)
        assert sum(gap.days[0] <= day <= gap.days[1] for gap in found) == (not is_covered)


def test_a_month_holds_what_falls_into_it():
    days = (d(1, 16), d(3, 2))
    assert in_month(days, 2026, 1) == (d(1, 16), d(1, 31))
    assert in_month(days, 2026, 2) == (d(2, 1), d(2, 28))
    assert in_month(days, 2026, 4) is None
    assert place_in_month((d(2, 1), d(2, 28))) == (0.0, 1.0)
    assert place_in_month((d(4, 16), d(4, 30))) == (0.5, 0.5)
    assert year_of(2028) == (date(2028, 1, 1), date(2028, 12, 31))
