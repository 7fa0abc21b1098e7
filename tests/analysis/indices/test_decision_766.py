import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.indices.decision_766 import Known, Petitions, grade, satisfaction_of
from analysis.indices.definitions import shelf
from analysis.indices.method import MixedMethods, Reason, Value, compared

D766 = shelf().definitions["decision-766-2022"]
SIPAS = shelf().definitions["sipas-2023"]


def found(known, petitions=None):
    told = satisfaction_of(D766, known, petitions, fewest=5)
    return {each.part.code: each for each in told.ratios}, told.silent


def test_silence_counts_as_satisfaction_so_a_bad_unit_looks_good():
    # DOMAIN §2.3: of 10,000 dossiers 40 were answered and 10 of those dissatisfied: 75 %
    # satisfied by SIPAS, 99,9 % here.
    ratios, silent = found(Known(10_000, 0, 10, 40))
    told = ratios["dossiers"]
    assert told.low.value == told.high.value == pytest.approx(99.9)
    assert told.points_low == pytest.approx(6 * 0.999)
    assert silent == 9_960
    with pytest.raises(MixedMethods):
        compared(told.low, Value(75.0, 40, SIPAS.method))


def test_dossiers_late_and_complained_about_may_be_the_same_or_not():
    told = found(Known(1_000, 50, 30, 200))[0]["dossiers"]
    assert told.low.value == pytest.approx(92.0)
    assert told.high.value == pytest.approx(95.0)
    assert (told.low.n, told.high.n) == (1_000, 1_000)


def test_petitions_have_two_ratios():
    ratios, _ = found(Known(1_000, 0, 0, 0), Petitions(20, 18, 5))
    assert ratios["petitions_on_time"].low.value == pytest.approx(90)
    assert ratios["petitions"].low.value == pytest.approx(75)
    assert ratios["petitions"].points_low == pytest.approx(4.5)


def test_without_petitions_their_ratios_have_no_value():
    ratios, _ = found(Known(1_000, 0, 0, 0))
    assert ratios["petitions"].low.reason is Reason.NO_ANSWERS
    assert ratios["petitions"].points_low is None


def test_few_dossiers_have_no_ratio():
    assert found(Known(4, 1, 1, 1))[0]["dossiers"].low.reason is Reason.TOO_FEW
    assert found(Known(0, 0, 0, 0))[0]["dossiers"].low.reason is Reason.NO_ANSWERS


def test_the_five_groups_add_up_to_a_hundred_and_have_grades():
    assert sum(part.points for part in D766.parts) == 100
    assert [grade(D766, points) for points in (90, 89.9, 70, 50, 0)] == [
        "Xuất sắc",
        "Tốt",
        "Khá",
        "Trung bình",
        "Yếu",
    ]


@pytest.mark.parametrize(
    ("known", "petitions"),
    [
        (Known(-1, 0, 0, 0), None),
        (Known(5, 6, 0, 0), None),
        (Known(5, 0, 0, 0), Petitions(3, 4, 0)),
        (Known(5, 0, 0, 0), Petitions(3, 0, 4)),
    ],
)
def test_counts_that_cannot_be_are_refused(known, petitions):
    with pytest.raises(ValueError, match=r"below|more"):
        found(known, petitions)
    with pytest.raises(LookupError):
        satisfaction_of(SIPAS, Known(5, 0, 0, 0), None, 5)


@settings(max_examples=30, deadline=None)
@given(st.integers(5, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_lowest_is_never_above_the_highest(dossiers, late, dissatisfied):
    told = found(Known(dossiers, min(late, dossiers), dissatisfied, 0))[0]["dossiers"]
    assert 0 <= told.low.value <= told.high.value <= 100
