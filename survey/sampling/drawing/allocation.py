"""Allocation: how many a stage draws in each unit drawn before.

No unit is given nothing: where nobody can be drawn, nobody there has a chance, and no
weight could make up for that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from survey.sampling.drawing.designs import Count, Spread, Steps, Total
from survey.sampling.drawing.units import CannotDraw, Unit, demand_sizes, told


@dataclass(frozen=True, slots=True)
class Sharing:
    """A unit that a stage draws in: its path, its stratum and both their sizes."""

    path: str
    stratum: str
    size: float
    stratum_size: float


def counts(count: Count, places: Sequence[Sharing], order: Sequence[float]) -> list[int]:
    """Return how many to draw in each of `places`; odd ones of a total go by `order`.

    `order` ranks the places by chance, so that nobody's code earns them one more.
    """
    if isinstance(count, int):
        return [count] * len(places)
    if isinstance(count, Total):
        return _spread(count, places, order)
    if isinstance(count, Steps):
        return [_step(count, place.stratum_size) for place in places]
    return [_of_stratum(count, place) for place in places]


def _of_stratum(count: Mapping[str, int], place: Sharing) -> int:
    if place.stratum not in count:
        raise CannotDraw("chưa nêu số phải chọn", f"tầng {place.stratum}")
    return count[place.stratum]


def _step(count: Steps, size: float) -> int:
    return [n for start, n in count.steps if start <= size][-1]


def _spread(count: Total, places: Sequence[Sharing], order: Sequence[float]) -> list[int]:
    if count.total < len(places):
        words = f"{told(count.total)} không đủ chia cho {told(len(places))} nơi, mỗi nơi ít nhất 1"
        raise CannotDraw(words)
    is_even = count.spread is Spread.EVEN
    if not is_even:
        demand_sizes(Unit(place.path, place.size) for place in places)
    sizes = [Fraction(1) if is_even else Fraction(place.size) for place in places]
    return _by_largest_remainder(count.total, sizes, order)


def _by_largest_remainder(
    total: int, sizes: Sequence[Fraction], order: Sequence[float]
) -> list[int]:
    # Whoever's share is below one gets one; the others share what is left.
    given: dict[int, int] = {}
    while True:
        rest = [at for at in range(len(sizes)) if at not in given]
        whole = sum((sizes[at] for at in rest), Fraction(0))
        quota = {at: sizes[at] / whole * (total - len(given)) for at in rest}
        small = [at for at, share in quota.items() if share < 1]
        if not small:
            break
        given |= dict.fromkeys(small, 1)
    shares = given | {at: int(share) for at, share in quota.items()}
    odd = sorted(rest, key=lambda at: (int(quota[at]) - quota[at], order[at]))
    for at in odd[: total - sum(shares.values())]:
        shares[at] += 1
    return [shares[at] for at in range(len(sizes))]
