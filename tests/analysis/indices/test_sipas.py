from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.indices.definitions import shelf
from analysis.indices.method import Reason
from analysis.indices.sipas import index_of
from analysis.indices.structure import Part, Rule, questions_of

SIPAS = shelf().definitions["sipas-2023"]
USERS = shelf().definitions["sipas-2017"]
FORM = "sipas-2023"
POLICY = questions_of(SIPAS.part("CS"), FORM)
SERVICE = questions_of(SIPAS.part("DV"), FORM)


def lines(answers, definition=SIPAS, form=FORM, fewest=5):
    return {line.code: line for line in index_of(definition, answers, form, fewest)}


def halves(policy_items: int, service_items: int, policy: float, service: float):
    """An index of two halves with so many items each, all of 10,000 answers."""
    parts = (
        Part("CS", "", questions={"f": tuple(f"c{n}" for n in range(policy_items))}),
        Part("DV", "", questions={"f": tuple(f"d{n}" for n in range(service_items))}),
    )
    answers = {f"c{n}": (10_000, round(policy * 100)) for n in range(policy_items)}
    answers |= {f"d{n}": (10_000, round(service * 100)) for n in range(service_items)}
    return replace(SIPAS, parts=parts), answers


# DOMAIN §1.5: what was published for the whole country (policy, service, total).
@pytest.mark.parametrize(
    ("policy", "service", "total", "items"),
    [(83.84, 84.09, 83.94, (31, 20)), (82.49, 82.97, 82.66, (33, 18))],
)
def test_published_totals_agree_with_pooling_and_are_no_mean_of_halves(
    policy, service, total, items
):
    pooled, answers = halves(*items, policy, service)
    mean = replace(pooled, rule=Rule.MEAN_OF_PARTS)
    by_pooling = lines(answers, pooled, "f")[""].value.value
    by_mean = lines(answers, mean, "f")[""].value.value
    assert abs(by_pooling - total) < 0.005
    assert abs(by_mean - total) >= 0.02


def test_the_middle_answer_is_among_all_and_not_among_the_satisfied():
    # 10 answers each: 4 satisfied, 3 "bình thường", 3 not.
    found = lines(dict.fromkeys(SERVICE, (10, 4)))
    assert found["DV"].value.value == pytest.approx(40)
    assert found["DV"].value.n == 10 * len(SERVICE) == 70


def test_every_part_carries_its_n_and_its_method():
    found = lines({"dv2": (50, 45), "cs1.p1": (40, 20)})
    assert found["DV2"].value.value == 90
    assert found["CS1"].value.value == 50
    assert found[""].value.value == pytest.approx(100 * 65 / 90)
    assert (found[""].value.n, found[""].satisfied) == (90, 65)
    assert {line.value.method for line in found.values()} == {SIPAS.method}
    assert [line.depth for line in found.values()][:3] == [0, 1, 2]


def test_a_policy_group_is_told_beside_and_counted_once():
    found = lines({"cs1.p2": (40, 20), "cs4.p2": (60, 50), "dv1.i1": (100, 100)})
    assert found["P2"].is_group
    assert found["P2"].value.value == 70
    assert found["P1"].value.reason is Reason.NO_ANSWERS
    assert found[""].value.n == 200


def test_too_few_answers_and_none_have_no_value():
    found = lines({"dv2": (4, 4)})
    assert found["DV2"].value.value is None
    assert found["DV2"].value.reason is Reason.TOO_FEW
    assert found["DV3"].value.reason is Reason.NO_ANSWERS
    assert lines({})[""].value.n == 0


def test_what_is_hidden_does_not_follow_from_what_is_shown_beside_it():
    found = lines({"dv2": (4, 1), "dv3": (50, 40), "dv4": (30, 30), "cs1.p1": (60, 30)})
    hidden = [found[code].value for code in ("DV2", "DV3", "DV4")]
    assert [value.value for value in hidden] == [None] * 3
    assert [value.reason for value in hidden] == [Reason.TOO_FEW] * 3
    assert {found[code].satisfied for code in ("DV2", "DV3", "DV4")} == {None}
    assert found["DV5"].value.reason is Reason.NO_ANSWERS
    assert found["DV"].value.n == 84
    assert found["CS1"].value.value == 50


def test_a_small_policy_group_hides_the_groups_and_no_half():
    found = lines({"cs1.p1": (4, 4), "cs1.p2": (60, 30), "dv2": (50, 40)})
    assert found["P2"].value.value is None
    assert found["CS1"].value.n == 64
    assert found["CS1"].value.value is not None


def test_a_mean_of_halves_lacks_a_value_when_a_half_does():
    mean = replace(SIPAS, rule=Rule.MEAN_OF_PARTS)
    assert lines({"dv2": (40, 20)}, mean)[""].value.reason is Reason.INCOMPLETE


def test_the_form_of_2022_measures_the_same_halves():
    asked = questions_of(SIPAS.part("DV"), "sipas-2022")
    found = lines(dict.fromkeys(asked, (10, 9)), form="sipas-2022")
    assert found["DV"].value.value == pytest.approx(90)
    assert len(asked) == 19


def test_the_set_of_2017_has_22_criteria_in_five_factors():
    asked = [q for part in USERS.parts for q in questions_of(part, "sipas-2017")]
    found = lines(dict.fromkeys(asked, (10, 8)), USERS, "sipas-2017")
    assert len(asked) == 22
    assert found[""].value.n == 220
    assert [line.depth for line in found.values()] == [0, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("counts", [(3, 4), (-1, -1), (3, -1)])
def test_counts_that_cannot_be_are_refused(counts):
    with pytest.raises(ValueError, match="dv2"):
        lines({"dv2": counts})


counts = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda two: (max(two), min(two)))


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from([*POLICY, *SERVICE]), counts))
def test_the_whole_lies_between_its_halves(answers):
    found = lines(answers, fewest=1)
    known = [found[code].value.value for code in ("CS", "DV") if found[code].value.n]
    if known:
        assert min(known) - 1e-9 <= found[""].value.value <= max(known) + 1e-9
