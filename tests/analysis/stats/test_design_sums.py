"""What a database sums by PSU gives the same estimates as its rows, against R's survey."""

import math
from collections import defaultdict

import pytest

from analysis.stats.design_sums import PsuSums, from_sums
from tests.oracle.survey import expected, results, sipas


def summed(by, name="satisfied", fpc=None):
    """Return what GROUP BY of a domain, the stratum and the PSU would."""
    cells = defaultdict(lambda: [0, 0.0, 0.0, 0.0, None])
    for row in sipas().rows:
        cell = cells[row[by] if by else "", row["province"], row["commune_id"]]
        cell[4] = fpc and float(row[fpc])
        if row[name]:
            w, y = float(row["w"]), float(row[name])
            for at, part in enumerate((1, w, w * y, w * y * y)):
                cell[at] += part
    return [PsuSums(*keys, *parts) for keys, parts in cells.items()]


@pytest.mark.parametrize(("block", "fpc"), [("sipas_wr", None), ("sipas_fpc1", "Nc")])
@pytest.mark.parametrize(("name", "what"), [("satisfied", ""), ("overall", " 1-5")])
def test_sums_give_r_s_mean_and_its_design_effect(block, fpc, name, what):
    result = results(block, f"svymean {name}{what}")
    found = from_sums(summed(None, name, fpc))[""]

    assert found.estimate == pytest.approx(result["estimate"], rel=1e-9)
    assert found.standard_error == pytest.approx(result["se"], rel=1e-8)
    assert (found.low, found.high) == pytest.approx((result["ci95_t_lo"], result["ci95_t_hi"]))
    assert found.design_effect == pytest.approx(result["deff"], rel=1e-8)
    assert found.degrees_of_freedom == expected("03_survey_design")[block]["degf"]


@pytest.mark.parametrize("by", ["province", "service", "sex", "age", "minority", "urban"])
def test_domains_are_counted_against_the_whole_design(by):
    result = results("sipas_wr", f"svymean satisfied by {by}")
    found = from_sums(summed(by))

    for at, level in enumerate(result["level"]):
        assert found[level].estimate == pytest.approx(result["estimate"][at], rel=1e-9)
        assert found[level].standard_error == pytest.approx(result["se"][at], rel=1e-8)


def test_units_that_gave_no_answer_are_told():
    cells = [PsuSums("", "a", psu, 2, 4.0, 4.0 * psu / 10) for psu in (1, 2, 3)]
    all_seen = from_sums(cells)[""]
    silent = from_sums(cells, {"a": 5})[""]
    told = from_sums([*cells, PsuSums("", "a", 4, 0, 0, 0), PsuSums("", "a", 5, 0, 0, 0)])[""]

    assert silent.standard_error == pytest.approx(told.standard_error)
    assert silent.standard_error != pytest.approx(all_seen.standard_error)
    assert silent.degrees_of_freedom == 2


def test_without_squares_there_is_no_design_effect():
    found = from_sums([PsuSums("", "a", psu, 2, 4.0, psu) for psu in (1, 2)])[""]

    assert (found.design_effect, found.effective_n) == (None, None)
    assert found.standard_error is not None


def test_a_domain_of_nobody_says_why():
    found = from_sums([PsuSums("x", "a", 1, 0, 0.0, 0.0), PsuSums("y", "a", 2, 3, 5.0, 1.0)])

    assert found["x"].reason == "no_answers"
    assert found["y"].reason == "one_psu"
    assert from_sums([]) == {}


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (PsuSums("", "a", 1, 2, -1.0, 1.0), "2 rows weigh -1.0"),
        (PsuSums("", "a", 1, 2, 1.0, math.nan), "sum to nan"),
        (PsuSums("", "a", 1, 2, 1.0, 1.0, None, 0.5), "stratum 'a': 1 PSUs drawn, 1 seen, of 0.5"),
    ],
)
def test_sums_that_cannot_be_are_refused(cell, words):
    with pytest.raises(ValueError, match=words):
        from_sums([cell])


def test_a_psu_told_twice_is_refused():
    cell = PsuSums("", "a", 1, 2, 1.0, 1.0)
    with pytest.raises(ValueError, match="has a PSU twice"):
        from_sums([cell, cell])
