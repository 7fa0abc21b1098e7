"""What is watched of a unit and of a counter."""

from datetime import UTC, date, datetime, timedelta

import pytest

from analysis.dashboard.spans import Span
from analysis.dashboard.watching import label, watching
from analysis.stats.control_charts import Limits
from tests.analysis.ledgers import MOMENT
from tests.factories.places import make_counter

FIRST = date(2026, 3, 1)


@pytest.fixture
def seen(session, land):
    def look(unit=None, counter=None):
        return watching(session, unit or land.province, land.campaign, MOMENT, counter)

    return look


@pytest.fixture
def weeks(land, give):
    """Five weeks of forty answers at Xã Ia Le; in the last two, ten dissatisfied."""

    def keep(**more) -> None:
        for week, dissatisfied in enumerate((2, 1, 2, 10, 10)):
            day = FIRST + timedelta(weeks=week)
            give(land.campaign, land.ia_le, 40 - dissatisfied, 40, day=day, **more)

    return keep


def test_a_unit_is_watched_with_all_below_it(seen, weeks):
    weeks()
    found = seen()

    assert (found.n, found.satisfied, found.spans.are_weeks) == (200, 175, True)
    assert [row.label for row in found.rows] == ["01/03", "08/03", "15/03", "22–29/03"]
    assert found.chart.limits is Limits.P
    assert found.chart.center == 25 / 200
    assert found.interval.method.startswith("always-valid")
    assert found.interval.low < 175 / 200 < found.interval.high
    # The alarm rings on the day it is reached, and stays told.
    assert found.alarm.rang_on == FIRST + timedelta(weeks=3)
    assert [row.rang for row in found.rows] == [False, False, False, True]
    assert (found.alarm.met, found.alarm.missed) == pytest.approx((0.95, 0.90))
    assert found.alarm.once_in == 2300


def test_a_counter_is_watched_alone(session, seen, land, give, weeks):
    counter = make_counter(session, land.ia_le)
    weeks(counter_id=counter.id)
    give(land.campaign, land.ia_le, 30, 30)

    assert (seen().n, seen(land.ia_le, counter).n) == (230, 200)


def test_before_anything_was_promised_there_is_no_alarm(session, land, give):
    give(land.campaign, land.ia_le, 20, 40)
    found = watching(session, land.province, land.campaign, datetime(2001, 1, 1, tzinfo=UTC))

    assert (found.promise, found.alarm, found.rows[0].height) == (None, None, None)


def test_of_few_answers_nothing_is_told(seen, land, give):
    give(land.campaign, land.ia_le, 0, 4)

    assert (seen().is_hidden, seen().rows) == (True, ())
    assert seen().alarm.rang_on is None


def test_without_answers_there_is_nothing_to_watch(seen):
    found = seen()

    assert (found.n, found.interval.reason, found.alarm) == (0, "no_answers", None)


def test_a_stretch_is_named_by_its_days_or_its_month():
    week = Span(date(2026, 3, 1), date(2026, 3, 7), 1, 5)

    assert (label(week, True), label(week, False)) == ("01–07/03", "03/2026")


def test_what_is_withheld_elsewhere_is_withheld_here(seen, land, give):
    give(land.campaign, land.ia_le, 20, 40)
    give(land.campaign, land.an_nhon, 1, 3)

    assert seen(land.ia_le).is_hidden
    assert not seen().is_hidden


def test_with_a_month_withheld_the_alarm_s_course_is_not_drawn(seen, land, give):
    for month, n in ((3, 40), (4, 3), (5, 40)):
        give(land.campaign, land.ia_le, n, n, day=date(2026, month, 2))

    assert not seen().has_levels
    assert seen().alarm is not None
    assert len(seen().rows) < 3
