"""Proportional odds: the overall rating taken as an order of words, not as a number.

A check on least squares: where both say the same, a reader may be told the simpler.
Coefficients are log odds of a higher rating. No page imports this at its start: it
brings numpy and scipy's optimiser.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize
from scipy.special import expit

from analysis.stats.complete import Complete, Floats, complete
from analysis.stats.regression import TANGLED, joined

_RUNAWAY = 30.0  # log odds beyond it mean that a predictor parts the ratings altogether


@dataclass(frozen=True, slots=True)
class Ordinal:
    """Slopes, then the cuts between neighbouring ratings, with errors; or the reason why not."""

    n: int
    left_out: int
    method: str
    coefficients: tuple[float, ...] | None = None
    cuts: tuple[float, ...] | None = None
    standard_errors: tuple[float, ...] | None = None
    log_likelihood: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    """People to fit: standardised predictors, the rating's place from 0, and the masses."""

    rows: Complete
    design: Floats
    places: Floats
    cuts: int

    def scores(self, theta: Floats) -> tuple[Floats, Floats]:
        """Return each row's log-likelihood and its gradient by slopes and cuts."""
        slopes, edges = theta[: -self.cuts], theta[-self.cuts :]
        place = self.places.astype(int)
        level = self.design @ slopes
        above = np.append(edges, np.inf)[place] - level
        below = np.insert(edges, 0, -np.inf)[place] - level
        upper, lower = expit(above), expit(below)
        chance = np.maximum(upper - lower, 1e-300)
        by_upper, by_lower = upper * (1 - upper) / chance, lower * (1 - lower) / chance
        by_cut = np.zeros((len(place), self.cuts + 2))
        every = np.arange(len(place))
        by_cut[every, place + 1] = by_upper
        by_cut[every, place] -= by_lower
        by_slope = -(by_upper - by_lower)[:, None] * self.design
        return np.log(chance), np.hstack([by_slope, by_cut[:, 1:-1]])


def proportional_odds(
    predictors: ArrayLike,
    outcome: ArrayLike,
    *,
    counts: ArrayLike | None = None,
    weights: ArrayLike | None = None,
) -> Ordinal:
    """Return the maximum-likelihood proportional-odds fit of `outcome` on `predictors`.

    predictors: rows × k; outcome: an ordered rating a row, any numbers; NaN rows are
    left out and counted. Errors (slopes, then cuts) come from the observed information,
    with weights from linearisation (Binder 1983). `reason` instead: "no_answers",
    "all_the_same", "too_few_answers", "tangled", "not_settled" (no finite maximum: a
    predictor parts the ratings). ValueError as `complete`. Source: McCullagh (1980).
    """
    rows = complete(joined(predictors, outcome), counts, weights)
    method = "proportional odds" + ("" if weights is None else ", weighted")
    ratings, places = np.unique(rows.values[:, -1], return_inverse=True)
    reason = _reason(rows, len(ratings))
    if reason:
        return Ordinal(rows.n, rows.left_out, method, reason=reason)
    middle, scale = rows.values[:, :-1].mean(axis=0), rows.values[:, :-1].std(axis=0)
    design = (rows.values[:, :-1] - middle) / scale
    task = _Task(rows, design, places.reshape(-1).astype(np.float64), len(ratings) - 1)
    theta = _maximum(task)
    if theta is None:
        return Ordinal(rows.n, rows.left_out, method, reason="not_settled")
    turn = _turned(task.cuts, middle, scale)
    spread = turn @ _spread(task, theta, weights is not None) @ turn.T
    plain = turn @ theta
    return Ordinal(
        rows.n,
        rows.left_out,
        method,
        tuple(float(value) for value in plain[: -task.cuts]),
        tuple(float(value) for value in plain[-task.cuts :]),
        tuple(float(value) for value in np.sqrt(np.diag(spread))),
        float(rows.mass @ task.scores(theta)[0]),
    )


def _reason(rows: Complete, ratings: int) -> str | None:
    if rows.n == 0 or not rows.mass.any():
        return "no_answers"
    if ratings < 2:
        return "all_the_same"
    size = rows.values.shape[1] - 1
    if rows.n <= size + ratings:
        return "too_few_answers"
    design = np.column_stack([np.ones(len(rows.values)), rows.values[:, :-1]])
    return "tangled" if np.linalg.matrix_rank(design) <= size else None


def _maximum(task: _Task) -> Floats | None:
    """Climb to the maximum over slopes, the first cut, and the logs of the steps between cuts."""
    size = task.design.shape[1]
    mass = task.rows.mass / task.rows.mass.sum()
    reached = np.cumsum(np.bincount(task.places.astype(int), mass))[:-1]
    edges = np.log(reached / (1 - reached))

    def opened(free: Floats) -> Floats:
        cuts = free[size] + np.append(0.0, np.cumsum(np.exp(free[size + 1 :])))
        return np.append(free[:size], cuts)

    def loss(free: Floats) -> tuple[float, Floats]:
        likely, slopes = task.scores(opened(free))
        by_theta = mass @ slopes
        by_cut = by_theta[size:]
        later = np.cumsum(by_cut[::-1])[::-1]
        by_free = np.concatenate([by_theta[:size], later[:1], later[1:] * np.exp(free[size + 1 :])])
        return -float(mass @ likely), -by_free

    steps = np.log(np.maximum(np.diff(edges), TANGLED))
    start = np.concatenate([np.zeros(size), edges[:1], steps])
    found = minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-9, "maxiter": 500})
    theta = opened(found.x)
    settled = np.abs(found.jac).max() < 1e-6 and np.abs(theta).max() < _RUNAWAY
    return theta if settled else None


def _turned(cuts: int, middle: Floats, scale: Floats) -> Floats:
    """Return the matrix that takes slopes and cuts back to the ratings' own units."""
    size = len(scale)
    turn = np.diag(np.concatenate([1 / scale, np.ones(cuts)]))
    turn[size:, :size] = middle / scale
    return turn


def _spread(task: _Task, theta: Floats, is_weighted: bool) -> Floats:
    step = 1e-5
    rows = task.rows
    columns = []
    for place in range(len(theta)):
        move = np.zeros(len(theta))
        move[place] = step
        ahead, behind = task.scores(theta + move)[1], task.scores(theta - move)[1]
        columns.append(-(rows.mass @ (ahead - behind)) / (2 * step))
    inverse: Floats = np.linalg.inv(np.array(columns))
    if not is_weighted:
        return inverse
    scores = task.scores(theta)[1] * rows.weights[:, None]
    meat = (scores * rows.counts[:, None]).T @ scores * rows.n / (rows.n - 1)
    return np.asarray(inverse @ meat @ inverse, dtype=np.float64)
