"""Many p-values on one screen: Benjamini and Hochberg's adjustment, and Holm's.

Benjamini–Hochberg (1995) bounds the share of false alarms among the alarms, and is what
a screen shows; Holm (1979) bounds the chance of a single one, for where a sanction hangs
on it (STATISTICS §5.1). Both are as R's `p.adjust` has them.
"""

from collections.abc import Sequence


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Return the adjusted p-values, in the order given; none for none.

    Raises ValueError for a p that is missing, NaN or outside 0 to 1.
    Source: Benjamini & Hochberg 1995.
    """
    ps = _checked(p_values)
    adjusted, least = [0.0] * len(ps), 1.0
    for rank, place in reversed(list(enumerate(_rising(ps), start=1))):
        least = min(least, ps[place] * len(ps) / rank)
        adjusted[place] = least
    return adjusted


def holm(p_values: Sequence[float]) -> list[float]:
    """Return the adjusted p-values, in the order given; none for none.

    Raises ValueError for a p that is missing, NaN or outside 0 to 1. Source: Holm 1979.
    """
    ps = _checked(p_values)
    adjusted, most = [0.0] * len(ps), 0.0
    for before, place in enumerate(_rising(ps)):
        most = max(most, min(1.0, ps[place] * (len(ps) - before)))
        adjusted[place] = most
    return adjusted


def _rising(ps: list[float]) -> list[int]:
    return sorted(range(len(ps)), key=ps.__getitem__)


def _checked(p_values: Sequence[float]) -> list[float]:
    ps = list(p_values)
    for p in ps:
        if p is None or not 0 <= p <= 1:
            raise ValueError(f"a p-value must lie between 0 and 1: {p}")
    return [float(p) for p in ps]
