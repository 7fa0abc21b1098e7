"""Means, totals and ratios of a survey, against R 4.2.2's survey 4.1-1 (tests/oracle/03)."""

from math import isclose

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.design import mean, mean_of, ratio_of, total
from analysis.stats.drawing import drawn
from analysis.stats.sample import Lonely
from tests.oracle.survey import Columns, expected, results, sipas

DESIGNS = {
    "sipas_wr": ("province", "commune_id", None),
    "sipas_fpc1": ("province", "commune_id", "Nc"),
    "sipas_fpc2": ("province", "commune_id", "Nc"),
    "sipas_nostrata": (None, "commune_id", None),
    "sipas_nocluster": ("province", None, None),
    "sipas_srs_weighted": (None, None, None),
}
MEANS = {"satisfied": "svymean satisfied", "overall": "svymean overall 1-5"} | {
    "wait_min": "svymean wait_min"
}


def sample_of(block):
    strata, psus, fpc = DESIGNS[block]
    told = sipas()
    second = {"second": told.words("id"), "second_fpc": told.numbers("Mh")}
    return drawn(
        told.numbers("w"),
        strata and told.words(strata),
        psus and told.words(psus),
        fpc and told.numbers(fpc),
        **(second if block == "sipas_fpc2" else {}),
    )


def agrees(found, result, at=None):
    def wanted(key):
        return result[key] if at is None else result[key][at]

    assert found.estimate == pytest.approx(wanted("estimate"), rel=1e-9)
    assert found.standard_error == pytest.approx(wanted("se"), rel=1e-8)
    assert found.low == pytest.approx(wanted("ci95_t_lo"), rel=1e-8)
    assert found.high == pytest.approx(wanted("ci95_t_hi"), rel=1e-8)
    if "deff" in result and wanted("deff") is not None:
        assert found.design_effect == pytest.approx(wanted("deff"), rel=1e-8)
    if "deff_replace" in result:
        assert found.design_effect_replace == pytest.approx(wanted("deff_replace"), rel=1e-8)


@pytest.mark.parametrize("block", DESIGNS)
@pytest.mark.parametrize("name", MEANS)
def test_a_mean_is_r_s_svymean_under_each_design(block, name):
    found = mean_of(sample_of(block), sipas().numbers(name))

    agrees(found, results(block, MEANS[name]))
    assert found.degrees_of_freedom == expected("03_survey_design")[block]["degf"]
    assert found.n == np.count_nonzero(~np.isnan(sipas().numbers(name)))
    assert found.effective_n == pytest.approx(found.n / found.design_effect)


def test_no_design_at_all_is_the_plain_mean():
    told = sipas().numbers("satisfied")
    found = mean(told, np.ones(len(told)), None, None)
    result = expected("03_survey_design")["sipas_unweighted"]["results"][0]

    agrees(found, result)
    assert found.design_effect is None
    assert "weights_not_of_the_population" in found.warnings


@pytest.mark.parametrize("block", ["sipas_wr", "sipas_fpc1"])
@pytest.mark.parametrize("name", ["satisfied", "bribe"])
def test_a_total_is_r_s_svytotal(block, name):
    told = sipas()
    fpc = told.numbers("Nc") if block == "sipas_fpc1" else None
    found = total(
        told.numbers(name),
        told.numbers("w"),
        told.words("province"),
        told.words("commune_id"),
        fpc,
    )
    agrees(found, results(block, f"svytotal {name}"))


@pytest.mark.parametrize("block", ["sipas_wr", "sipas_fpc1", "sipas_fpc2"])
def test_each_category_is_a_share(block):
    result = results(block, "svymean overall categories")
    overall = sipas().numbers("overall")
    for at in range(5):
        chosen = np.where(np.isnan(overall), np.nan, overall == at + 1)
        agrees(mean_of(sample_of(block), chosen), result, at)


@pytest.mark.parametrize("block", ["sipas_wr", "sipas_fpc1", "sipas_fpc2"])
@pytest.mark.parametrize("by", ["province", "service", "sex", "age", "minority", "urban"])
def test_a_domain_is_a_subset_of_the_design(block, by):
    result = results(block, f"svymean satisfied by {by}")
    sample, groups = sample_of(block), sipas().words(by)
    for at, level in enumerate(result["level"]):
        found = mean_of(sample, sipas().numbers("satisfied"), groups == level)

        agrees(found, result, at)
        assert found.n == result["n_unweighted"][at]
        assert found.degrees_of_freedom == result["df_domain"][at]


@pytest.mark.parametrize("block", ["sipas_wr", "sipas_fpc2"])
def test_waiting_is_told_by_service_too(block):
    result = results(block, "svymean wait_min by service")
    for at, level in enumerate(result["level"]):
        services = sipas().words("service")
        agrees(
            mean_of(sample_of(block), sipas().numbers("wait_min"), services == level), result, at
        )


def test_rows_are_not_deleted_for_a_domain():
    for case in expected("03_survey_design")["domain_trap"]["cases"]:
        name, level = case["domain"].split("==")
        found = mean_of(
            sample_of("sipas_wr"), sipas().numbers("satisfied"), sipas().words(name) == level
        )
        right, wrong = case["correct_subset_of_design"], case["wrong_rows_deleted_first"]
        assert found.standard_error == pytest.approx(right["se"], rel=1e-8)
        assert found.degrees_of_freedom == right["df"]
        if right["se"] != wrong["se"]:
            assert found.standard_error != pytest.approx(wrong["se"], rel=1e-6)


def test_a_domain_of_four_people_is_r_s():
    tiny, told = expected("03_survey_design")["tiny_domain"], sipas()
    few = (told.words("province") == "P01") & (told.words("service") == "construction")
    found = mean_of(
        sample_of("sipas_wr"), told.numbers("satisfied"), few & (told.words("age") == "18-29")
    )
    assert found.n == tiny["n"]
    assert "fewer_than_10_answers" in found.warnings
    assert found.estimate == pytest.approx(tiny["estimate"], rel=1e-9)
    assert found.standard_error == pytest.approx(tiny["se"], rel=1e-8)


@pytest.mark.parametrize("block", ["sipas_wr", "sipas_fpc1", "sipas_fpc2"])
def test_a_ratio_is_r_s_svyratio(block):
    result = results(block, "svyratio bribe/online")
    found = ratio_of(sample_of(block), sipas().numbers("bribe"), sipas().numbers("online"))

    assert found.estimate == pytest.approx(result["estimate"], rel=1e-9)
    assert found.standard_error == pytest.approx(result["se"], rel=1e-8)


def lonely(option):
    told = Columns("03_survey_design", "lonely_psu.csv")
    return mean(
        told.numbers("y"),
        told.numbers("w"),
        told.words("stratum"),
        told.words("psu"),
        lonely=option,
    )


@pytest.mark.parametrize("option", ["adjust", "average", "certainty", "remove"])
def test_a_stratum_with_one_psu_is_warned_of(option):
    result = expected("03_survey_design")["lonely_psu"]["by_option"][option]
    found = lonely(Lonely(option))

    assert found.estimate == pytest.approx(result["estimate"], rel=1e-9)
    assert found.standard_error == pytest.approx(result["se"], rel=1e-8)
    assert found.warnings == ("one_psu_in_stratum: b", "fewer_than_10_answers")


def test_a_stratum_with_one_psu_can_be_refused():
    with pytest.raises(ValueError, match="stratum 'b' has a single sampled unit"):
        lonely(Lonely.FAIL)


def test_psu_labels_are_read_within_their_stratum():
    y, w = [1, 0, 1, 1, 0, 0], [1.0] * 6
    again = mean(y, w, list("aaabbb"), [1, 1, 2, 1, 2, 2])

    assert again == mean(y, w, list("aaabbb"), [1, 1, 2, 3, 4, 4])
    assert again.degrees_of_freedom == 2


def test_everybody_asked_leaves_no_error():
    found = mean([1, 2, 4], [1, 1, 1], None, None, fpc=[3, 3, 3])

    assert found.standard_error == 0


def test_what_cannot_be_estimated_says_why():
    nobody = mean([None, None], [1.0, 1.0], ["a", "a"], [1, 2])
    weightless = mean([1, 2], [0, 0], ["a", "a"], [1, 2])
    alone = mean([1], [1.0], ["a"], [1])
    one_psu = mean([1, 0, 1], [2.0] * 3, ["a"] * 3, [1] * 3)
    each_alone = mean([1, 0, 1], [2.0] * 3, list("abc"), [1] * 3)
    empty = mean([], [], [], [])

    assert (nobody.estimate, nobody.reason) == (None, "no_answers")
    assert (weightless.estimate, weightless.reason) == (None, "no_weight")
    assert (empty.estimate, empty.reason) == (None, "no_answers")
    assert (alone.estimate, alone.standard_error, alone.reason) == (1, None, "one_psu")
    assert (one_psu.standard_error, one_psu.low, one_psu.reason) == (None, None, "one_psu")
    assert (each_alone.low, each_alone.reason) == (None, "one_psu_a_stratum")


def test_a_ratio_to_nothing_says_why():
    found = ratio_of(drawn([1.0, 1.0], None, [1, 2]), [1, 2], [0, 0])

    assert (found.estimate, found.reason) == (None, "no_denominator")


def test_a_domain_within_one_psu_has_an_estimate_and_no_limits():
    found = mean([1, 0, 1, 0], [3.0] * 4, ["a"] * 4, [1, 1, 2, 2], None, [True, True, False, False])

    assert (found.estimate, found.low, found.reason) == (0.5, None, "one_psu")
    assert "fewer_than_3_psus" in found.warnings


def test_a_domain_within_one_psu_claims_no_precision():
    values, units = [0.1, 0.7, 0.3, 0.9, 0.5], [1, 1, 1, 2, 3]
    found = mean(values, [33.847] * 5, None, units, None, [True, True, True, False, False])

    assert (found.standard_error, found.design_effect, found.effective_n) == (None, None, None)


def test_every_digit_of_a_label_counts():
    values, units = [1, 2, 5, 6, 9, 11], [1_000_001] * 2 + [1_000_002] * 2 + [1_000_003] * 2
    held = np.array(units, dtype=object)

    assert mean(values, [10] * 6, held, None) == mean(values, [10] * 6, units, None)
    assert mean(values, [10] * 6, None, held) == mean(values, [10] * 6, None, units)


def test_all_alike_is_warned_of():
    found = mean([1, 1, 1, 1], [9.0] * 4, ["a"] * 4, [1, 1, 2, 2])

    assert (found.standard_error, found.design_effect) == (0, None)
    assert "all_the_same" in found.warnings


def test_a_row_that_weighs_nothing_adds_nothing():
    found = mean([1, 0, 5, 7], [2.0, 2.0, 3.0, 0.0], ["a"] * 4, [1, 2, 3, 3])
    without = mean([1, 0, 5], [2.0, 2.0, 3.0], ["a"] * 3, [1, 2, 3])

    assert found == without


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"weights": [1.0, -1.0, 1.0]}, r"weights\[1\] must be a number of zero or more: -1"),
        ({"weights": [1.0, 1.0, None]}, r"weights\[2\]"),
        ({"weights": [float("inf"), 1.0, 1.0]}, r"weights\[0\]"),
        ({"values": [1, 2]}, "values must have one number for each of 3 weights"),
        ({"values": [1, 2, float("inf")]}, r"values\[2\] is infinite"),
        ({"strata": ["a", "b"]}, "strata must have one label for each of 3 weights"),
        ({"psus": [1, None, 3]}, r"psus\[1\] has no label"),
        ({"psus": [1, float("nan"), 3]}, r"psus\[1\] has no label"),
        ({"fpc": [2, 2, 2]}, "stratum 'a': 3 units were drawn of 2"),
        ({"fpc": [5, 5, 6]}, "the count of units changes within stratum 'a'"),
        ({"fpc": [5, 5, 0]}, r"fpc\[2\] must be a count above zero"),
        ({"domain": [True, False]}, "domain must say true or false for each of 3 rows"),
        ({"domain": [1, 2, 0]}, "domain must say true or false"),
        ({"level": 1.0}, "level must lie between 0 and 1"),
    ],
)
def test_what_cannot_be_is_refused_by_row(change, words):
    given_ = {"values": [1, 0, 1], "weights": [1.0] * 3, "strata": ["a"] * 3, "psus": [1, 2, 3]}
    with pytest.raises(ValueError, match=words):
        mean(**(given_ | change))


answers = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.floats(0.1, 9),
        st.sampled_from("ab"),
        st.integers(1, 4),
        st.booleans(),
    ),
    min_size=6,
    max_size=30,
)


def are_alike(one, other):
    pairs = [(one.estimate, other.estimate), (one.standard_error, other.standard_error)]
    return one.degrees_of_freedom == other.degrees_of_freedom and all(
        a is b if a is None or b is None else isclose(a, b, rel_tol=1e-6, abs_tol=1e-9)
        for a, b in pairs
    )


@given(answers, st.floats(0.01, 1000), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_neither_the_scale_of_weights_nor_the_order_of_rows_matters(rows, scale, random):
    plain = mean(*zip(*[row[:4] for row in rows], strict=True))
    scaled = mean(*zip(*[(y, w * scale, s, p) for y, w, s, p, _ in rows], strict=True))
    mixed = random.sample(rows, len(rows))
    permuted = mean(*zip(*[row[:4] for row in mixed], strict=True))

    for other in (scaled, permuted):
        assert are_alike(other, plain)


@given(answers)
@settings(max_examples=40, deadline=None)
def test_a_domain_is_the_same_as_weighing_the_others_nothing(rows):
    y, w, s, p, inside = zip(*rows, strict=True)
    zeroed = [weight if chosen else 0.0 for weight, chosen in zip(w, inside, strict=True)]
    found, same = mean(y, w, s, p, None, inside), mean(y, zeroed, s, p)

    assert are_alike(found, same)


def test_limits_cover_the_truth_as_often_as_they_say():
    # 60 clusters of unequal size whose shares differ; 15 drawn with equal chance, all asked.
    random = np.random.default_rng(20260117)
    sizes = random.integers(20, 60, 60)
    people = [
        random.random(size) < share
        for size, share in zip(sizes, random.beta(8, 2, 60), strict=True)
    ]
    truth, covered, naive, runs = np.concatenate(people).mean(), 0, 0, 400
    for _ in range(runs):
        chosen = random.choice(60, 15, replace=False)
        values = np.concatenate([people[at] for at in chosen]).astype(float)
        units = np.repeat(chosen, sizes[chosen])
        weights = np.full(len(values), 4.0)
        found = mean(values, weights, None, units, np.full(len(values), 60))
        covered += found.low <= truth <= found.high
        plain = mean(values, weights, None, None)
        naive += plain.low <= truth <= plain.high
    assert covered / runs > 0.92
    assert naive / runs < 0.88
