"""An estimate of a survey: its error, what the design cost, and what to be warned of."""

from dataclasses import dataclass, replace
from math import isnan, sqrt

from analysis.stats.estimate import Estimate
from analysis.stats.linearised import half_width

LEVEL = 0.95
NO_ANSWERS, NO_WEIGHT = "no_answers", "no_weight"
ONE_PSU, ONE_PSU_A_STRATUM = "one_psu", "one_psu_a_stratum"
UNSCALED, LONELY, SAME = "weights_not_of_the_population", "one_psu_in_stratum", "all_the_same"
FEW_ANSWERS, FEW_PSUS = "fewer_than_10_answers", "fewer_than_3_psus"
_ROUNDING = 1e-20
"""Of the simple variance: where the PSUs do not differ, rounding leaves less than that."""


@dataclass(frozen=True, slots=True)
class DesignEstimate(Estimate):
    """An estimate with its standard error; None throughout, or without limits, for `reason`.

    `design_effect` compares with a simple random sample without replacement from as many
    as the weights sum to (None when they do not reach n), `design_effect_replace` with one
    drawn with replacement; `effective_n` is n over the first, or else the second.
    `warnings` are fixed words: "weights_not_of_the_population", "all_the_same" (a zero
    error is not certainty), "one_psu_in_stratum: <its name>" for each such stratum, and
    "fewer_than_10_answers" and "fewer_than_3_psus", which are not to be published.
    """

    standard_error: float | None = None
    degrees_of_freedom: int = 0
    design_effect: float | None = None
    design_effect_replace: float | None = None
    effective_n: float | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What was summed for an estimate, before it is concluded.

    `simple` is the variance under simple random sampling with replacement; `weight` the
    sum of weights; `units` and `drawn` how many PSUs were seen, and were drawn at all.
    """

    estimate: float
    variance: float
    n: int
    df: int
    units: int
    drawn: int
    weight: float
    simple: float | None = None
    lonely: tuple[str, ...] = ()


def concluded(found: Found, method: str, level: float = LEVEL) -> DesignEstimate:
    """Return the estimate with Student's t limits, its design effects and warnings.

    Without a degree of freedom the limits are None, and with a single PSU the standard
    error too: nothing tells how units differ.
    """
    width = half_width(max(found.df, 1), level)
    if found.variance <= _ROUNDING * (found.simple or 0.0):
        found = replace(found, variance=0.0)
    known = found.drawn > 1 and not isnan(found.variance) and not _says_nothing(found)
    error = sqrt(max(found.variance, 0.0)) if known else None
    low = high = None
    if error is not None and found.df > 0:
        low, high = found.estimate - width * error, found.estimate + width * error
    without, returned = _effects(found) if error is not None else (None, None)
    effect = returned if without is None else without
    return DesignEstimate(
        found.estimate,
        low,
        high,
        found.n,
        method,
        None if low is not None else _reason(found),
        error,
        max(found.df, 0),
        without,
        returned,
        found.n / effect if effect else None,
        _warnings(found, error),
    )


def undefined(n_rows: int, method: str) -> DesignEstimate:
    """Return that there is nothing to estimate: nobody answered, or no row weighs anything."""
    return DesignEstimate(None, None, None, 0, method, NO_WEIGHT if n_rows else NO_ANSWERS)


def _says_nothing(found: Found) -> bool:
    # Within one PSU the scores of a mean cancel out: what is left is rounding.
    return found.units <= 1 and found.variance <= _ROUNDING * (found.simple or 0.0)


def _reason(found: Found) -> str:
    return ONE_PSU if found.units <= 1 else ONE_PSU_A_STRATUM


def _effects(found: Found) -> tuple[float | None, float | None]:
    if not found.simple:
        return None, None
    left = 1 - found.n / found.weight
    return found.variance / (found.simple * left) if left > 0 else None, (
        found.variance / found.simple
    )


def _warnings(found: Found, error: float | None) -> tuple[str, ...]:
    said = [f"{LONELY}: {name}" for name in found.lonely]
    if found.weight <= found.n:
        said.append(UNSCALED)
    if error == 0 and found.simple == 0:
        said.append(SAME)
    if found.n < 10:
        said.append(FEW_ANSWERS)
    if found.units < 3:
        said.append(FEW_PSUS)
    return tuple(said)
