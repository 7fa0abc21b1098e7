"""What the pictures of the watched share say."""

import pytest

from analysis.charts.control_words import alarm_words, control_words, limits_words
from analysis.stats.control_charts import Limits
from tests.analysis.charts.test_control import stretch


def test_stretches_beyond_their_limits_are_named_above_and_below():
    rows = [stretch("02/11", 0.2), stretch("09/11", 0.05), stretch("16/11", -0.1)]

    words = control_words(rows)

    assert "Mức chung: 5 % chưa hài lòng." in words
    assert "Cao hơn giới hạn: 02/11." in words
    assert "Thấp hơn giới hạn: 16/11." in words


def test_many_are_counted_after_the_first_five():
    words = control_words([stretch(f"{day:02}/11", 0.2) for day in range(1, 9)])

    assert "01/11, 02/11, 03/11, 04/11, 05/11 và 3 kỳ khác" in words


def test_all_within_is_said():
    assert "Không kỳ nào ra ngoài giới hạn." in control_words([stretch()])


def test_the_alarm_says_when_it_first_rang():
    assert alarm_words([stretch()]) == "Chưa lần nào chạm mức cảnh báo."
    rang = [stretch(), stretch("09/11", height=4.0, rang=True)]
    assert alarm_words(rang) == "Chạm mức cảnh báo lần đầu trong kỳ 09/11."


@pytest.mark.parametrize("limits", list(Limits))
def test_every_rule_of_limits_is_explained(limits):
    assert "iới hạn" in limits_words(limits)


def test_laney_s_widening_is_told_in_vietnamese_figures():
    assert "nới 2,6 lần" in limits_words(Limits.LANEY, 2.61)
