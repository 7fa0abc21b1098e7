"""Odds in a survey by several traits at once, with errors that know the design.

Says what hangs together ("liên quan"), never what causes what. The errors are linearised
(Binder 1983), so it is R's svyglm with the quasibinomial family.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, stdtr

from analysis.stats.design_estimate import LEVEL, NO_ANSWERS, ONE_PSU_A_STRATUM
from analysis.stats.linearised import degrees_of_freedom, half_width, variance
from analysis.stats.sample import Floats, Inside, Mask, Numbers, Sample, column, rows_of

CONSTANT = "(constant)"
METHOD = "logistic regression, linearised errors"
_ROUNDS, _NEAR = 50, 1e-12
_RUNAWAY = 30.0  # log odds: beyond it a trait parts the answers altogether


@dataclass(frozen=True, slots=True)
class Term:
    """The log odds that one unit of a trait goes with, and Student's t of it."""

    name: str
    estimate: float
    standard_error: float
    low: float
    high: float
    statistic: float
    p_value: float


@dataclass(frozen=True, slots=True)
class Logit:
    """The terms, the constant first; none and a reason when there is nothing to fit.

    Reasons: "no_answers", "all_the_same", "tangled_traits", "parted_by_a_trait",
    "one_psu_a_stratum" (no degree of freedom is left).
    """

    terms: tuple[Term, ...]
    degrees_of_freedom: int
    n: int
    method: str = METHOD
    reason: str | None = None


def logit_of(
    sample: Sample,
    values: Numbers,
    traits: Mapping[str, Numbers],
    domain: Inside | None = None,
    *,
    level: float = LEVEL,
) -> Logit:
    """Return the logistic regression of `values` (n,) of 0, 1 or NaN on `traits` (n,) each.

    Rows with anything missing are left out. Degrees of freedom are those of the design
    less the traits. Raises ValueError for other lengths, or a value that is neither 0 nor
    1. Binder 1983; Lumley 2010.
    """
    y = column(values, len(sample), "values")
    columns = [column(each, len(sample), name) for name, each in traits.items()]
    x = np.stack([np.ones(len(sample)), *columns], axis=1)
    told = rows_of(domain, len(sample))
    inside = told & ~np.isnan(y) & ~np.isnan(x).any(axis=1) & (sample.weights > 0)
    if not np.isin(y[inside], (0, 1)).all():
        raise ValueError("values are 0, 1 or missing")
    df = degrees_of_freedom(sample, told) - len(columns)
    reason = _reason(x[inside], y[inside], df)
    if reason is not None:
        return Logit((), max(df, 0), int(inside.sum()), METHOD, reason)
    beta = _fitted(x[inside], y[inside], sample.weights[inside])
    if beta is None:
        return Logit((), df, int(inside.sum()), METHOD, "parted_by_a_trait")
    errors = _errors(
        sample, np.where(inside[:, None], x, 0.0), np.where(inside, y, 0), beta, inside
    )
    width = half_width(df, level)
    names = (CONSTANT, *traits)
    terms = [_term(*each, df, width) for each in zip(names, beta, errors, strict=True)]
    return Logit(tuple(terms), df, int(inside.sum()))


def _reason(x: Floats, y: Floats, df: int) -> str | None:
    if not len(y):
        return NO_ANSWERS
    if y.min() == y.max():
        return "all_the_same"
    if np.linalg.matrix_rank(x) < x.shape[1]:
        return "tangled_traits"
    return ONE_PSU_A_STRATUM if df < 1 else None


def _fitted(x: Floats, y: Floats, weights: Floats) -> Floats | None:
    """Return the log odds (k,), by Newton's steps; None when they run away."""
    w = weights / weights.mean()
    beta = np.zeros(x.shape[1])
    for _round in range(_ROUNDS):
        p = expit(x @ beta)
        step = np.linalg.lstsq(
            x.T @ (x * (w * p * (1 - p))[:, None]), x.T @ (w * (y - p)), rcond=None
        )[0]
        beta = beta + step
        if np.abs(x @ beta).max() > _RUNAWAY:
            return None
        if np.abs(step).max() < _NEAR * (1 + np.abs(beta).max()):
            return np.asarray(beta)
    return None


def _errors(sample: Sample, x: Floats, y: Floats, beta: Floats, inside: Mask) -> Floats:
    p = expit(x @ beta)
    w = np.where(inside, sample.weights, 0.0)
    inverse = np.linalg.inv(x.T @ (x * (w * p * (1 - p))[:, None]))
    scores = (x * (w * (y - p))[:, None]) @ inverse
    return np.asarray(np.sqrt(np.diag(variance(sample, scores, inside))))


def _term(name: str, estimate: float, error: float, df: int, width: float) -> Term:
    statistic = float(estimate / error) if error > 0 else float(np.sign(estimate)) * np.inf
    p_value = float(2 * stdtr(df, -abs(statistic)))
    low, high = float(estimate - width * error), float(estimate + width * error)
    return Term(name, float(estimate), float(error), low, high, statistic, p_value)
