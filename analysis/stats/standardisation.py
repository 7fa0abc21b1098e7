"""Comparing units whose citizens come for different things: as if all had the same mix.

A counter that mostly certifies copies has an easier crowd than one that mostly settles
land. Of two counters the better one in both kinds of business may have the lower raw
share (Simpson's paradox). So shares are weighed with one mix, that of all units
compared together; and where groups are missing at a unit, that is said and not guessed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import erfc, isfinite, sqrt
from types import ModuleType

from analysis.stats.estimate import Estimate

Tally = tuple[int, int]
"""Satisfied answers, and all answers, of one group."""

Mix = Mapping[str, Tally]
"""The tallies of one unit by procedure group."""


@dataclass(frozen=True, slots=True)
class Standardised(Estimate):
    """A share at the common mix, and what of the mix the unit has no answers for."""

    lacking: tuple[str, ...] = ()
    lacking_weight: float = 0.0


def pooled_weights(units: Iterable[Mix]) -> dict[str, float]:
    """Return what part of all answers of `units` each group has; the parts add up to 1.

    units: for each unit its (satisfied, n) by group. Without any answer there is no
    mix: an empty result. Raises ValueError for counts that cannot be.
    """
    totals: dict[str, int] = {}
    for unit in units:
        for group, (satisfied, n) in unit.items():
            _demand_counts(satisfied, n)
            totals[group] = totals.get(group, 0) + n
    whole = sum(totals.values())
    return {group: n / whole for group, n in totals.items() if n}


def standardised(
    unit: Mix, weights: Mapping[str, float], level: float = 0.95, most_lacking: float = 0.0
) -> Standardised:
    """Return the unit's satisfied share, had it the mix of `weights` (direct standardisation).

    unit: (satisfied, n) by group; weights: any positive scale, by group. Groups without
    weight are left out. `lacking` are the weighed groups the unit has no answers for; where
    they have more than `most_lacking` of the weight (0 to 1) all is None, reason
    "groups_missing". Where they have less, the share is that of the other groups and the
    limits are widened to hold whatever the lacking ones may be. n counts the answers used.
    Without any answer the reason is "no_answers".

    The limits are the gamma ones of Fay & Feuer (1997), for the rarer of satisfied and
    dissatisfied: exact for Poisson counts, so on the safe side for shares.
    Raises ValueError for weights that are negative, not numbers or all nought, for counts
    or a level that cannot be.
    """
    parts = _parts(weights)
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1: {level}")
    for satisfied, n in unit.values():
        _demand_counts(satisfied, n)
    method = f"direct standardisation, Fay–Feuer {level * 100:g} %"
    known = {group: unit[group] for group in parts if unit.get(group, (0, 0))[1]}
    lacking = tuple(sorted(parts.keys() - known.keys()))
    lost = sum((parts[group] for group in lacking), 0.0) if known else 1.0
    used = sum(n for _satisfied, n in known.values())
    if not known or lost > most_lacking:
        reason = "groups_missing" if known else "no_answers"
        return Standardised(None, None, None, used, method, reason, lacking, lost)
    rest = 1 - lost
    weighed = [(parts[group] / rest, *known[group]) for group in known]
    share, low, high = _gamma_limits(weighed, level)
    low, high = low * rest, high * rest + lost
    return Standardised(share, low, high, used, method, None, lacking, lost)


def mantel_haenszel(first: Mix, second: Mix, level: float = 0.95) -> Estimate:
    """Return how much higher the first unit's share is than the second's, group by group.

    first, second: (satisfied, n) by group; only groups in which both have answers count,
    each with the weight n1·n2 / (n1 + n2). n counts the answers of both in them. Without
    such a group all is None, reason "no_common_group"; where all answers are alike the
    difference is 0 and its limits None, reason "all_alike".
    Sources: Mantel & Haenszel (1959) for the weights; the limits are the differences d
    that Sato's (1989) variance, taken at d and not at what was seen, does not refuse
    (Klingenberg 2014). At what was seen it would call 13 of 13 surely above 95 %.
    Raises ValueError for counts or a level that cannot be.
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1: {level}")
    method = f"Mantel–Haenszel, Klingenberg {level * 100:g} %"
    pairs = _pairs(first, second)
    used = sum(n1 + n2 for _x1, n1, _x2, n2 in pairs)
    if not pairs:
        return Estimate(None, None, None, 0, method, "no_common_group")
    weight = sum(n1 * n2 / (n1 + n2) for _x1, n1, _x2, n2 in pairs)
    difference = sum((x1 * n2 - x2 * n1) / (n1 + n2) for x1, n1, x2, n2 in pairs) / weight
    lean, spread = _sato(pairs)
    if spread == 0 and difference == 0:
        return Estimate(difference, None, None, used, method, "all_alike")
    z = float(_special().ndtri((1 + level) / 2))
    middle = difference + z**2 * lean / (2 * weight**2)
    reach = sqrt(max(0.0, middle**2 - difference**2 + z**2 * spread / weight**2))
    low, high = max(-1.0, middle - reach), min(1.0, middle + reach)
    return Estimate(difference, min(low, difference), max(high, difference), used, method)


def mantel_haenszel_test(first: Mix, second: Mix) -> float:
    """Return the two-sided p-value that two units are alike in every group both have.

    first, second: (satisfied, n) by group. With nothing to compare it is 1. The test of
    Mantel & Haenszel (1959) with their correction for continuity, as R's `mantelhaen.test`.
    Raises ValueError for counts that cannot be.
    """
    surplus = spread = 0.0
    for x1, n1, x2, n2 in _pairs(first, second):
        both, satisfied = n1 + n2, x1 + x2
        surplus += x1 - n1 * satisfied / both
        spread += n1 * n2 * satisfied * (both - satisfied) / (both**2 * (both - 1))
    if spread == 0:
        return 1.0
    return erfc(max(0.0, abs(surplus) - 0.5) / sqrt(2 * spread))


def _pairs(first: Mix, second: Mix) -> list[tuple[int, int, int, int]]:
    for satisfied, n in (*first.values(), *second.values()):
        _demand_counts(satisfied, n)
    return [(*first[g], *second[g]) for g in first if first[g][1] and second.get(g, (0, 0))[1]]


def _sato(pairs: Iterable[tuple[int, int, int, int]]) -> tuple[float, float]:
    """Return P and Q: the variance at a difference d is (d·P + Q) / weight²."""
    lean = spread = 0.0
    for x1, n1, x2, n2 in pairs:
        both = n1 + n2
        lean += (n1**2 * x2 - n2**2 * x1 + n1 * n2 * (n2 - n1) / 2) / both**2
        spread += (x1 * (n2 - x2) + x2 * (n1 - x1)) / (2 * both)
    return lean, spread


def _parts(weights: Mapping[str, float]) -> dict[str, float]:
    for group, weight in weights.items():
        if not (isfinite(weight) and weight >= 0):
            raise ValueError(f"the weight of {group!r} must be a number from 0 up: {weight}")
    whole = sum(weights.values())
    if not whole > 0:
        raise ValueError("some group must have a weight above 0")
    return {group: weight / whole for group, weight in weights.items() if weight > 0}


def _gamma_limits(
    weighed: Iterable[tuple[float, int, int]], level: float
) -> tuple[float, float, float]:
    """Return share, lower and upper limit from (weight, satisfied, n) of each group."""
    groups = list(weighed)
    share = sum(weight * satisfied / n for weight, satisfied, n in groups)
    if share > 0.5:
        missed = [(weight, n - satisfied, n) for weight, satisfied, n in groups]
        rare, low, high = _rare_limits(missed, level)
        return 1 - rare, 1 - high, 1 - low
    return _rare_limits(groups, level)


def _rare_limits(groups: list[tuple[float, int, int]], level: float) -> tuple[float, float, float]:
    rate = sum(weight * x / n for weight, x, n in groups)
    variance = sum(weight**2 * x / n**2 for weight, x, n in groups)
    widest = max(weight / n for weight, _x, n in groups)
    tail = (1 - level) / 2
    low = _gamma(tail, rate, variance) if variance else 0.0
    high = _gamma(1 - tail, rate + widest, variance + widest**2)
    return rate, min(low, rate), min(1.0, high)


def _gamma(probability: float, mean: float, variance: float) -> float:
    shape = mean**2 / variance
    return float(_special().gammaincinv(shape, probability)) * variance / mean


def _demand_counts(satisfied: int, n: int) -> None:
    if not 0 <= satisfied <= n:
        raise ValueError(f"there cannot be {satisfied} satisfied among {n}")


@cache
def _special() -> ModuleType:
    # scipy brings numpy, 0.4 s of import: see `proportions`.
    from scipy import special  # noqa: PLC0415

    return special
