"""The jackknife of clusters (JKn): an estimate made anew with each PSU left out in turn.

For what is no smooth function of means, and as a check of what was linearised. The other
PSUs of the stratum take over the weight of the one left out (Wolter 2007, chapter 4).
"""

from collections.abc import Callable

import numpy as np

from analysis.stats.sample import Floats, Sample


def jackknife(sample: Sample, statistic: Callable[[Floats], Floats]) -> Floats:
    """Return the covariance (p, p) of `statistic`, which gives (p,) for weights (n,).

    Squares are taken about the mean of the replicates (R's mse=FALSE); a stratum of one
    PSU, or wholly drawn, adds nothing. With a known number of PSUs a stratum's share is
    less by what was drawn. NaN from `statistic` makes the covariance NaN.
    """
    stage = sample.first
    scale = (stage.sampled - 1) / stage.sampled * (1 - stage.sampled / stage.population)
    chosen = np.flatnonzero(scale[stage.strata] > 0)
    if not len(chosen):
        size = len(statistic(sample.weights))
        return np.full((size, size), np.nan)
    replicates = np.stack([statistic(_without(sample, int(unit))) for unit in chosen])
    apart = replicates - replicates.mean(axis=0)
    return np.asarray(apart.T @ (apart * scale[stage.strata[chosen]][:, None]))


def _without(sample: Sample, unit: int) -> Floats:
    stage = sample.first
    stratum = stage.strata[unit]
    n = stage.sampled[stratum]
    factor = np.where(stage.strata[stage.units] == stratum, n / (n - 1), 1.0)
    factor[stage.units == unit] = 0
    return np.asarray(sample.weights * factor)
