"""Least squares: how an overall rating goes with the ratings of its parts.

A coefficient says what goes together ("liên quan"), never what causes what. No page
imports this at its start: it brings numpy.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr

from analysis.stats.complete import Complete, Floats, complete, moments

TANGLED = 1e-10
"""A column of which less than this share is its own tells nothing beside the others."""


@dataclass(frozen=True, slots=True)
class Regression:
    """Coefficients, the intercept first, with their errors; or None of it and the reason why."""

    n: int
    left_out: int
    method: str
    coefficients: tuple[float, ...] | None = None
    standard_errors: tuple[float, ...] | None = None
    p_values: tuple[float, ...] | None = None
    standardised: tuple[float, ...] | None = None
    vif: tuple[float, ...] | None = None
    r_squared: float | None = None
    adjusted_r_squared: float | None = None
    reason: str | None = None


def least_squares(
    predictors: ArrayLike,
    outcome: ArrayLike,
    *,
    counts: ArrayLike | None = None,
    weights: ArrayLike | None = None,
) -> Regression:
    """Return the least-squares fit of `outcome` on `predictors` (rows × k) and an intercept.

    Rows with a NaN are left out and counted. Errors are classical without weights, and
    linearised with them (Binder 1983), each person a cluster. `reason` instead of
    numbers: "no_answers", "too_few_answers" (not more than k + 1), "all_the_same" (the
    outcome), "tangled" (a predictor is made of the others, or constant). ValueError as
    `complete`. Sources: Gauss; Belsley, Kuh & Welsch (1980) for VIF.
    """
    rows = complete(joined(predictors, outcome), counts, weights)
    method = "least squares" if weights is None else "weighted least squares, linearised errors"
    reason = _reason(rows)
    if reason:
        return Regression(rows.n, rows.left_out, method, reason=reason)
    return _fitted(rows, method, weights is not None)


def _fitted(rows: Complete, method: str, is_weighted: bool) -> Regression:
    _, spread = moments(rows)
    size = len(spread) - 1
    scale = np.sqrt(np.diag(spread))
    correlation = spread[:size, :size] / np.outer(scale[:size], scale[:size])
    design = np.column_stack([np.ones(len(rows.values)), rows.values[:, :size]])
    information = (design * rows.mass[:, None]).T @ design
    inverse = np.asarray(np.linalg.inv(information), dtype=np.float64)
    beta = inverse @ (design.T @ (rows.mass * rows.values[:, size]))
    left = np.asarray(rows.values[:, size] - design @ beta, dtype=np.float64)
    free = rows.n - size - 1
    error = _errors(rows, design, inverse, left, is_weighted)
    fit = float(1 - (rows.mass @ left**2) / (rows.mass.sum() * spread[size, size]))
    return Regression(
        rows.n,
        rows.left_out,
        method,
        _plain(beta),
        _plain(error),
        _plain(2 * stdtr(free, -np.abs(beta / np.maximum(error, 1e-300)))),
        _plain(beta[1:] * scale[:size] / scale[size]),
        _plain(np.diag(np.linalg.inv(correlation))),
        fit,
        1 - (1 - fit) * (rows.n - 1) / free,
    )


def joined(predictors: ArrayLike, outcome: ArrayLike) -> Floats:
    """Return predictors and outcome as one table, the outcome last."""
    table = np.asarray(predictors, dtype=np.float64)
    last = np.asarray(outcome, dtype=np.float64)
    if table.ndim != 2 or last.shape != (len(table),):
        raise ValueError("predictors must be rows × columns, with one outcome a row")
    return np.column_stack([table, last])


def _reason(rows: Complete) -> str | None:
    size = rows.values.shape[1] - 1
    if rows.n == 0 or not rows.mass.any():
        return "no_answers"
    if rows.n <= size + 1:
        return "too_few_answers"
    _, spread = moments(rows)
    variances = np.diag(spread)
    if variances[size] <= TANGLED:
        return "all_the_same"
    if (variances[:size] <= TANGLED).any():
        return "tangled"
    scale = np.sqrt(variances[:size])
    own = np.linalg.eigvalsh(spread[:size, :size] / np.outer(scale, scale)) if size else np.ones(1)
    return "tangled" if own.min() <= TANGLED else None


def _errors(
    rows: Complete, design: Floats, inverse: Floats, left: Floats, is_weighted: bool
) -> Floats:
    if not is_weighted:
        free = rows.n - design.shape[1]
        classical: Floats = np.sqrt(np.diag(inverse) * (rows.counts @ left**2) / free)
        return classical
    scores = design * (rows.weights * left)[:, None]
    meat = (scores * rows.counts[:, None]).T @ scores * rows.n / (rows.n - 1)
    linearised: Floats = np.sqrt(np.diag(inverse @ meat @ inverse))
    return linearised


def _plain(array: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in array)
