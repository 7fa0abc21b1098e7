"""Estimates of a survey with strata, clusters and weights: means, totals, ratios.

Variances are linearised (`linearised`), limits are Student's t with PSUs less strata as
degrees of freedom, as R's `survey` has them (Lumley 2010). A missing value (NaN or None)
takes its row out of the estimate, never out of the design; PSU labels are read within
their stratum. Where answers are in a database, `from_sums` needs only its sums.
"""

import numpy as np

from analysis.stats.design_estimate import LEVEL, DesignEstimate, Found, concluded, undefined
from analysis.stats.design_sums import PsuSums, from_sums
from analysis.stats.linearised import degrees_of_freedom, lonely_strata, variance
from analysis.stats.sample import (
    Floats,
    Inside,
    Labels,
    Lonely,
    Mask,
    Numbers,
    Sample,
    column,
    drawn,
    rows_of,
)

__all__ = [
    "DesignEstimate",
    "Lonely",
    "PsuSums",
    "from_sums",
    "mean",
    "mean_of",
    "ratio_of",
    "total",
    "total_of",
]
MEAN, TOTAL, RATIO = "linearised mean", "linearised total", "linearised ratio"


def mean(  # noqa: PLR0913, PLR0917  this order is relied on
    values: Numbers,
    weights: Numbers,
    strata: Labels | None = None,
    psus: Labels | None = None,
    fpc: Numbers | None = None,
    domain: Inside | None = None,
    *,
    level: float = LEVEL,
    lonely: Lonely = Lonely.ADJUST,
) -> DesignEstimate:
    """Return the weighted mean of `values` (n,), NaN or None where one is missing.

    `fpc` (n,) is the number of PSUs in the row's stratum, without it PSUs are taken as
    drawn with replacement; `domain` (n,) is true for the rows to estimate for. In the
    values' own unit. Raises ValueError as `sample.drawn` does. Binder 1983; Lumley 2010.
    """
    sample = drawn(weights, strata, psus, fpc, lonely=lonely)
    return mean_of(sample, values, domain, level=level)


def total(  # noqa: PLR0913, PLR0917
    values: Numbers,
    weights: Numbers,
    strata: Labels | None = None,
    psus: Labels | None = None,
    fpc: Numbers | None = None,
    domain: Inside | None = None,
    *,
    level: float = LEVEL,
    lonely: Lonely = Lonely.ADJUST,
) -> DesignEstimate:
    """Return the weighted total of `values` (n,): arguments, errors and source as `mean`.

    A row whose value is missing adds nothing: make up for it by weighting, or the total
    is too small.
    """
    sample = drawn(weights, strata, psus, fpc, lonely=lonely)
    return total_of(sample, values, domain, level=level)


def mean_of(
    sample: Sample, values: Numbers, domain: Inside | None = None, *, level: float = LEVEL
) -> DesignEstimate:
    """Return the weighted mean of `values` (n,) over a sample, or a `domain` of it."""
    read, inside = _read(sample, values, domain)
    w = np.where(inside, sample.weights, 0.0)
    if not w.any():
        return undefined(int(inside.sum()), MEAN)
    weight = float(w.sum())
    estimate = float(w @ read / weight)
    apart = np.where(inside, read - estimate, 0.0)
    estimate += float(w @ apart / weight)  # a second pass takes out the rounding of the first
    simple = _simple(w, apart)
    found = _found(sample, domain, inside, (estimate, w * apart / weight), simple)
    return concluded(found, MEAN, level)


def total_of(
    sample: Sample, values: Numbers, domain: Inside | None = None, *, level: float = LEVEL
) -> DesignEstimate:
    """Return the weighted total of `values` (n,) over a sample, or a `domain` of it."""
    read, inside = _read(sample, values, domain)
    w = np.where(inside, sample.weights, 0.0)
    if not w.any():
        return undefined(int(inside.sum()), TOTAL)
    weight = float(w.sum())
    estimate = float(w @ read)
    simple = _simple(w, np.where(inside, read - estimate / weight, 0.0))
    spread = None if simple is None else simple * weight**2
    found = _found(sample, domain, inside, (estimate, w * read), spread)
    return concluded(found, TOTAL, level)


def ratio_of(
    sample: Sample,
    numerators: Numbers,
    denominators: Numbers,
    domain: Inside | None = None,
    *,
    level: float = LEVEL,
) -> DesignEstimate:
    """Return the ratio of two totals over a sample, of the rows that have both numbers.

    `numerators` and `denominators` are (n,). None with the reason "no_denominator" where
    the lower total is zero.
    """
    upper, has_upper = _read(sample, numerators, domain)
    lower, has_lower = _read(sample, denominators, domain)
    inside = has_upper & has_lower
    w = np.where(inside, sample.weights, 0.0)
    if not w.any():
        return undefined(int(inside.sum()), RATIO)
    below = float(w @ lower)
    if below == 0:
        n = int((w > 0).sum())
        return DesignEstimate(None, None, None, n, RATIO, "no_denominator")
    estimate = float(w @ upper) / below
    scores = w * (upper - estimate * lower) / below
    return concluded(_found(sample, domain, inside, (estimate, scores), None), RATIO, level)


def _read(sample: Sample, values: Numbers, domain: Inside | None) -> tuple[Floats, Mask]:
    read = column(values, len(sample), "values")
    inside = rows_of(domain, len(sample)) & ~np.isnan(read)
    return np.where(inside, read, 0.0), inside


def _simple(w: Floats, apart: Floats) -> float | None:
    n = int((w > 0).sum())
    return float(w @ apart**2 / w.sum() / (n - 1)) if n > 1 else None


def _found(
    sample: Sample,
    domain: Inside | None,
    inside: Mask,
    statistic: tuple[float, Floats],
    simple: float | None,
) -> Found:
    estimate, scores = statistic
    weighing = inside & (sample.weights > 0)
    return Found(
        estimate,
        float(variance(sample, scores[:, None], inside)[0, 0]),
        int(weighing.sum()),
        degrees_of_freedom(sample, rows_of(domain, len(sample))),
        len(np.unique(sample.first.units[weighing])),
        int(sample.first.sampled.sum()),
        float(sample.weights[weighing].sum()),
        simple,
        lonely_strata(sample, inside),
    )
