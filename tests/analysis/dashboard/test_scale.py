import pytest

from analysis.dashboard.scale import scale_for
from analysis.targets.check import Promise, judge

PROMISE = Promise(9500)


def test_the_scale_reaches_below_the_lowest_share_and_the_target():
    scale = scale_for([judge(100, 72, PROMISE), judge(100, 99, PROMISE)])
    assert scale.lowest == pytest.approx(0.6)
    assert scale.at(1) == 97
    assert scale.at(0.6) == 3
    assert scale.at(0.8) == 50
    assert scale.middle == pytest.approx(0.8)


def test_a_whisker_that_goes_on_ends_at_the_edge():
    scale = scale_for([judge(6, 6, PROMISE)])
    assert scale.lowest == pytest.approx(0.8)
    assert scale.goes_on(0.54)
    assert scale.at(0.54) == scale.at(0.8)


def test_few_answers_do_not_move_the_scale():
    assert scale_for([judge(4, 0, PROMISE)]) == scale_for([judge(4, 4, PROMISE)])


def test_a_share_of_none_at_all_is_on_the_scale():
    assert scale_for([judge(9, 0, None), judge(9, 1, None)]).lowest == 0
    assert scale_for([]).lowest == pytest.approx(0.4)
