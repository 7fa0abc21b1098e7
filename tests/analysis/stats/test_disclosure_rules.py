"""What a number gives away: oracle 14, and a few cases that can be counted on one's fingers."""

import pytest

from analysis.stats.disclosure_rules import (
    Amount,
    fitting,
    gives_away,
    is_small,
    safe_to_publish,
    sets_by_mean,
    tells_everyone,
)
from tests.analysis.stats.test_disclosure import EXPECTED


def amounts(case) -> list[Amount]:
    return [
        Amount(each["n"], each["satisfied"]) for each in EXPECTED["differencing"][case]["published"]
    ]


def test_yesterday_and_today_may_not_differ_by_one():
    yesterday, today = amounts(0)
    assert not safe_to_publish(yesterday, today, 5)
    assert not safe_to_publish(yesterday, Amount(61, 58), 5)
    assert safe_to_publish(yesterday, Amount(62, 59), 5)
    assert safe_to_publish(yesterday, yesterday, 5)


def test_all_and_all_but_one_way_may_not_differ_by_two():
    assert not safe_to_publish(*amounts(1), 5)


def test_one_exchanged_for_another_is_no_standstill():
    assert not safe_to_publish(Amount(57, 55), Amount(57, 54), 5)


def test_at_first_only_the_number_itself_counts():
    assert safe_to_publish(None, Amount(0, 0), 5)
    assert safe_to_publish(None, Amount(5, 5), 5)
    assert not safe_to_publish(None, Amount(4, 4), 5)


def test_six_officials_who_all_say_the_same_are_not_shown():
    (six,) = amounts(2)
    assert gives_away(six, 5)
    assert gives_away(Amount(9, 9), 5)
    assert not gives_away(Amount(10, 10), 5)
    assert not gives_away(Amount(6, 1), 5)
    assert gives_away(Amount(4, 2), 5)
    assert not gives_away(Amount(0, 0), 5)
    assert [is_small(n, 5) for n in (0, 1, 4, 5)] == [False, True, True, False]


@pytest.mark.parametrize("row", EXPECTED["means"], ids=lambda row: f"{row['n']}, {row['decimals']}")
def test_means_that_pin_down_everyone(row):
    found = sets_by_mean(row["n"], row["decimals"])
    assert sum(found.values()) == row["possible_answer_sets"]
    assert len(found) == row["shown_means"]
    assert sum(sets == 1 for sets in found.values()) == row["means_that_pin_down_everyone"]
    assert max(found.values()) == row["max_sets_per_mean"]


def test_a_mean_at_the_end_tells_everyone_whatever_n():
    for n in (1, 5, 30):
        assert tells_everyone(1.0, n, 2)
        assert tells_everyone(5.0, n, 2)
    assert not tells_everyone(3.0, 12, 2)
    with pytest.raises(ValueError, match="no mean"):
        sets_by_mean(0, 1)


@pytest.mark.parametrize(
    "row", EXPECTED["percent_with_hidden_n"], ids=lambda row: f"{row['shown']}, {row['decimals']}"
)
def test_a_percentage_alone_tells_its_n(row):
    found = fitting(row["shown"], row["decimals"], row["n_hidden_upto"])
    assert len(found) == row["fits"]
    assert list(found[0]) == row["smallest"]
    assert [list(each) for each in found[: len(row["examples"])]] == row["examples"]
