"""PAPI's arithmetic, against what PAPI printed and what R computed (tests/oracle/05_papi)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.indices.method import Reason
from analysis.indices.papi import (
    dimension_score,
    points_of,
    ranks,
    reason_of,
    rescaled,
    sub_dimension_score,
    total_score,
)
from tests.oracle.survey import expected, rows

PRINTED = rows("05_papi", "published_papi.csv")
STRUCTURE = {row["ind"]: row for row in rows("05_papi", "structure.csv")}


@pytest.mark.parametrize("row", PRINTED, ids=lambda row: f"{row['source']} {row['province']}")
def test_printed_points_add_up_to_the_printed_dimension(row):
    points = [float(row[f"sub{k}"]) for k in range(1, 5) if row[f"sub{k}"]]

    assert dimension_score(points) == pytest.approx(float(row["dimension_score"]), abs=0.0101)


def test_a_mean_is_set_between_its_goalposts():
    for row in rows("05_papi", "indicator_expected.csv"):
        told = STRUCTURE[row["ind"]]
        low, high, is_reversed = float(told["lo"]), float(told["hi"]), told["reverse"] == "1"
        score = rescaled(float(row["mean"]), low, high, best_is_low=is_reversed)

        assert score == pytest.approx(float(row["score"]), abs=1e-8)


@pytest.mark.parametrize("province", range(6))
def test_sub_dimensions_make_dimensions_and_they_the_total(province):
    told = expected("05_papi")["provinces"][province]
    dimensions = []
    for number, score in enumerate(told["dim_score"], 1):
        parts = [part for part in told["sub"] if part["dim"] == number]
        points = [points_of(part["score_1_10"], len(parts)) for part in parts]
        assert points == pytest.approx([part["papi_points"] for part in parts], abs=1e-8)
        assert dimension_score(points) == pytest.approx(score, abs=1e-8)
        dimensions.append(dimension_score(points))
    assert total_score(dimensions) == pytest.approx(told["total"], abs=1e-8)


def test_what_was_withheld_is_no_zero():
    assert dimension_score([1.5, None, 2.0]) is None
    assert dimension_score([1.5, 0, 2.0]) == 3.5
    assert total_score([5.0] * 7 + [None]) is None
    assert sub_dimension_score([5.0, None]) is None
    assert points_of(None, 4) is None
    assert reason_of([1.5, None]) is Reason.INCOMPLETE
    assert reason_of([]) is Reason.NO_ANSWERS
    assert reason_of([1.5, 2.0]) is None


def test_nothing_makes_no_score():
    assert dimension_score([]) is None
    assert sub_dimension_score([]) is None


def test_the_scale_goes_from_1_to_10_and_from_8_to_80():
    assert rescaled(1, 1, 4) == 1
    assert rescaled(4, 1, 4) == 10
    assert rescaled(4, 1, 4, best_is_low=True) == 1
    assert total_score([1.0] * 8) == 8
    assert total_score([10.0] * 8) == 80


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: dimension_score([float("nan"), 1.0]), "zero or more: nan"),
        (lambda: dimension_score([-0.1, 1.0]), "zero or more: -0.1"),
        (lambda: dimension_score([6.9, 7.5, 6.7, 7.0]), "28.1 points are more than"),
        (lambda: total_score([5.0] * 6), "adds up 8 dimensions: 6"),
        (lambda: rescaled(1.0, 4, 4), "no score lies between 4 and 4"),
        (lambda: rescaled(float("inf"), 0, 4), "for inf"),
        (lambda: points_of(5.0, 0), "a dimension has sub-dimensions: 0"),
    ],
)
def test_what_is_no_score_is_refused(wrong, words):
    with pytest.raises(ValueError, match=words):
        wrong()


def test_places_are_among_those_with_a_score():
    assert ranks({"a": 40.0, "b": None, "c": 42.0, "d": 40.0, "e": 39.0}) == {
        "a": 2,
        "c": 1,
        "d": 2,
        "e": 4,
    }


@given(st.lists(st.floats(1, 10), min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_points_of_any_scores_add_up_to_their_mean(scores):
    points = [points_of(score, len(scores)) for score in scores]

    assert dimension_score(points) == pytest.approx(sub_dimension_score(scores))
