"""Estimates of a survey with strata, clusters and weights: means, totals, ratios.

Variances are linearised (`linearised`), limits are Student's t with PSUs less strata as
degrees of freedom, as R's `survey` has them (Lumley 2010). A missing value (NaN or None)
takes its row out of the estimate, never out of the design; PSU labels are read within
their stratum. Where answers are in a database, `from_sums` needs only its sums.
"""

from dataclasses import dataclass

import numpy as np

from analysis.stats.design_estimate import LEVEL, DesignEstimate, Found, concluded, undefined
from analysis.stats.design_sums import PsuSums, from_sums
from analysis.stats.drawing import drawn
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
    """Return the weighted mean of `values` (n,) over a sample, or a `domain` (n,) of it.

    In the values' own unit; NaN or None where one is missing. Raises ValueError for
    another length, an infinite value or no such level. Binder 1983; Lumley 2010.
    """
    chosen, (read,) = _chosen(sample, (values,), domain)
    if not chosen.weight:
        return undefined(int(chosen.inside.sum()), MEAN)
    w, weight = chosen.w, chosen.weight
    estimate = float(w @ read / weight)
    apart = np.where(chosen.inside, read - estimate, 0.0)
    estimate += float(w @ apart / weight)  # a second pass takes out the rounding of the first
    found = _found(chosen, estimate, w * apart / weight, _simple(w, apart))
    return concluded(found, MEAN, level)


def total_of(
    sample: Sample, values: Numbers, domain: Inside | None = None, *, level: float = LEVEL
) -> DesignEstimate:
    """Return the weighted total of `values` (n,) over a sample, or a `domain` (n,) of it.

    Arguments, errors and source as `mean_of`; a missing value adds nothing.
    """
    chosen, (read,) = _chosen(sample, (values,), domain)
    if not chosen.weight:
        return undefined(int(chosen.inside.sum()), TOTAL)
    w, weight = chosen.w, chosen.weight
    estimate = float(w @ read)
    simple = _simple(w, np.where(chosen.inside, read - estimate / weight, 0.0))
    spread = None if simple is None else simple * weight**2
    return concluded(_found(chosen, estimate, w * read, spread), TOTAL, level)


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
    the lower total is zero. Errors and source as `mean_of`.
    """
    chosen, (upper, lower) = _chosen(sample, (numerators, denominators), domain)
    if not chosen.weight:
        return undefined(int(chosen.inside.sum()), RATIO)
    w, below = chosen.w, float(chosen.w @ lower)
    if below == 0:
        return DesignEstimate(None, None, None, int((w > 0).sum()), RATIO, "no_denominator")
    estimate = float(w @ upper) / below
    scores = w * (upper - estimate * lower) / below
    return concluded(_found(chosen, estimate, scores, None), RATIO, level)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A domain's rows: `told` are in it, `inside` answered too; `w` is 0 for the others."""

    sample: Sample
    told: Mask
    inside: Mask
    w: Floats
    weight: float


def _chosen(
    sample: Sample, values: tuple[Numbers, ...], domain: Inside | None
) -> tuple[_Chosen, list[Floats]]:
    columns = [column(each, len(sample), "values") for each in values]
    told = rows_of(domain, len(sample))
    if domain is not None and sample.residual is None:
        # The others weigh nothing, and units without a row stay units: leaving them out is
        # as good as masking them. Calibration alone looks at everybody.
        sample, columns = sample.within(told), [each[told] for each in columns]
        told = np.ones(len(sample), np.bool_)
    inside = told & ~np.any([np.isnan(each) for each in columns], axis=0)
    w = np.where(inside, sample.weights, 0.0)
    filled = [np.where(inside, each, 0.0) for each in columns]
    return _Chosen(sample, told, inside, w, float(w.sum())), filled


def _simple(w: Floats, apart: Floats) -> float | None:
    n = int((w > 0).sum())
    return float(w @ apart**2 / w.sum() / (n - 1)) if n > 1 else None


def _found(chosen: _Chosen, estimate: float, scores: Floats, simple: float | None) -> Found:
    sample, weighing = chosen.sample, chosen.w > 0
    return Found(
        estimate,
        float(variance(sample, scores[:, None], chosen.inside)[0, 0]),
        int(weighing.sum()),
        degrees_of_freedom(sample, chosen.told),
        len(np.unique(sample.first.units[weighing])),
        int(sample.first.sampled.sum()),
        chosen.weight,
        simple,
        lonely_strata(sample, chosen.inside),
    )
