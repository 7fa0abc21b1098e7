"""Taylor linearisation: the variance of an estimate from the scores of its rows.

A row's score is what the estimate would move by were the row's weight one more, times its
weight. Scores are summed within units, and the units of a stratum compared with their own
mean (Binder 1983; Lumley 2010, chapter 2), as `svyrecvar` of R's survey does.
"""

import numpy as np
from scipy.special import stdtrit

from analysis.stats.sample import Floats, Ints, Lonely, Mask, Sample, Stage

_CERTAIN = 1e-7  # of a stratum wholly drawn nothing is left to chance


def variance(sample: Sample, scores: Floats, inside: Mask) -> Floats:
    """Return the covariance matrix (p, p) of estimates with `scores` (n, p), 0 outside.

    `inside` (n,) are the rows that count. Without a known number of PSUs they are taken
    as drawn with replacement; with it, and second-stage units, both stages add.
    Raises ValueError under `Lonely.FAIL` when a stratum has one PSU.
    """
    if sample.residual is not None:
        scores = _calibrated(sample, scores)
    first = sample.first
    seen = _seen(first.strata[first.units[inside & (sample.weights > 0)]], len(first.names))
    found = _between(totals(first, scores), first, sample.lonely, seen)
    if sample.second is None:
        return found
    share = (first.sampled / first.population)[first.strata]
    inner = totals(sample.second, scores)
    return found + _between(inner, sample.second, sample.lonely, share > 0, share)


def totals(stage: Stage, scores: Floats) -> Floats:
    """Return the sums (units, p) of `scores` (n, p) within the units of a stage."""
    size = len(stage.strata)
    columns = [np.bincount(stage.units, column, size) for column in scores.T]
    return np.stack(columns, axis=1)


def degrees_of_freedom(sample: Sample, inside: Mask) -> int:
    """Return PSUs less strata among the rows `inside` that weigh anything (R's degf)."""
    units = np.unique(sample.first.units[inside & (sample.weights > 0)])
    return len(units) - len(np.unique(sample.first.strata[units]))


def lonely_strata(sample: Sample, inside: Mask) -> tuple[str, ...]:
    """Return the strata seen `inside` of which a single PSU was drawn, by chance."""
    stage = sample.first
    seen = _seen(stage.strata[stage.units[inside & (sample.weights > 0)]], len(stage.names))
    return tuple(stage.names[at] for at in np.flatnonzero(_alone(stage) & seen))


def half_width(df: int, level: float) -> float:
    """Return Student's t that leaves `level` in the middle; ValueError for no such level."""
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1: {level}")
    return float(stdtrit(df, (1 + level) / 2))


def _between(
    sums: Floats, stage: Stage, lonely: Lonely, seen: Mask, share: Floats | None = None
) -> Floats:
    alone = _alone(stage)
    if lonely is Lonely.FAIL and (alone & seen).any():
        name = stage.names[int(np.argmax(alone & seen))]
        raise ValueError(f"stratum {name!r} has a single sampled unit: its error is unknown")
    left = _left(stage)
    scale = np.where(stage.sampled > 1, left * stage.sampled / _at_least_one(stage.sampled), left)
    scale = scale if share is None else scale * share
    held = [np.bincount(stage.strata, one, len(alone)) for one in sums.T]
    mean = np.stack(held, axis=1) / np.maximum(stage.sampled, 1)[:, None]
    listed = np.bincount(stage.strata, minlength=len(alone))
    unlisted = (stage.sampled - listed) * scale  # drawn, and of no row: a total of 0 each
    if lonely is Lonely.ADJUST:
        mean[alone] = 0
    apart = sums - mean[stage.strata]
    found = apart.T @ (apart * scale[stage.strata][:, None]) + mean.T @ (mean * unlisted[:, None])
    if lonely is Lonely.AVERAGE:
        paired = int((seen & ~alone).sum())
        return np.asarray(found * (seen.sum() / paired if paired else np.nan))
    return np.asarray(found)


def _calibrated(sample: Sample, scores: Floats) -> Floats:
    if sample.residual is None:
        return scores
    held = np.where(sample.weights > 0, sample.weights, 1)[:, None]
    return np.asarray(sample.residual(scores / held) * sample.weights[:, None])


def _left(stage: Stage) -> Floats:
    return np.asarray(1 - stage.sampled / stage.population)


def _alone(stage: Stage) -> Mask:
    return np.asarray((stage.sampled == 1) & (_left(stage) >= _CERTAIN))


def _at_least_one(sampled: Floats) -> Floats:
    return np.asarray(np.maximum(sampled - 1, 1))


def _seen(strata: Ints, size: int) -> Mask:
    mask = np.zeros(size, np.bool_)
    mask[strata] = True
    return mask
