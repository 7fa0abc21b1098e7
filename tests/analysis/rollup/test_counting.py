"""Counting entries of the ledger by hand-sized examples."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from analysis.rollup.cells import (
    Cell,
    GroupCell,
    MonthCell,
    UnitCell,
    by_campaign,
    by_month,
)
from analysis.rollup.counting import RESPONSES, count, count_groups

NOVEMBER, TODAY = date(2026, 11, 1), date(2026, 11, 21)


@dataclass
class Row:
    answers: str
    day: date = TODAY
    counter_id: int | None = 7
    channel: str = "qr"
    campaign_id: int = 1
    words: str = "{}"
    flags: str | None = None
    procedure_group: str | None = None


def test_each_answer_is_counted_under_its_question_day_counter_and_channel():
    other = date(2026, 11, 2)
    cells = count([Row('{"overall":5,"fees":4}'), Row('{"overall":5}'), Row("{}", other)])

    assert cells == {
        Cell(1, RESPONSES, TODAY, 7, "qr", ""): 2,
        Cell(1, RESPONSES, other, 7, "qr", ""): 1,
        Cell(1, "overall", TODAY, 7, "qr", "5"): 2,
        Cell(1, "fees", TODAY, 7, "qr", "4"): 1,
    }


def test_a_group_counts_what_its_dossiers_told_and_nothing_that_is_apart():
    rows = [
        Row('{"overall":5}', procedure_group="Đất đai"),
        Row('{"overall":5}', date(2026, 11, 2), procedure_group="Đất đai"),
        Row('{"overall":1}', procedure_group="Đất đai", flags='["held"]'),
        Row('{"overall":2}'),
    ]

    assert count_groups(rows) == {
        GroupCell(1, RESPONSES, "Đất đai", ""): 2,
        GroupCell(1, "overall", "Đất đai", "5"): 2,
    }


def test_a_skipped_question_has_an_n_of_its_own():
    cells = count([Row('{"overall":3}'), Row('{"fees":1}'), Row("{}")])

    assert cells[Cell(1, RESPONSES, TODAY, 7, "qr", "")] == 3
    assert cells[Cell(1, "overall", TODAY, 7, "qr", "3")] == 1


def test_a_response_without_a_counter_is_counted_under_none():
    (cell,) = count([Row("{}", counter_id=None, channel="paper")])

    assert cell == Cell(1, RESPONSES, TODAY, 0, "paper", "")


def test_months_campaigns_and_channels_stay_apart():
    rows = [
        Row("{}", date(2026, 10, 31)),
        Row("{}", date(2026, 11, 1)),
        Row("{}", campaign_id=2),
        Row("{}", channel="kiosk"),
    ]

    assert len(count(rows)) == 4


def values(*rows: Row) -> dict[tuple[str, str], int]:
    return {(cell.question, cell.value): n for cell, n in count(rows).items() if cell.question}


def test_of_several_ticks_each_is_counted_and_whoever_ticked_once():
    found = values(Row('{"why":["waited","papers"]}'), Row('{"why":["waited"]}'), Row('{"why":[]}'))

    assert found == {("why", "~answered"): 2, ("why", "waited"): 2, ("why", "papers"): 1}


def test_rows_and_places_are_counted_under_their_own_names():
    found = values(Row('{"m":{"a":4,"b":"~dont_know"},"first":{"x":1,"y":2}}'))

    assert found == {
        ("m.a", "4"): 1,
        ("m.b", "~dont_know"): 1,
        ("first.x", "1"): 1,
        ("first.y", "2"): 1,
    }


def test_codes_days_decimals_and_marks_are_counted_as_they_are():
    written = '{"a":"2026-11-21","b":"12.50","c":"~not_asked","d":"mot_ma_dai_hon_16_chu","e":-7}'

    assert [value for _question, value in values(Row(written))] == [
        *("2026-11-21", "12.50", "~not_asked", "mot_ma_dai_hon_16_chu", "-7"),
    ]


def test_who_wrote_is_counted_once_and_beside_a_tick_not_again():
    digest = "d" * 64
    rows = [
        Row('{"overall":5}', words=f'{{"comment":"{digest}"}}'),
        Row('{"overall":5}', words=f'{{"comment":"{digest[::-1]}e"}}'),
        Row('{"why":["other"]}', words=f'{{"why":"{digest}"}}'),
    ]

    found = values(*rows)

    assert found[("comment", "~answered")] == 2
    assert found[("why", "~answered")] == 1
    assert digest not in str(found)


def test_what_no_kind_gives_is_counted_as_illegible_and_never_lost():
    long = "x" * 41
    written = f'{{"a":1.5,"b":true,"c":"{long}","d":["{long}"],"e":{{"{"r" * 39}":4}}}}'

    found = values(Row(written))

    assert {question for question, value in found if value == "~illegible"} == set("abcde")
    assert all(len(value) <= 40 and len(question) <= 40 for question, value in found)


def test_nothing_given_is_nothing_counted():
    assert values(Row('{"a":null,"c":"","l":[],"m":{}}')) == {}


rows = st.builds(
    Row,
    st.sampled_from(["{}", '{"a":1}', '{"a":2,"b":5}', '{"l":["x"],"m":{"r":1}}']),
    st.sampled_from([date(2026, 10, 31), date(2026, 11, 1)]),
    st.sampled_from([None, 1, 2]),
    words=st.sampled_from(["{}", '{"c":"1"}', '{"c":"2"}']),
)


@given(st.lists(rows, max_size=40), st.integers(0, 40))
def test_counting_in_pieces_comes_to_the_same(entries, cut):
    assert count(entries[:cut]) + count(entries[cut:]) == Counter(count(entries))


def test_what_is_held_or_late_is_counted_beside_its_channel_and_in_no_total():
    rows = [
        Row('{"overall":5}'),
        Row('{"overall":1}', flags='["burst","held"]'),
        Row('{"overall":1}', flags='["late"]'),
        Row('{"overall":4}', flags='["fast"]'),
    ]

    cells = count(rows)

    assert cells[Cell(1, "overall", TODAY, 7, "qr~", "1")] == 2
    assert cells[Cell(1, RESPONSES, TODAY, 7, "qr", "")] == 2
    assert by_campaign(cells)[UnitCell(1, RESPONSES, "")] == 2
    assert by_month(cells)[MonthCell(1, RESPONSES, NOVEMBER, "")] == 2
    assert UnitCell(1, "overall", "1") not in by_campaign(cells)


def test_whoever_counts_says_what_is_apart():
    (cell,) = count([Row("{}", flags='["held"]')], lambda _entry: False)

    assert cell.channel == "qr"
