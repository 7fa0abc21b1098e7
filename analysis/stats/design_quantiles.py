"""Quantiles of a survey: the value below which a weighted share of people lies.

The quantile is the smallest value that reaches the share; its limits are the values at
the limits of that share (Woodruff 1952), as R's svyquantile with qrule "math".
"""

from collections.abc import Sequence

import numpy as np

from analysis.stats.design import mean_of
from analysis.stats.design_estimate import LEVEL, NO_ANSWERS, DesignEstimate
from analysis.stats.sample import Floats, Inside, Numbers, Sample, column, rows_of

METHOD = "Woodruff quantile"
_REACHED = 1e-12  # a share summed up in another order is still the same share


def quantiles_of(
    sample: Sample,
    values: Numbers,
    shares: Sequence[float],
    domain: Inside | None = None,
    *,
    level: float = LEVEL,
) -> list[DesignEstimate]:
    """Return the quantile of `values` (n,) at each of `shares`, in the values' unit.

    A limit is None with the reason "beyond_the_answers" where the share's own limit lies
    outside 0 to 1, both where nobody stands above the quantile. The method defines no
    standard error: None. Raises ValueError for a share that does not lie between 0 and 1,
    and as `design.mean`. Woodruff 1952.
    """
    if not all(0 < share < 1 for share in shares):
        raise ValueError(f"shares must lie between 0 and 1: {list(shares)}")
    read = column(values, len(sample), "values")
    inside = rows_of(domain, len(sample)) & ~np.isnan(read) & (sample.weights > 0)
    if not inside.any():
        return [DesignEstimate(None, None, None, 0, METHOD, NO_ANSWERS) for _share in shares]
    order = np.argsort(read[inside], kind="stable")
    sorted_values = read[inside][order]
    reached = np.cumsum(sample.weights[inside][order])
    reached /= reached[-1]

    def quantile(share: float) -> DesignEstimate:
        at = _at(sorted_values, reached, share)
        below = np.where(np.isnan(read), np.nan, read <= at)
        held = mean_of(sample, below, domain, level=level)
        edges = (held.low, held.high) if held.standard_error else (None, None)
        low, high = (_limit(sorted_values, reached, edge) for edge in edges)
        known = low is not None and high is not None
        reason = None if known else held.reason or "beyond_the_answers"
        df = held.degrees_of_freedom
        return DesignEstimate(at, low, high, held.n, METHOD, reason, None, df)

    return [quantile(share) for share in shares]


def _limit(values: Floats, reached: Floats, share: float | None) -> float | None:
    return None if share is None or not 0 <= share <= 1 else _at(values, reached, share)


def _at(values: Floats, reached: Floats, share: float) -> float:
    at = int(np.searchsorted(reached, share - _REACHED))
    return float(values[min(at, len(values) - 1)])
