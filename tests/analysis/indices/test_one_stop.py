from dataclasses import replace

import pytest

from analysis.indices.definitions import shelf
from analysis.indices.method import Reason
from analysis.indices.one_stop import points_for, score_of

ONE_STOP = shelf().definitions["one-stop-2018"]
ASKED = ("step_time", "contacts", "agencies", "organisation", "publicity")
MORE = ("attitude", "feedback", "online")


def score(answers, dossiers=(1000, 990)):
    return score_of(ONE_STOP, answers, dossiers, "dossier", fewest=5)


@pytest.mark.parametrize(
    ("percent", "points"), [(100, 2), (95, 2), (94.99, 1), (90, 1), (89.9, 0), (0, 0)]
)
def test_a_share_brings_the_points_of_the_cut_it_reaches(percent, points):
    assert points_for(percent, ONE_STOP.cuts) == points
    assert points_for(percent, ()) == 0


def test_nine_indicators_of_two_points_make_eighteen_and_a_grade():
    found = score(dict.fromkeys((*ASKED, *MORE), (100, 95)))
    assert [each.points for each in found.indicators] == [2] * 9
    assert (found.points.value, found.of, found.grade) == (18, 18, "Xuất sắc")
    assert found.points.method == ONE_STOP.method
    assert found.points.n == 100
    assert ONE_STOP.is_sample


def test_grades_go_down_with_the_points():
    good, poor = dict.fromkeys(ASKED, (100, 95)), dict.fromkeys(MORE, (100, 10))
    assert score(good | poor).grade == "Tốt"  # 6 x 2 = 12
    assert score(good | poor, (1000, 0)).grade == "Khá"  # 10
    assert score(dict.fromkeys((*ASKED, *MORE), (10, 0)), (10, 0)).grade == "Yếu"


def test_the_first_indicator_is_the_dossiers_done_in_time():
    first = score({}, (1000, 950)).indicators[0]
    assert (first.share.value, first.share.n, first.points) == (95, 1000, 2)


def test_what_nobody_answered_brings_no_points_and_takes_none_away():
    found = score(dict.fromkeys(ASKED, (100, 95)), (0, 0))
    assert (found.points.value, found.of) == (10, 10)
    assert found.points.reason is Reason.INCOMPLETE
    assert found.grade == ""
    assert found.indicators[0].share.reason is Reason.NO_ANSWERS


def test_four_answers_are_too_few():
    found = score({"attitude": (4, 4)}, (0, 0))
    attitude = next(each for each in found.indicators if each.part.code == "7")
    assert attitude.share.reason is Reason.TOO_FEW
    assert attitude.points is None
    assert found.points.value is None


def test_counts_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="5 of 4"):
        score({"attitude": (4, 5)})
    with pytest.raises(ValueError, match="no cuts"):
        score_of(replace(ONE_STOP, cuts=()), {}, (0, 0), "dossier", 5)
