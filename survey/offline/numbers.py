"""Numbers: each device counts its ratings, so that a missing one and a second one show.

What was received is kept as ranges, however much there is: a device that loses nothing
has one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LARGEST = 2**53 - 1
"""The largest whole number that a browser counts to exactly."""


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """All numbers from `first` to `last`."""

    first: int
    last: int


def joined(ranges: Iterable[Range], numbers: Iterable[int]) -> tuple[Range, ...]:
    """Return `ranges` and `numbers` as the fewest ranges, in order."""
    pieces = sorted([*ranges, *(Range(number, number) for number in numbers)])
    found: list[Range] = []
    for piece in pieces:
        if found and piece.first <= found[-1].last + 1:
            found[-1] = Range(found[-1].first, max(found[-1].last, piece.last))
        else:
            found.append(piece)
    return tuple(found)


def has(ranges: Sequence[Range], number: int) -> bool:
    """Whether `number` is in one of `ranges`."""
    return any(one.first <= number <= one.last for one in ranges)


def gaps(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Return what lies before and between `ranges`: numbers given and never received."""
    missing: list[Range] = []
    next_ = 1
    for one in ranges:
        if one.first > next_:
            missing.append(Range(next_, one.first - 1))
        next_ = one.last + 1
    return tuple(missing)


def count(ranges: Iterable[Range]) -> int:
    """Return how many numbers are in `ranges`."""
    return sum(one.last - one.first + 1 for one in ranges)
