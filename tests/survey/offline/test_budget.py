"""Twelve in five minutes are believed, in whatever order they come."""

import random

from hypothesis import given
from hypothesis import strategies as some

from survey.offline.budget import MOST, WINDOW, Budget


def most_at_once(moments: list[int]) -> int:
    return max(sum(at <= other < at + WINDOW for other in moments) for at in moments)


def test_a_queue_of_people_is_believed_all_day():
    budget = Budget([])
    assert all(budget.admits(25 * number) for number in range(1000))


def test_the_thirteenth_in_five_minutes_is_not():
    budget = Budget([])
    assert [budget.admits(number) for number in range(14)] == [True] * 12 + [False] * 2
    assert budget.admits(WINDOW)


def test_what_was_believed_before_is_remembered_from_batch_to_batch():
    budget = Budget([])
    for second in range(MOST):
        budget.admits(second)
    assert not Budget(budget.remembered()).admits(MOST)


@given(some.lists(some.integers(0, 2000), min_size=1, max_size=120), some.integers())
def test_no_five_minutes_ever_hold_more_than_twelve(moments, seed):
    random.Random(seed).shuffle(moments)
    budget = Budget([])
    believed = [moment for moment in moments if budget.admits(moment)]
    assert most_at_once(believed) <= MOST
