import random
from collections import Counter

import pytest

from survey.invitations.mixing import ENOUGH, bears_its_name, leaving


def shuffled_by(seed: int):
    return random.Random(seed).shuffle


@pytest.mark.parametrize("count", range(0, 40))
def test_five_leave_together_and_five_stay_or_nobody_moves(count):
    gone, stay = leaving(range(count), shuffled_by(1), is_closing=False)
    assert sorted([*gone, *stay]) == list(range(count))
    assert (len(gone) >= ENOUGH and len(stay) == ENOUGH) or not gone


def test_at_the_closing_all_leave_in_an_order_of_chance():
    gone, stay = leaving(range(30), shuffled_by(2), is_closing=True)
    assert (sorted(gone), stay) == (list(range(30)), [])
    assert gone != list(range(30))


def test_whoever_came_last_is_as_likely_to_stay_as_whoever_came_first():
    # Ten wait, five stay: each stays half the time. 4,000 draws, six standard errors.
    stayed = Counter()
    for seed in range(4000):
        stayed.update(leaving(range(10), shuffled_by(seed), is_closing=False)[1])
    assert all(abs(stayed[each] - 2000) < 6 * (4000 * 0.25) ** 0.5 for each in range(10))


@pytest.mark.parametrize(
    ("mode", "invited", "answered", "is_closing", "bears"),
    [
        ("grouped", 5, 5, True, True),
        ("grouped", 50, 4, True, False),
        ("grouped", 4, 4, True, False),
        ("grouped", 50, 10, False, True),
        ("together", 50, 50, True, False),
    ],
)
def test_answers_bear_a_groups_name_only_where_five_can_hide(
    mode, invited, answered, is_closing, bears
):
    assert bears_its_name(mode, invited, answered, is_closing=is_closing) is bears
