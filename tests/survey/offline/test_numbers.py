"""What a device counted shows what never came, however it arrived."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from survey.offline.numbers import LARGEST, Range, count, gaps, has, joined


def test_a_device_that_loses_nothing_has_one_range():
    known = joined((), [1, 2, 3])
    assert known == (Range(1, 3),)
    assert joined(known, range(4, 1001)) == (Range(1, 1000),)
    assert gaps(known) == ()


def test_what_never_came_is_a_gap_until_it_does():
    known = joined((), [3, 4, 9])
    assert gaps(known) == (Range(1, 2), Range(5, 8))
    assert count(gaps(known)) == 6
    assert gaps(joined(known, [1, 2, 5, 6, 7, 8])) == ()


def test_the_largest_number_is_counted_like_any_other():
    assert gaps(joined((), [LARGEST])) == (Range(1, LARGEST - 1),)


@given(some.lists(some.lists(some.integers(1, 60), max_size=20), max_size=6))
def test_whatever_the_order_the_numbers_are_the_same(batches):
    known: tuple[Range, ...] = ()
    for batch in batches:
        known = joined(known, batch)
    numbers = {number for batch in batches for number in batch}
    assert {n for n in range(1, 61) if has(known, n)} == numbers
    assert count(known) == len(numbers)
    assert all(a.last + 1 < b.first for a, b in pairwise(known))
    missing = {n for gap in gaps(known) for n in range(gap.first, gap.last + 1)}
    assert missing == set(range(1, max(numbers, default=0) + 1)) - numbers
