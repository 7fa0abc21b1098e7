"""Counting entries of the ledger by hand-sized examples."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from analysis.rollup.counting import (
    RESPONSES,
    Cell,
    MonthCell,
    UnitCell,
    by_campaign,
    by_month,
    count,
)

NOVEMBER = date(2026, 11, 1)


@dataclass
class Row:
    answers: str
    day: date = date(2026, 11, 21)
    counter_id: int | None = 7
    channel: str = "qr"
    campaign_id: int = 1


def test_each_answer_is_counted_under_its_question_month_counter_and_channel():
    cells = count([Row('{"overall":5,"fees":4}'), Row('{"overall":5}', date(2026, 11, 2))])

    assert cells == {
        Cell(1, RESPONSES, NOVEMBER, 7, "qr", ""): 2,
        Cell(1, "overall", NOVEMBER, 7, "qr", "5"): 2,
        Cell(1, "fees", NOVEMBER, 7, "qr", "4"): 1,
    }


def test_a_skipped_question_has_an_n_of_its_own():
    cells = count([Row('{"overall":3}'), Row('{"fees":1}'), Row("{}")])

    assert cells[Cell(1, RESPONSES, NOVEMBER, 7, "qr", "")] == 3
    assert cells[Cell(1, "overall", NOVEMBER, 7, "qr", "3")] == 1


def test_a_response_without_a_counter_is_counted_under_none():
    (cell,) = count([Row("{}", counter_id=None, channel="paper")])

    assert cell == Cell(1, RESPONSES, NOVEMBER, 0, "paper", "")


def test_months_campaigns_and_channels_stay_apart():
    rows = [
        Row("{}", date(2026, 10, 31)),
        Row("{}", date(2026, 11, 1)),
        Row("{}", campaign_id=2),
        Row("{}", channel="kiosk"),
    ]

    assert len(count(rows)) == 4


def test_what_is_no_single_value_is_not_tallied():
    cells = count([Row('{"a":null,"b":[1],"c":"","d":"longer than sixteen letters","e":"few"}')])

    assert {cell.question for cell in cells} == {RESPONSES, "e"}


def test_month_counts_put_counters_and_channels_together():
    cells = count([Row('{"q":1}'), Row('{"q":1}', counter_id=8), Row('{"q":1}', channel="kiosk")])

    assert by_month(cells)[MonthCell(1, "q", NOVEMBER, "1")] == 3


def test_campaign_counts_put_months_together_too():
    cells = count([Row('{"q":1}'), Row('{"q":1}', date(2026, 10, 1)), Row('{"q":2}')])

    assert by_campaign(cells)[UnitCell(1, "q", "1")] == 2


rows = st.builds(
    Row,
    st.sampled_from(["{}", '{"a":1}', '{"a":2,"b":5}', '{"b":5}']),
    st.sampled_from([date(2026, 10, 31), date(2026, 11, 1)]),
    st.sampled_from([None, 1, 2]),
)


@given(st.lists(rows, max_size=40), st.integers(0, 40))
def test_counting_in_pieces_comes_to_the_same(entries, cut):
    assert count(entries[:cut]) + count(entries[cut:]) == Counter(count(entries))
