"""What is told of a sample, in an office's words."""

import pytest

from analysis.samples.fieldwork import Recall
from analysis.samples.fitting import Fault, Misfit
from analysis.samples.words import (
    decimal,
    fault_words,
    level_name,
    method_words,
    part_name,
    recall_words,
)
from analysis.stats.proportions import exact_interval
from survey.fieldwork.callbacks import INTERVIEWED
from tests.analysis.samples.test_results import told


@pytest.fixture(autouse=True)
def request_context(app):
    with app.test_request_context():
        yield


def test_sums_that_differ_are_told_with_both():
    fault = Fault(Misfit.UNEQUAL, "age", ("sex",), (90.0, 80.0))
    said = "Tổng số người theo Nhóm tuổi là 90, theo Giới tính là 80: hai tổng phải bằng nhau."
    assert fault_words(fault) == said


@pytest.mark.parametrize("misfit", [each for each in Misfit if each is not Misfit.UNEQUAL])
def test_every_fault_has_its_words(misfit):
    assert fault_words(Fault(misfit, "sex", ("z",), None, 3)).endswith(".")


def test_a_level_is_called_as_people_call_it_or_as_it_was_imported():
    assert (level_name("sex", "F"), level_name("gender", "M")) == ("Nữ", "Nam")
    assert (level_name("age", "60+"), level_name("blood", "F")) == ("60+", "F")


def test_the_method_is_a_sentence_without_a_stray_sign():
    said = method_words(told())
    assert "95 % trên thang logit" in said
    assert "%%" not in said


def test_many_levels_are_counted_not_listed():
    fault = Fault(Misfit.NOBODY, "sex", tuple("abcdefghijkl"))
    assert "và 4 mức khác" in fault_words(fault)


def test_parts_and_numbers_are_named():
    assert part_name("label:sex") == "Theo giới tính"
    assert (decimal(3.104, 2), decimal(None, 2)) == ("3,10", "–")


def test_a_recall_is_a_sentence():
    recall = Recall(INTERVIEWED, 40, 3, exact_interval(3, 40))
    assert recall_words(recall, {}) == "3 trên 40 người nói chưa từng được phỏng vấn."
