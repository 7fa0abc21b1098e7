"""Shapley shares of R²: how much of the overall rating goes with each of its parts.

Parts go together among themselves, so a correlation alone sells a halo for a driver:
the averaged gain over all orders (LMG, which is Shapley's value) does not. Only the
covariance counts, so a million answers cost what their distinct rows cost. No page
imports this at its start: it brings numpy.
"""

from dataclasses import dataclass
from math import factorial, isqrt

import numpy as np
from numpy.typing import ArrayLike

from analysis.stats.complete import Complete, Floats, complete
from analysis.stats.estimate import Estimate
from analysis.stats.importance import Driver, Drivers
from analysis.stats.regression import TANGLED, joined

PER_PREDICTOR = 15
MOST_PREDICTORS = 12
"""4,096 models; more questions than that are not one question's parts."""

REPLICATES = 1_000
LEVEL = 0.95
_SEED = 2026
_GROUPS = 5_000  # rows drawn one by one; of more, so many groups of people


def drivers(
    predictors: ArrayLike,
    outcome: ArrayLike,
    *,
    counts: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    replicates: int = REPLICATES,
) -> Drivers:
    """Return each predictor's LMG/Shapley part of R², with bootstrap intervals.

    predictors: rows × k ratings; outcome: one a row; counts: people in a row; weights:
    survey weight of a person of the row. Rows with a NaN are left out and counted.
    The parts sum to R². Intervals are 95 % percentiles of `replicates` resamples of
    people, drawn alike every time; none with 0 replicates. `reason` instead:
    "no_answers", "no_predictors", "too_few_answers" (under 15 people a predictor),
    "all_the_same" (the outcome), "no_relation" (R² is 0). ValueError as `complete`,
    and for more than 12 predictors. Sources: Lindeman, Merenda & Gold (1980); Grömping
    (2006); Chamandy et al. (2012) for a bootstrap that draws each person apart.
    """
    rows = complete(joined(predictors, outcome), counts, weights)
    size = rows.values.shape[1] - 1
    if size > MOST_PREDICTORS:
        raise ValueError(f"there must be at most {MOST_PREDICTORS} predictors, not {size}")
    method = f"LMG/Shapley, bootstrap {LEVEL * 100:g} %"
    units = _units(rows) if rows.n and rows.mass.any() else None
    spread = units.spreads(units.counts[None, :]) if units else None
    reason = _reason(rows, size, spread)
    if units is None or spread is None or reason:
        return Drivers(rows.n, rows.left_out, method, reason=reason)
    fits = fits_of_subsets(spread)
    whole = float(fits[0, -1])
    if whole <= TANGLED:
        return Drivers(rows.n, rows.left_out, method, reason="no_relation")
    limits = _limits(units, size, replicates)
    shares = [
        Estimate(float(part) / whole, low, high, rows.n, method)
        for part, (low, high) in zip(shapley(fits)[0], limits, strict=True)
    ]
    return Drivers(rows.n, rows.left_out, method, whole, _each(shares, fits[0], spread[0]))


def _each(shares: list[Estimate], fits: Floats, spread: Floats) -> tuple[Driver, ...]:
    whole, every = float(fits[-1]), len(fits) - 1
    return tuple(
        Driver(
            (share.estimate or 0.0) * whole,
            share,
            float(fits[1 << j]),
            whole - float(fits[every - (1 << j)]),
            _inflation(spread, j),
        )
        for j, share in enumerate(shares)
    )


def fits_of_subsets(spreads: Floats) -> Floats:
    """Return R² of every subset of predictors for each covariance, outcome last.

    spreads: draws × (k + 1) × (k + 1). Returned: draws × 2^k; bit j of the column says
    whether predictor j is in. A predictor that the ones before it give altogether, or
    that never varies, adds nothing.
    """
    size = spreads.shape[1] - 1
    start = np.einsum("dii->di", spreads)
    total = np.where(start[:, size] > TANGLED, start[:, size], np.inf)
    fits = np.zeros((len(spreads), 1 << size))

    def walk(left: Floats, first: int, subset: int) -> None:
        for j in range(first, size):
            own = left[:, j, j] > TANGLED * np.maximum(start[:, j], TANGLED)
            pivot = np.where(own, left[:, j, j], np.inf)
            column = left[:, :, j]
            reduced = left - column[:, :, None] * (column / pivot[:, None])[:, None, :]
            fits[:, subset | 1 << j] = np.where(
                np.isinf(total), 0.0, 1 - reduced[:, size, size] / total
            )
            walk(reduced, j + 1, subset | 1 << j)

    walk(spreads, 0, 0)
    return np.clip(fits, 0.0, 1.0)


def shapley(fits: Floats) -> Floats:
    """Return each player's Shapley value (draws × k) in the games `fits` (draws × 2^k)."""
    size = fits.shape[1].bit_length() - 1
    subsets = np.arange(fits.shape[1])
    sizes = np.array([bin(subset).count("1") for subset in subsets])
    share = np.array([factorial(s) * factorial(size - s - 1) for s in range(size)], dtype=float)
    values = np.zeros((len(fits), size))
    for j in range(size):
        without = subsets[(subsets >> j) & 1 == 0]
        gains = fits[:, without | 1 << j] - fits[:, without]
        values[:, j] = gains @ (share[sizes[without]] / factorial(size))
    return values


def _reason(rows: Complete, size: int, spread: Floats | None) -> str | None:
    if spread is None:
        return "no_answers"
    if size == 0:
        return "no_predictors"
    if rows.n < PER_PREDICTOR * size:
        return "too_few_answers"
    return "all_the_same" if spread[0, size, size] <= TANGLED else None


@dataclass(frozen=True, slots=True)
class _Units:
    """What is drawn anew: rows, or groups of people; how many each is, and the sums of one.

    Sums are those of the weights, of the values about their middle, and of their products.
    """

    counts: Floats
    sums: Floats

    def spreads(self, people: Floats) -> Floats:
        """Return the covariance of the columns in each draw of `people` (draws × units)."""
        summed = people @ self.sums
        # 1 + k + k² columns, of which k is the whole root.
        width = isqrt(summed.shape[1] - 1)
        total = np.maximum(summed[:, :1], 1e-300)
        means = summed[:, 1 : width + 1] / total
        square = (summed[:, width + 1 :] / total).reshape(-1, width, width)
        return np.asarray(square - means[:, :, None] * means[:, None, :], dtype=np.float64)


def _units(rows: Complete) -> _Units:
    away = rows.values - rows.values.mean(axis=0)
    if len(away) <= _GROUPS:
        pairs = (away[:, :, None] * away[:, None, :]).reshape(len(away), -1)
        sums = np.hstack([np.ones((len(away), 1)), away, pairs]) * rows.weights[:, None]
        return _Units(rows.counts, sums)
    # Of very many people groups made by lot are drawn instead: as good, and quick.
    person = np.repeat(np.arange(len(away)), rows.counts.astype(int))
    group = np.random.default_rng(_SEED).integers(_GROUPS, size=len(person))
    weight, width = rows.weights[person], away.shape[1]

    def summed(values: Floats) -> Floats:
        return np.bincount(group, weight * values[person], _GROUPS).astype(np.float64)

    sums = np.zeros((_GROUPS, 1 + width + width * width))
    sums[:, 0] = summed(np.ones(len(away)))
    for i in range(width):
        sums[:, 1 + i] = summed(away[:, i])
        for j in range(i, width):
            both = summed(away[:, i] * away[:, j])
            sums[:, 1 + width + i * width + j] = sums[:, 1 + width + j * width + i] = both
    return _Units(np.ones(_GROUPS), sums)


def _limits(units: _Units, size: int, replicates: int) -> list[tuple[float | None, float | None]]:
    if replicates < 1:
        return [(None, None)] * size
    # As many of each unit as a draw with replacement brings, each unit for itself.
    luck = np.random.default_rng(_SEED)
    people = luck.poisson(units.counts, size=(replicates, len(units.counts)))
    fits = fits_of_subsets(units.spreads(people.astype(np.float64)))
    found = shapley(fits) / np.maximum(fits[:, -1:], TANGLED)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(found, [tail, 1 - tail], axis=0)
    return [(float(one), float(other)) for one, other in zip(low, high, strict=True)]


def _inflation(spread: Floats, j: int) -> float | None:
    """Return the variance inflation factor of predictor `j` beside the other predictors."""
    size = len(spread) - 1
    order = [i for i in range(size) if i != j] + [j]
    tolerance = 1 - float(fits_of_subsets(spread[np.ix_(order, order)][None])[0, -1])
    return 1 / tolerance if tolerance > TANGLED and spread[j, j] > TANGLED else None
