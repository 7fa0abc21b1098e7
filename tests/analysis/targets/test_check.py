"""The official word in whole numbers, the statistical one, and what is hidden."""

import pytest

from analysis.stats.proportions import Verdict
from analysis.targets.check import Promise, hidden, judge, official

ROUTINE = Promise(9500, ">", "Mẫu")


@pytest.mark.parametrize(
    ("satisfied", "n", "comparator", "expected"),
    [
        (95, 100, ">", Verdict.NOT_MET),  # "trên 95 %" is more than 95 %
        (95, 100, ">=", Verdict.MET),
        (96, 100, ">", Verdict.MET),
        (94, 100, ">=", Verdict.NOT_MET),
        (950_001, 1_000_000, ">", Verdict.MET),
        (1, 1, ">", Verdict.MET),
        (0, 0, ">", None),
    ],
)
def test_the_official_word_is_counted_not_rounded(satisfied, n, comparator, expected):
    assert official(satisfied, n, 9500, comparator) is expected


def test_the_official_word_is_strictly_greater_unless_told_otherwise():
    assert official(95, 100, 9500) is Verdict.NOT_MET


def test_an_unknown_comparator_is_refused():
    with pytest.raises(ValueError, match="comparator"):
        official(1, 1, 9500, "<")


def test_both_words_stand_side_by_side():
    judged = judge(100, 97, ROUTINE)

    assert judged.official is Verdict.MET
    assert judged.statistical is Verdict.CANNOT_SAY
    assert judged.more_needed > 0
    assert (judged.n, judged.satisfied, judged.share) == (100, 97, 0.97)
    assert judged.low < 0.95 < judged.high
    assert (judged.target, judged.comparator) == (0.95, ">")
    assert judged.method == "Clopper–Pearson 95 %"
    assert not judged.is_hidden


@pytest.mark.parametrize("n", [0, 1, 4])
def test_of_fewer_than_five_answers_only_the_number_is_told(n):
    judged = judge(n, 0, ROUTINE)

    assert judged.is_hidden
    assert judged.n == n
    told = (judged.satisfied, judged.share, judged.interval, judged.low, judged.high)
    assert told == (None,) * 5
    assert judged.official is None
    assert judged.statistical is Verdict.CANNOT_SAY


def test_a_hidden_judgement_is_the_same_however_they_answered():
    assert judge(4, 0, ROUTINE) == judge(4, 4, ROUTINE) == hidden(4, ROUTINE)


def test_five_answers_are_shown():
    assert judge(5, 5, ROUTINE).share == 1.0


def test_where_nothing_is_promised_nothing_is_judged():
    judged = judge(100, 50, None)

    assert judged.share == 0.5
    assert (judged.target, judged.official, judged.more_needed) == (None, None, None)
    assert judged.statistical is Verdict.CANNOT_SAY


def test_the_two_words_may_differ_but_never_contradict():
    for n in (5, 30, 100, 1000):
        for satisfied in range(n + 1):
            judged = judge(n, satisfied, ROUTINE)
            if judged.statistical is not Verdict.CANNOT_SAY:
                assert judged.official is judged.statistical
