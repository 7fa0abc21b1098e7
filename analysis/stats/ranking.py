"""Which units stand apart: do they differ at all, in which places each may be, three groups.

A raw league table names the truly last of 24 units in 27.5 % of cases (STATISTICS §1.3), and
small units fill both its ends. So first the question whether they differ; then for each
the places that it may hold; and groups within which nobody is said to be before another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.stats.hypergeometric import numpy_, special
from analysis.stats.pairwise import separated

_SEED = 20_250_701
_DRAWS = 20_000
_NUMBERS_DRAWN = 4_000_000
_SMALL = 5  # expected counts under which the χ² law is not trusted (Cochran 1954)


class Group(StrEnum):
    """Where a unit stands among the others."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Homogeneity:
    """Whether units differ at all: p is small when they do, None with a reason when undefined."""

    chi_square: float | None
    degrees_of_freedom: int
    p: float | None
    n: int
    method: str
    reason: str | None = None


def homogeneity(successes: Sequence[int], totals: Sequence[int]) -> Homogeneity:
    """Return Pearson's χ² of equal shares over the units that have answers.

    Where an expected count is under 5 the p is found by drawing the same totals anew,
    20,000 times (fewer for thousands of units) from a fixed seed, else from the χ² law.
    Undefined: "no_answers", "one_unit", "all_the_same" (all satisfied, or none).
    Raises ValueError for counts that cannot be. Sources: Pearson 1900; Hope 1968.
    """
    pairs = [(x, n) for x, n in _checked(successes, totals) if n]
    n, x = sum(n for _, n in pairs), sum(x for x, _ in pairs)
    degrees = max(0, len(pairs) - 1)
    reason = _undefined(len(pairs), x, n)
    if reason:
        return Homogeneity(None, degrees, None, n, "χ²", reason)
    chi_square = _chi_square(pairs, x, n)
    if min(total for _, total in pairs) * min(x, n - x) / n >= _SMALL:
        p = float(special().chdtrc(degrees, chi_square))
        return Homogeneity(chi_square, degrees, p, n, "χ²")
    p = _drawn_p([total for _, total in pairs], x, chi_square)
    return Homogeneity(chi_square, degrees, p, n, "χ², Monte Carlo")


def rank_ranges(
    successes: Sequence[int], totals: Sequence[int], rate: float = 0.05
) -> list[tuple[int, int]]:
    """Return for each unit the best and the worst place that it may hold, 1 the highest share.

    Best is 1 + the units significantly better, worst is their number less those
    significantly worse, by Fisher's two-sided test over all pairs under Holm's
    adjustment at `rate`. A unit without answers may hold any place. Raises ValueError
    for counts that cannot be or a rate outside 0 to 1.
    Sources: Goldstein & Spiegelhalter 1996; Klein, Wright & Wieczorek 2020; Holm 1979.
    """
    pairs = _checked(successes, totals)
    if not 0 < rate < 1:
        raise ValueError(f"a rate must lie between 0 and 1: {rate}")
    np = numpy_()
    better, worse = separated([x for x, _ in pairs], [n for _, n in pairs], rate)
    above = np.bincount(worse, minlength=len(pairs))
    below = np.bincount(better, minlength=len(pairs))
    return [(1 + int(a), len(pairs) - int(b)) for a, b in zip(above, below, strict=True)]


def groups(ranges: Sequence[tuple[int, int]]) -> list[Group]:
    """Return each unit's group, of the places that `rank_ranges` gave.

    HIGH: better than at least one and worse than none; LOW: worse than at least one and
    better than none; everybody else is in the MIDDLE, those of whom nothing is known too.
    """
    return [_group(best, worst, len(ranges)) for best, worst in ranges]


def _group(best: int, worst: int, units: int) -> Group:
    if best == 1 and worst < units:
        return Group.HIGH
    return Group.LOW if best > 1 and worst == units else Group.MIDDLE


def _undefined(units: int, x: int, n: int) -> str | None:
    if not units:
        return "no_answers"
    if units == 1:
        return "one_unit"
    return "all_the_same" if x in {0, n} else None


def _chi_square(pairs: list[tuple[int, int]], x: int, n: int) -> float:
    share = x / n
    return sum((x_i - n_i * share) ** 2 / n_i for x_i, n_i in pairs) / (share * (1 - share))


def _drawn_p(totals: list[int], x: int, chi_square: float) -> float:
    np = numpy_()
    n, sizes = sum(totals), np.array(totals)
    draws = max(999, min(_DRAWS, _NUMBERS_DRAWN // len(totals)))
    law = np.random.default_rng(_SEED)
    drawn = law.multivariate_hypergeometric(sizes, x, size=draws, method="marginals")
    share = x / n
    values = ((drawn - sizes * share) ** 2 / sizes).sum(axis=1) / (share * (1 - share))
    # Rounding must not part an equal table from the one seen.
    return float((1 + (values >= chi_square * (1 - 1e-9)).sum()) / (1 + draws))


def _checked(successes: Sequence[int], totals: Sequence[int]) -> list[tuple[int, int]]:
    if len(successes) != len(totals):
        raise ValueError(f"{len(successes)} counts do not belong to {len(totals)} totals")
    pairs = [(int(x), int(n)) for x, n in zip(successes, totals, strict=True)]
    for x, n in pairs:
        if not 0 <= x <= n:
            raise ValueError(f"there cannot be {x} successes among {n}")
    return pairs
