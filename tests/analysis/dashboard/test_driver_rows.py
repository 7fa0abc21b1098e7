"""Answers as rows: who rated what how, in the headline."""

import duckdb
import numpy as np
import pytest

from analysis.dashboard.driver_rows import rows_of


@pytest.fixture
def duck():
    with duckdb.connect() as opened:
        opened.execute(
            "CREATE TABLE answers (unit_id INT, position INT, campaign_id INT, counter_id INT, "
            "question VARCHAR, value VARCHAR, is_out BOOLEAN)"
        )
        yield opened


def rate(duck, position: int, *, campaign=1, counter=7, is_out=False, **values: str) -> None:
    rows = [(1, position, campaign, counter, key, value, is_out) for key, value in values.items()]
    duck.executemany("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def test_people_who_answered_alike_share_a_row(duck):
    rate(duck, 1, overall="5", officer="4", place="5")
    rate(duck, 2, overall="5", officer="4", place="5")
    rate(duck, 3, overall="3", officer="2", place="5")

    rows = rows_of(duck, 1, ["officer", "place"])

    assert rows.overall.tolist() == [3, 5]
    assert rows.ratings.tolist() == [[2, 5], [4, 5]]
    assert rows.counts.tolist() == [1, 2]


def test_what_was_not_said_is_missing_and_no_overall_no_row(duck):
    rate(duck, 1, overall="5", officer="~refused")
    rate(duck, 2, officer="5")
    rows = rows_of(duck, 1, ["officer"])

    assert rows.overall.tolist() == [5]
    assert np.isnan(rows.ratings[0, 0])


def test_only_this_campaign_this_counter_and_the_headline(duck):
    rate(duck, 1, overall="5", officer="5")
    rate(duck, 2, overall="1", officer="1", campaign=2)
    rate(duck, 3, overall="1", officer="1", is_out=True)
    rate(duck, 4, overall="4", officer="4", counter=8)

    assert rows_of(duck, 1, ["officer"]).overall.tolist() == [4, 5]
    assert rows_of(duck, 1, ["officer"], 8).overall.tolist() == [4]


def test_without_answers_there_are_no_rows(duck):
    rows = rows_of(duck, 1, ["officer"])

    assert (rows.ratings.shape, rows.counts.tolist()) == ((0, 1), [])
