"""Two groups, or two waves, of one survey: the difference with what they have in common.

Two waves asked in the same communes move together. Their covariance is in the design, so
both waves stand in one sample; forgetting it makes the error of a change far too wide.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr

from analysis.stats.design_estimate import LEVEL, DesignEstimate, Found, concluded, undefined
from analysis.stats.linearised import degrees_of_freedom, lonely_strata, variance
from analysis.stats.sample import Floats, Inside, Mask, Numbers, Sample, column, rows_of

METHOD = "linearised difference"


@dataclass(frozen=True, slots=True)
class Difference(DesignEstimate):
    """The first mean less the second, with Student's t and its two-sided p."""

    statistic: float | None = None
    p_value: float | None = None


def means_of_groups(
    sample: Sample, values: Numbers, groups: Sequence[Inside]
) -> tuple[Floats, Floats]:
    """Return the means (g,) of `values` (n,) in `groups` (masks) and their covariance (g, g).

    NaN for a group without answers. Errors as `design.mean`. Binder 1983; Lumley 2010.
    """
    read = column(values, len(sample), "values")
    masks = [rows_of(group, len(sample)) & ~np.isnan(read) for group in groups]
    parts = [_influence(sample, read, mask) for mask in masks]
    scores = np.stack([score for _mean, score in parts], axis=1)
    return np.array([mean for mean, _score in parts]), variance(
        sample, scores, np.any(masks, axis=0)
    )


def difference_of(
    sample: Sample, values: Numbers, groups: tuple[Inside, Inside], *, level: float = LEVEL
) -> Difference:
    """Return the first group's mean less the second's: a change between waves of one panel.

    `values` and the masks of the two groups are (n,). Degrees of freedom are PSUs less
    strata seen in either group. None with a reason when a group has no answers. Errors as
    `design.mean`. Binder 1983; Kish 1965 for panels.
    """
    return _difference(sample, values, groups, 0, level)


def t_test_of(
    sample: Sample, values: Numbers, groups: tuple[Inside, Inside], *, level: float = LEVEL
) -> Difference:
    """Return the same difference tested as R's svyttest does: one degree of freedom less.

    Arguments and errors as `difference_of`. Lumley 2010.
    """
    return _difference(sample, values, groups, 1, level)


def _difference(
    sample: Sample, values: Numbers, groups: tuple[Inside, Inside], lost: int, level: float
) -> Difference:
    read = column(values, len(sample), "values")
    told = [rows_of(group, len(sample)) for group in groups]
    masks = [mask & ~np.isnan(read) & (sample.weights > 0) for mask in told]
    if not all(mask.any() for mask in masks):
        nothing = undefined(0, METHOD)
        return Difference(None, None, None, 0, METHOD, nothing.reason)
    (first, score), (second, other) = (_influence(sample, read, mask) for mask in masks)
    inside = masks[0] | masks[1]
    found = Found(
        first - second,
        float(variance(sample, (score - other)[:, None], inside)[0, 0]),
        int(inside.sum()),
        degrees_of_freedom(sample, told[0] | told[1]) - lost,
        len(np.unique(sample.first.units[inside])),
        int(sample.first.sampled.sum()),
        float(sample.weights[inside].sum()),
        None,
        lonely_strata(sample, inside),
    )
    return _tested(concluded(found, METHOD, level))


def _influence(sample: Sample, read: Floats, mask: Mask) -> tuple[float, Floats]:
    w = np.where(mask, sample.weights, 0.0)
    if not w.any():
        return float("nan"), w
    filled = np.where(mask, read, 0.0)
    mean = float(w @ filled / w.sum())
    return mean, w * np.where(mask, filled - mean, 0.0) / w.sum()


def _tested(found: DesignEstimate) -> Difference:
    statistic = p_value = None
    if found.low is not None and found.estimate is not None and found.standard_error:
        statistic = found.estimate / found.standard_error
        p_value = float(2 * stdtr(found.degrees_of_freedom, -abs(statistic)))
    return Difference(
        found.estimate,
        found.low,
        found.high,
        found.n,
        found.method,
        found.reason,
        found.standard_error,
        found.degrees_of_freedom,
        warnings=found.warnings,
        statistic=statistic,
        p_value=p_value,
    )
