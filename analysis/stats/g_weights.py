"""How far each weight is pulled so that weighted sums meet known totals: the g-weights.

Of all weights that meet the totals those nearest to the drawn ones are taken, by one of
three distances (Deville & Särndal 1992); bounds keep any one person from speaking for too
many others.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

import numpy as np
from scipy.special import expit

from analysis.stats.sample import Floats

Bounds = tuple[float, float]
_ROUNDS, _NEAR, _HALVES = 200, 1e-10, 40
_FLAT = 1e-4  # a weight at its bound would not move: a little slope keeps a step finite


class Distance(StrEnum):
    """How the distance of a weight from the drawn one is counted."""

    LINEAR = "linear"  # squares; without bounds weights can fall below zero
    RAKING = "raking"  # log odds; with bounds it is cut off at them
    LOGIT = "logit"  # bends smoothly towards its bounds, which it must have


@dataclass(frozen=True, slots=True)
class _Shape:
    """g by how far a row is pulled, its slope, and the area below it (a convex function)."""

    pull: Callable[[Floats], Floats]
    slope: Callable[[Floats], Floats]
    area: Callable[[Floats], Floats]


def g_weights(
    weights: Floats,
    columns: Floats,
    totals: Floats,
    distance: Distance = Distance.LOGIT,
    bounds: Bounds | None = None,
) -> Floats:
    """Return g (n,): `weights` · g sums `columns` (n, k) to `totals` (k,).

    Raises ValueError for bounds that do not lie about 1, LOGIT without any, and totals
    that no such weights reach. Deville & Särndal 1992; R's calibrate.
    """
    shape = _shape(Distance(distance), bounds)

    def away_and_height(eta: Floats) -> tuple[Floats, float]:
        u = columns @ eta
        away = np.asarray(totals - columns.T @ (weights * shape.pull(u)))
        return away, float(weights @ shape.area(u) - totals @ eta)

    size, eta = 1 + np.abs(totals), np.zeros(columns.shape[1])
    away, height = away_and_height(eta)
    for _round in range(_ROUNDS):
        if float(np.max(np.abs(away) / size, initial=0)) < _NEAR:
            return shape.pull(columns @ eta)
        slope = weights * shape.slope(columns @ eta)
        step = np.linalg.pinv(columns.T @ (columns * slope[:, None]), hermitian=True) @ away
        for _half in range(_HALVES):
            new_away, new_height = away_and_height(eta + step)
            if _is_nearer((away, height), (new_away, new_height), float(away @ step)):
                break
            step = step / 2
        eta, away, height = eta + step, new_away, new_height
    within = "" if bounds is None else f" between {bounds[0]:g} and {bounds[1]:g} times the drawn"
    raise ValueError(f"no weights{within} meet the totals")


def _is_nearer(old: tuple[Floats, float], new: tuple[Floats, float], gain: float) -> bool:
    # What is looked for is the foot of a convex valley: either the way down is long enough,
    # or, at the very foot where heights are all rounding, less is missing of the totals.
    (away, height), (new_away, new_height) = old, new
    if not (np.isfinite(new_height) and np.isfinite(new_away).all()):
        return False
    return new_height <= height - 1e-4 * gain or bool(
        np.linalg.norm(new_away) < np.linalg.norm(away)
    )


def _shape(distance: Distance, bounds: Bounds | None) -> _Shape:
    low, high = bounds if bounds is not None else (-np.inf, np.inf)
    if not low < 1 < high:
        raise ValueError(f"bounds lie below and above 1: {low:g} and {high:g}")
    if distance is Distance.LOGIT:
        if not (isfinite(low) and isfinite(high)):
            raise ValueError("logit weights have two bounds")
        return _logit(low, high)
    return _linear(low, high) if distance is Distance.LINEAR else _raking(max(low, 0.0), high)


def _linear(low: float, high: float) -> _Shape:
    def area(u: Floats) -> Floats:
        held = np.clip(u, low - 1, high - 1)
        return np.asarray(held + held**2 / 2 + _beyond(u, held, low, high))

    def slope(u: Floats) -> Floats:
        return np.where((u > low - 1) & (u < high - 1), 1.0, _FLAT)

    return _Shape(lambda u: np.asarray(np.clip(1 + u, low, high)), slope, area)


def _raking(low: float, high: float) -> _Shape:
    least, most = (np.log(low) if low > 0 else -np.inf), np.log(high)

    def pull(u: Floats) -> Floats:
        with np.errstate(over="ignore"):
            return np.asarray(np.exp(np.clip(u, least, most)))

    def slope(u: Floats) -> Floats:
        return np.asarray(np.where((u > least) & (u < most), 1.0, _FLAT) * pull(u))

    def area(u: Floats) -> Floats:
        return np.asarray(pull(u) + _beyond(u, np.clip(u, least, most), low, high))

    return _Shape(pull, slope, area)


def _beyond(u: Floats, held: Floats, low: float, high: float) -> Floats:
    over, under = np.maximum(u - held, 0), np.minimum(u - held, 0)
    return np.asarray(
        (over * high if isfinite(high) else 0.0) + (under * low if isfinite(low) else 0.0)
    )


def _logit(low: float, high: float) -> _Shape:
    pace = (high - low) / ((1 - low) * (high - 1))
    shift = np.log((high - 1) / (1 - low))

    def pull(u: Floats) -> Floats:
        return np.asarray(low + (high - low) * expit(pace * u - shift))

    def slope(u: Floats) -> Floats:
        g = pull(u)
        return np.asarray(pace * (g - low) * (high - g) / (high - low))

    def area(u: Floats) -> Floats:
        return np.asarray(low * u + (high - low) / pace * np.logaddexp(0, pace * u - shift))

    return _Shape(pull, slope, area)
