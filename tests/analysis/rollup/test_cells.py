"""Coarser cells hold the counts of finer ones, put together."""

from datetime import date

from analysis.rollup.cells import (
    CounterCell,
    MonthCell,
    UnitCell,
    by_campaign,
    by_counter,
    by_month,
)
from analysis.rollup.counting import RESPONSES, count
from tests.analysis.rollup.test_counting import NOVEMBER, Row


def test_days_of_a_month_are_put_together_at_each_counter():
    cells = count([Row("{}"), Row("{}", date(2026, 11, 2)), Row("{}", counter_id=8)])

    assert by_counter(cells) == {
        CounterCell(1, RESPONSES, NOVEMBER, 7, "qr", ""): 2,
        CounterCell(1, RESPONSES, NOVEMBER, 8, "qr", ""): 1,
    }


def test_month_counts_put_counters_and_channels_together():
    cells = count([Row('{"q":1}'), Row('{"q":1}', counter_id=8), Row('{"q":1}', channel="kiosk")])

    assert by_month(cells)[MonthCell(1, "q", NOVEMBER, "1")] == 3


def test_campaign_counts_put_months_together_too():
    cells = count([Row('{"q":1}'), Row('{"q":1}', date(2026, 10, 1)), Row('{"q":2}')])

    assert by_campaign(cells)[UnitCell(1, "q", "1")] == 2
