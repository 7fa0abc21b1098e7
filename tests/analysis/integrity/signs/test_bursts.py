"""Bursts: a hall that fills every morning is none, twenty at once on a quiet afternoon are."""

from datetime import date, timedelta

from analysis.integrity.signs import bursts
from analysis.integrity.signs.observed import Observed, OfficeHours, Way

DAYS = [date(2026, 9, 7) + timedelta(days=n) for n in range(10)]


def signs(*arrivals: dict[date, list[int]]):
    places = [
        Observed({"kiosk": Way({day: len(each) for day, each in days.items()}, days)})
        for days in arrivals
    ]
    return [sign for _, sign in bursts.look(places, OfficeHours())]


def quiet() -> dict[date, list[int]]:
    return {day: list(range(480, 1000, 20)) for day in DAYS}


def test_a_quiet_counter_has_none():
    (found,) = signs(quiet())
    assert found.p == 1.0
    assert found.days == ()


def test_a_rush_that_comes_every_morning_is_none():
    rush = {day: sorted([*each, *[485] * 22]) for day, each in quiet().items()}
    (found,) = signs(rush)
    assert found.p > 0.05


def test_forty_at_once_show_and_name_their_day():
    arrivals = quiet()
    arrivals[DAYS[3]] = sorted([*arrivals[DAYS[3]], *[845] * 40])
    (found, honest) = signs(arrivals, quiet())
    assert found.p < 1e-6
    assert found.days == ("2026-09-10",)
    assert found.evidence["most"] >= 40
    assert honest.p == 1.0


def test_a_pile_that_two_slots_share_shows_too():
    arrivals = quiet()
    arrivals[DAYS[3]] = sorted([*arrivals[DAYS[3]], *[838] * 15, *[842] * 15])
    (found, _honest) = signs(arrivals, quiet())

    assert found.days == ("2026-09-10",)


def test_too_little_says_so():
    (found,) = signs({DAYS[0]: [500] * 19})
    assert found.reason == "few_answers"
    (found,) = signs({day: [500] * 19 for day in DAYS[:4]})
    assert found.reason == "few_answers"
    unknown = Observed({"kiosk": Way(per_day={DAYS[0]: 50})})
    ((_, found),) = bursts.look([unknown], OfficeHours())
    assert found.reason == "no_times"
