"""Estimating from gathered answers: what R says of the same design, and what can be known."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.samples.estimating import estimated, partitions
from analysis.samples.fitting import Misfit
from analysis.samples.gathered import Gathered
from tests.oracle.survey import expected, results, rows, sipas

SATISFIED = "svymean satisfied"


def survey(**more) -> Gathered:
    columns = sipas()
    n = len(columns.rows)
    given = {
        **{"weights": columns.numbers("w"), "counts": np.ones(n, bool)},
        **{"strata": columns.words("province"), "psus": columns.words("commune_id")},
        **{"second": None, "fpc": None, "second_fpc": None, "units": np.ones(n, int)},
        "labels": {name: columns.words(name) for name in ("sex", "age")},
        "values": {"overall": columns.numbers("satisfied")},
    }
    return Gathered(**given | more)


@pytest.mark.parametrize(
    ("block", "second", "is_finite"),
    [("sipas_wr", None, False), ("sipas_fpc1", None, True), ("sipas_fpc2", "id", True)],
)
def test_the_number_of_communes_narrows_the_error_where_it_is_known(block, second, is_finite):
    columns = sipas()
    more = {"fpc": columns.numbers("Nc").astype(int)} if is_finite else {}
    if second:
        more |= {"second": columns.words(second)}
        more |= {"second_fpc": columns.numbers("Mh").astype(int)}
    found = estimated(survey(**more))
    drawn, by_r = found.shares["overall"].drawn, results(block, SATISFIED)
    assert found.design.is_finite is is_finite
    assert drawn.estimate == pytest.approx(by_r["estimate"], rel=1e-9)
    assert drawn.standard_error == pytest.approx(by_r["se"], rel=1e-8)


def test_a_twentieth_of_the_communes_or_less_changes_nothing():
    # 120 communes were drawn: of 12 x 200 = 2,400 that is exactly 5 %.
    found = estimated(survey(fpc=np.full(len(sipas().rows), 200)))
    assert not found.design.is_finite
    assert estimated(survey(fpc=np.full(len(sipas().rows), 199))).design.is_finite


def test_counts_that_cannot_be_are_said_and_left_out():
    odd = np.full(len(sipas().rows), 30)
    odd[0] = 31
    found = estimated(survey(fpc=odd))
    assert found.design.fault
    by_r = results("sipas_wr", SATISFIED)["se"]
    assert found.shares["overall"].drawn.standard_error == pytest.approx(by_r, rel=1e-8)


def test_a_lonely_commune_is_measured_from_the_middle_and_told():
    lonely = rows("03_survey_design", "lonely_psu.csv")
    n, option = len(lonely), expected("03_survey_design")["lonely_psu"]["by_option"]["adjust"]
    y = next(name for name in lonely[0] if name not in {"stratum", "psu", "w"})
    sample = Gathered(
        np.array([float(row["w"]) for row in lonely]),
        np.ones(n, bool),
        [row["stratum"] for row in lonely],
        [row["psu"] for row in lonely],
        *(None, None, None, np.ones(n, int), {}),
        {"overall": np.array([float(row[y]) for row in lonely])},
    )
    drawn = estimated(sample).shares["overall"].drawn
    assert drawn.estimate == pytest.approx(option["estimate"], rel=1e-9)
    assert drawn.standard_error == pytest.approx(option["se"], rel=1e-8)
    assert "one_psu_in_stratum: b" in drawn.warnings


def test_who_does_not_count_weighs_nothing_and_the_communes_stay():
    whole = survey()
    minority = sipas().words("minority") == "1"
    found = estimated(replace(whole, counts=minority)).shares["overall"].drawn
    trap = expected("03_survey_design")["domain_trap"]["cases"][0]["correct_subset_of_design"]
    assert found.estimate == pytest.approx(trap["estimate"], rel=1e-9)
    assert found.standard_error == pytest.approx(trap["se"], rel=1e-8)
    assert found.degrees_of_freedom == trap["df"]


@pytest.mark.parametrize(
    ("totals", "misfit", "named"),
    [
        ({"sex": {"F": 40, "M": 40}, "age": {"o": 80}}, Misfit.NO_TOTAL, ("18-29",)),
        ({"sex": {"F": 40, "M": 30, "z": 10}}, Misfit.NOBODY, ("z",)),
        ({"sex": {"F": 40}}, Misfit.NO_TOTAL, ("M",)),
        ({"region": {"north": 80}}, Misfit.NO_VARIABLE, ()),
    ],
)
def test_totals_that_do_not_fit_are_named_and_the_drawn_share_stands(totals, misfit, named):
    found = estimated(survey(), totals)
    faults = {fault.misfit: fault for fault in found.raking.faults}
    assert set(named) <= set(faults[misfit].named)
    assert found.shares["overall"].raked is None
    assert found.shares["overall"].best is found.shares["overall"].drawn


def test_g_that_leaves_its_bounds_is_held_back():
    # A fiftieth of the men there were: each would weigh a fiftieth of what they were drawn with.
    found = estimated(survey(), {"sex": {"F": 900_000, "M": 60_000}}).raking
    assert found.faults == (found.faults[0],)
    assert found.faults[0].misfit is Misfit.UNREACHABLE


def test_each_way_of_parting_is_told_and_one_of_a_single_level_is_not():
    parts = estimated(survey(), None, "overall").parts
    assert sorted(parts) == ["label:age", "label:sex", "stratum"]
    assert sorted(partitions(survey())) == ["label:age", "label:sex", "stratum", "unit"]


def test_clusters_taken_for_certain_are_no_part_of_their_own():
    strata = ["Nông thôn/24022/Thôn 6", "Nông thôn", "Thành thị/21583", "a\\/b/T1"]
    given = replace(survey(), strata=strata)
    told = ["Nông thôn", "Nông thôn", "Thành thị", "a/b"]
    assert partitions(given)["stratum"].tolist() == told


def test_nobody_at_all_has_no_share_and_a_reason():
    nobody = Gathered(*(np.array([]), np.array([], bool)), *(None,) * 5, np.array([], int), {}, {})
    found = estimated(replace(nobody, values={"overall": np.array([])}), None, "overall")
    assert (found.n, found.kish) == (0, None)
    assert found.shares["overall"].drawn.reason == "no_answers"
