"""The error of PAPI's scores, against R's survey: totals, svycontrast, JKn (tests/oracle/05)."""

from dataclasses import replace
from functools import cache
from itertools import groupby

import numpy as np
import pytest

from analysis.indices.papi_interval import papi_of
from analysis.indices.structure import Indicator, Part
from analysis.stats.drawing import drawn
from analysis.stats.jackknife import jackknife
from analysis.stats.sample import Sample
from tests.oracle.survey import Columns, expected, rows

PROVINCES = expected("05_papi")["provinces"]


@cache
def sheet() -> Columns:
    return Columns("05_papi", "papi_like.csv")


@cache
def structure() -> tuple[Part, ...]:
    told = rows("05_papi", "structure.csv")
    return tuple(
        Part(
            dimension,
            "",
            tuple(
                Part(f"{dimension}.{sub}", "", indicators=tuple(map(indicator, parts)))
                for sub, parts in groupby(chosen, key=lambda row: row["sub"])
            ),
        )
        for dimension, chosen in groupby(told, key=lambda row: row["dim"])
    )


def indicator(row) -> Indicator:
    return Indicator(row["ind"], float(row["lo"]), float(row["hi"]), row["reverse"] == "1")


def answers():
    return {row["ind"]: sheet().numbers(row["ind"]) for row in rows("05_papi", "structure.csv")}


def sample(weights=None) -> Sample:
    weights = sheet().numbers("w") if weights is None else weights
    return drawn(weights, sheet().words("stratum"), sheet().words("village"))


@pytest.mark.parametrize("told", PROVINCES, ids=lambda told: told["province"])
def test_every_score_and_its_limits_are_r_s(told):
    found = papi_of(sample(), answers(), structure(), sheet().words("province") == told["province"])

    for number, estimate in enumerate(found.dimensions.values()):
        assert estimate.estimate == pytest.approx(told["dim_score"][number], abs=1e-8)
        assert estimate.standard_error == pytest.approx(told["dim_se"][number], rel=1e-6)
        assert estimate.low == pytest.approx(told["dim_ci95_lo"][number], rel=1e-6)
        assert estimate.high == pytest.approx(told["dim_ci95_hi"][number], rel=1e-6)
    assert found.total.estimate == pytest.approx(told["total"], abs=1e-8)
    assert found.total.standard_error == pytest.approx(told["total_se"], rel=1e-6)
    assert (found.total.low, found.total.high) == pytest.approx(told["total_ci95"], rel=1e-6)
    assert found.total.degrees_of_freedom == told["df"]
    assert found.total.n == told["n"]
    printed = [part["papi_points"] for part in told["sub"]]
    assert list(found.points.values()) == pytest.approx(printed, abs=1e-8)


def test_the_jackknife_is_r_s():
    told = expected("05_papi")["jkn"]
    masks = [sheet().words("province") == name for name in told["province"][:2]]
    given = answers()

    def totals(weights):
        remade = replace(sample(), weights=weights)
        return np.array([papi_of(remade, given, structure(), m).total.estimate for m in masks])

    found = jackknife(sample(), totals)

    assert np.sqrt(np.diag(found)) == pytest.approx(told["se"][:2], rel=1e-6)


def test_each_persons_own_score_first_is_another_number():
    wrong = expected("05_papi")["per_respondent_shortcut_wrong"]["total"]
    found = papi_of(sample(), answers(), structure(), sheet().words("province") == "T2")

    assert abs(found.total.estimate - wrong[1]) > 0.1


def test_a_question_nobody_answered_leaves_its_dimension_without_a_score():
    silent = answers() | {"d1s1a": np.full(len(sheet().rows), np.nan)}
    found = papi_of(sample(), silent, structure(), sheet().words("province") == "T1")

    assert found.points["1.1"] is None
    assert found.points["1.2"] is not None
    assert (found.dimensions["1"].estimate, found.dimensions["1"].reason) == (None, "incomplete")
    assert found.dimensions["2"].estimate == pytest.approx(PROVINCES[0]["dim_score"][1], abs=1e-8)
    assert (found.total.estimate, found.total.low, found.total.reason) == (None, None, "incomplete")


def test_a_province_of_nobody_says_so():
    found = papi_of(sample(), answers(), structure(), np.zeros(len(sheet().rows), bool))

    assert (found.total.estimate, found.total.reason) == (None, "no_answers")
