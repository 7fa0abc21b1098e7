"""Evenness: people clump, a script does not."""

from datetime import date, timedelta
from random import Random

import pytest
from scipy import stats

from analysis.integrity.signs import evenness
from analysis.integrity.signs.observed import Observed, OfficeHours, Way

DAYS = [day for n in range(28) if (day := date(2026, 9, 7) + timedelta(days=n)).weekday() < 5]


def gaps(arrivals: dict[date, list[int]]):
    place = Observed({"qr": Way({day: len(each) for day, each in arrivals.items()}, arrivals)})
    ((_, found),) = evenness.look_at_gaps([place], OfficeHours())
    return found


def days(counts: list[int]):
    way = Way(dict(zip(DAYS, counts, strict=False)))
    ((_, found),) = evenness.look_at_days([Observed({"kiosk": way})], OfficeHours())
    return found


def test_chance_arrivals_are_not_even():
    random = Random(4)
    chance = {day: sorted(random.randint(480, 680) for _ in range(15)) for day in DAYS}
    assert gaps(chance).p == 1.0
    assert gaps(chance).evidence["cv"] > 0.7


def test_a_script_is_even():
    found = gaps({day: list(range(480, 680, 12)) for day in DAYS[:3]})
    assert found.evidence["cv"] == 0.0
    assert found.p == pytest.approx(0.0, abs=1e-12)


def test_the_gaps_tail_is_chi_square_s():
    spell = [9, 10, 11, 12, 8] * 6  # mean 10, plain CV² 0.02, 30 gaps
    moments = [480 + sum(spell[:n]) for n in range(31)]
    square = 0.02 * 31 / 29
    assert gaps({DAYS[0]: moments}).p == pytest.approx(stats.chi2.cdf(square * 15, 15))


def test_lunch_is_no_gap_and_few_are_said():
    assert gaps({DAYS[0]: [480, 490, 500]}).reason == "few_answers"
    way = Way(per_day={DAYS[0]: 50})
    ((_, found),) = evenness.look_at_gaps([Observed({"qr": way})], OfficeHours())
    assert found.reason == "no_times"


def test_days_as_scipy_has_their_dispersion():
    counts = [12, 9, 15, 11, 8, 14, 10, 9]
    mean = sum(counts) / 8
    value = sum((count - mean) ** 2 for count in counts) / mean
    assert days(counts).p == pytest.approx(stats.chi2.cdf(value, 7))


def test_thirty_every_day_shows_and_few_days_are_said():
    assert days([30] * 18).p == pytest.approx(0.0, abs=1e-12)
    assert days([30] * 7).reason == "few_answers"
    assert days([2] * 18).reason == "few_answers"


def test_weekends_are_not_days_of_the_counter():
    way = Way({date(2026, 9, 5): 90, **dict.fromkeys(DAYS[:8], 30)})
    ((_, found),) = evenness.look_at_days([Observed({"qr": way})], OfficeHours())
    assert found.n == 240
