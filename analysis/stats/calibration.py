"""Weighting a sample to what is known of the population, and what that does to errors.

Totals of a calibrated sample vary less than its weights suggest: what the margins explain
cannot be wrong. So the sample that comes back knows the residuals that are left, and
`design.mean_of` and `total_of` take their variance of those. Using the new weights as if
they were drawn gives a total's error several times too wide.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.stats.g_weights import Bounds, Distance, g_weights
from analysis.stats.margins import Cells, Margin, cells_of
from analysis.stats.sample import Floats, Sample

BOUNDS: Bounds = (0.3, 3.0)
_ROUNDS, _NEAR = 1000, 1e-12
_SWEEPS = 10  # of the residuals, as R's survey
_Residual = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Calibration:
    """A weighted sample; `g` (n,) is how many times its drawn weight each row weighs now.

    `design_effect_before` and `_after` are Kish's (1965): what unequal weights alone cost.
    """

    sample: Sample
    g: Floats
    lowest: float
    highest: float
    design_effect_before: float
    design_effect_after: float


def post_stratified(sample: Sample, margin: Margin) -> Calibration:
    """Return the sample weighted to the totals of one margin, the joint cells as its levels.

    Raises ValueError as `margins.cells_of`: an empty cell is named. Holt & Smith 1979.
    """
    (cells,) = cells_of(sample, [margin])
    sums = np.bincount(cells.codes, sample.weights, len(cells.totals))
    g = (cells.totals / sums)[cells.codes]
    return _weighted(sample, g, lambda z: _less_means(z, [cells], sample.weights))


def raked(sample: Sample, margins: Sequence[Margin], bounds: Bounds | None = None) -> Calibration:
    """Return the sample weighted to several margins by iterative proportional fitting.

    With `bounds` (such as BOUNDS) on g it is `calibrated` by Distance.LOGIT. Raises
    ValueError as `margins.cells_of`, and when no such weights meet the margins. Deming &
    Stephan 1940; Deville, Särndal & Sautory 1993.
    """
    if bounds is not None:
        return calibrated(sample, margins, Distance.LOGIT, bounds)
    cells = cells_of(sample, margins)
    weights, away = sample.weights, np.inf
    for _round in range(_ROUNDS):
        if away < _NEAR:
            break
        before = weights
        for each in cells:
            sums = np.bincount(each.codes, weights, len(each.totals))
            weights = weights * (each.totals / sums)[each.codes]
        away = float(np.max(np.abs(weights - before) / np.where(before > 0, before, 1)))
    else:
        raise ValueError("raking does not settle: cells of the margins are empty in the sample")
    g = np.where(sample.weights > 0, weights / np.where(sample.weights > 0, sample.weights, 1), 1)
    rows = (sample.weights > 0).astype(np.float64)
    return _weighted(sample, g, lambda z: _less_means(z, cells, rows))


def calibrated(
    sample: Sample,
    margins: Sequence[Margin],
    distance: Distance = Distance.LOGIT,
    bounds: Bounds | None = BOUNDS,
) -> Calibration:
    """Return the sample weighted to several margins, g by a distance and within `bounds`.

    Raises ValueError as `margins.cells_of` and `g_weights`. Deville & Särndal 1992.
    """
    cells = cells_of(sample, margins)
    columns = np.hstack([each.codes[:, None] == np.arange(len(each.totals)) for each in cells])
    totals = np.concatenate([each.totals for each in cells])
    return calibrated_to(sample, columns.astype(np.float64), totals, distance, bounds)


def calibrated_to(
    sample: Sample,
    columns: Floats,
    totals: Floats,
    distance: Distance = Distance.LINEAR,
    bounds: Bounds | None = None,
) -> Calibration:
    """Return the sample weighted so that `columns` (n, k) sum to `totals` (k,).

    A column of ones holds the number of people. Raises ValueError as `g_weights`, and for
    other shapes or numbers that are missing. Deville & Särndal 1992; R's calibrate.
    """
    read, sums = np.asarray(columns, np.float64), np.asarray(totals, np.float64)
    if read.ndim != 2 or read.shape != (len(sample), len(sums)):
        raise ValueError(f"{read.shape} columns cannot be summed to {sums.shape} totals")
    if not (np.isfinite(read).all() and np.isfinite(sums).all()):
        raise ValueError("columns and totals have no number missing")
    g = g_weights(sample.weights, read, sums, distance, bounds)
    root = np.sqrt(sample.weights)[:, None]
    inverse = np.linalg.pinv(read * root)
    return _weighted(sample, g, lambda z: np.asarray(z - read @ (inverse @ (z * root))))


def kish(weights: Floats) -> float:
    """Return what unequal `weights` (n,) cost, at least 1: n Σw² / (Σw)² (Kish 1965).

    Raises ValueError when they sum to nothing.
    """
    total = float(weights.sum())
    if not total > 0:
        raise ValueError("weights sum to nothing")
    return float(len(weights) * (weights**2).sum() / total**2)


def trimmed(
    weights: Floats, lowest: float = 0.0, highest: float = np.inf, *, again: bool = True
) -> Floats:
    """Return `weights` (n,) brought within limits, what is cut off shared by the others.

    The sum stays. With `again` until none is outside (R's trimWeights, strict). Raises
    ValueError for limits that cross, or between which the sum cannot be kept.
    """
    cut = np.asarray(weights, np.float64)
    if not lowest <= highest:
        raise ValueError(f"limits of weights cross: {lowest:g} and {highest:g}")
    for _round in range(_ROUNDS):
        outside = (cut < lowest) | (cut > highest)
        if not outside.any():
            return cut
        if outside.all():
            break
        inside = np.clip(cut, lowest, highest)
        spare = float((cut - inside).sum()) / int((~outside).sum())
        cut = np.where(outside, inside, cut + spare)
        if not again:
            return cut
    raise ValueError(f"no weights between {lowest:g} and {highest:g} keep the sum")


def _weighted(sample: Sample, g: Floats, residual: _Residual) -> Calibration:
    weights = sample.weights * g
    if (weights < 0).any():
        raise ValueError("a weight falls below zero: give the weights bounds")
    pulled = g[sample.weights > 0]
    return Calibration(
        replace(sample, weights=weights, residual=residual),
        g,
        float(pulled.min()),
        float(pulled.max()),
        kish(sample.weights),
        kish(weights),
    )


def _less_means(z: Floats, margins: Sequence[Cells], weights: Floats) -> Floats:
    """Return `z` (n, p) less the means of its cells, margin after margin."""
    left = z
    for _sweep in range(_SWEEPS if len(margins) > 1 else 1):
        for cells in margins:
            size = len(cells.totals)
            held = np.bincount(cells.codes, weights, size)
            sums = [np.bincount(cells.codes, weights * one, size) / held for one in left.T]
            left = left - np.stack(sums, axis=1)[cells.codes]
    return left
