"""Pooling: counts put together, along the units that stand above. Never an average of averages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

Counts = Mapping[int, int]
"""How many gave each value of a scale."""

Path = tuple[int, ...]
"""A unit's id after those above it, the topmost first."""


def pooled(several: Iterable[Counts]) -> Counts:
    """Return the counts put together."""
    total: dict[int, int] = defaultdict(int)
    for counts in several:
        for value, n in counts.items():
            total[value] += n
    return dict(total)


def pool_upwards(own: Mapping[int, Counts], paths: Mapping[int, Path]) -> dict[int, Counts]:
    """Return the counts of each unit with those of all below it, by `paths`."""
    below: dict[int, list[Counts]] = defaultdict(list)
    for unit_id, counts in own.items():
        for above in paths[unit_id]:
            below[above].append(counts)
    return {unit_id: pooled(several) for unit_id, several in below.items()}
