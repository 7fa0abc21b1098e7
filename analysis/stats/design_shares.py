"""Shares in a survey with limits that stay between 0 and 1, also at 0 % and 100 %.

Symmetric limits leave the scale near its ends, and a standard error of zero at 0 % or
100 % is not certainty: there the limits are Korn and Graubard's.
"""

from dataclasses import replace
from enum import StrEnum
from math import asin, exp, log, pi, sin, sqrt

import numpy as np
from scipy.special import betaincinv

from analysis.stats.design import mean_of
from analysis.stats.design_estimate import LEVEL, DesignEstimate
from analysis.stats.linearised import half_width
from analysis.stats.proportions import Verdict
from analysis.stats.sample import Inside, Mask, Numbers, Sample, rows_of


class Limits(StrEnum):
    """How the limits of a share are drawn (the methods of R's svyciprop)."""

    LOGIT = "logit"  # Student's t on the log odds
    BETA = "beta"  # Korn and Graubard 1998: exact, for the effective number of answers
    ASIN = "asin"  # Student's t on the arcsine of the root
    MEAN = "mean"  # Student's t on the share itself; may leave 0 to 1


def share_of(
    sample: Sample,
    values: Numbers,
    domain: Inside | None = None,
    *,
    limits: Limits = Limits.LOGIT,
    level: float = LEVEL,
) -> DesignEstimate:
    """Return the weighted share of 1 among `values` (n,) of 0, 1 or NaN where missing.

    At 0 % and 100 %, and wherever the PSUs do not differ, the limits are Korn and
    Graubard's with n answers and the degrees of freedom; everybody asked leaves no
    error. Raises ValueError for a value that is neither 0 nor 1, and as `design.mean`.
    """
    read = np.asarray(values, dtype=np.float64)
    wrong = ~(np.isnan(read) | (read == 0) | (read == 1))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise ValueError(f"values[{row}] must be 0, 1 or missing: {read[row]}")
    found = mean_of(sample, read, domain, level=level)
    if _all_drawn(sample, rows_of(domain, len(sample)) & (sample.weights > 0)):
        return found
    rows = int((rows_of(domain, len(sample)) & (sample.weights > 0)).sum())
    return with_limits(found, rows, limits=limits, level=level)


def with_limits(
    found: DesignEstimate,
    rows: int | None = None,
    *,
    limits: Limits = Limits.LOGIT,
    level: float = LEVEL,
) -> DesignEstimate:
    """Return a share (a mean of 0 and 1, of rows or of sums) with limits between 0 and 1.

    `rows` are all rows of the domain, those without an answer too (R counts them).
    Unchanged where there is no estimate or no limits. Korn & Graubard 1998; Lumley 2010.
    """
    share, error = found.estimate, found.standard_error
    if share is None or error is None or found.low is None:
        return found
    share = min(max(share, 0.0), 1.0)
    kind = Limits(limits) if 0 < share < 1 and error > 0 else Limits.BETA
    df = found.degrees_of_freedom
    width = half_width(df, level)
    if kind is Limits.BETA:
        n = share * (1 - share) / error**2 if error > 0 and 0 < share < 1 else float(found.n)
        cut = half_width((rows or found.n) - 1, level) / width if (rows or found.n) > 1 else 1.0
        low, high = korn_graubard(share, n * cut**2, level)
    else:
        low, high = _transformed(kind, share, error, width)
    return replace(found, estimate=share, low=low, high=high, method=f"survey share, {kind}")


def survey_verdict(found: DesignEstimate, target: float) -> Verdict:
    """Return MET when the limits of a share lie at or above `target`, NOT_MET when below.

    The three words of `proportions.verdict`, read from the drawn limits; CANNOT_SAY where
    there are none. Raises ValueError for a target that does not lie between 0 and 1.
    """
    if not 0 < target < 1:
        raise ValueError(f"target must lie between 0 and 1: {target}")
    if found.low is None or found.high is None:
        return Verdict.CANNOT_SAY
    if found.low >= target:
        return Verdict.MET
    return Verdict.NOT_MET if found.high < target else Verdict.CANNOT_SAY


def korn_graubard(share: float, effective_n: float, level: float = LEVEL) -> tuple[float, float]:
    """Return the exact limits of `share` of an effective number of answers, any number above 0.

    Korn & Graubard 1998: Clopper and Pearson's for x = n·share, which need not be whole.
    """
    if not 0 <= share <= 1 or not effective_n > 0:
        raise ValueError(f"no share {share} of {effective_n} answers")
    tail, x = (1 - level) / 2, share * effective_n
    rest = effective_n - x
    low = float(betaincinv(x, rest + 1, tail)) if x > 0 else 0.0
    high = float(betaincinv(x + 1, rest, 1 - tail)) if rest > 0 else 1.0
    return low, high


def _transformed(kind: Limits, share: float, error: float, width: float) -> tuple[float, float]:
    if kind is Limits.MEAN:
        return share - width * error, share + width * error
    if kind is Limits.ASIN:
        middle, half = asin(sqrt(share)), width * error / (2 * sqrt(share * (1 - share)))
        return sin(max(middle - half, 0.0)) ** 2, sin(min(middle + half, pi / 2)) ** 2
    middle, half = log(share / (1 - share)), width * error / (share * (1 - share))
    return _expit(middle - half), _expit(middle + half)


def _expit(odds: float) -> float:
    return 1 / (1 + exp(-odds)) if odds > 0 else exp(odds) / (1 + exp(odds))


def _all_drawn(sample: Sample, seen: Mask) -> bool:
    stage = sample.first
    strata = stage.strata[stage.units[seen]]
    whole = bool((stage.sampled[strata] == stage.population[strata]).all())
    return whole and sample.second is None and len(strata) > 0
