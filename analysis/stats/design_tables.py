"""Many questions of a survey in many provinces at once: one pass, every mean with its error.

The same estimates as `design.mean` with each group as the domain, and as fast as sums can
be: a group's rows are sorted by PSU once, and all questions are summed together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.stats.design_estimate import LEVEL, DesignEstimate, Found, concluded, undefined
from analysis.stats.linearised import degrees_of_freedom, lonely_strata, variance
from analysis.stats.sample import Floats, Ints, Labels, Mask, Sample, Stage

METHOD = "linearised mean"


@dataclass(frozen=True, slots=True)
class _Group:
    """A group's rows, and the part of the design that they are of."""

    sample: Sample
    values: Floats  # (rows, questions), 0 where one is missing
    answered: Mask  # (rows, questions), and the row weighs something
    weightless: Ints  # (questions,) how many answered in rows that weigh nothing


def means_by_group(
    sample: Sample, values: Mapping[str, Floats], groups: Labels, *, level: float = LEVEL
) -> dict[str, dict[str, DesignEstimate]]:
    """Return the mean of each question in each group: {group: {question: estimate}}.

    `values` are numbers (n,) by question, NaN where one is missing; `groups` (n,) is each
    row's label. Raises ValueError for other lengths, an infinite value, a calibrated sample
    or one of two stages (take `design.mean_of` for those).
    """
    if sample.second is not None or sample.residual is not None:
        raise ValueError("many means at once are for samples of one stage, not calibrated")
    names = list(values)
    matrix = np.empty((len(sample), len(names)))
    for at, name in enumerate(names):
        matrix[:, at] = values[name]
    if np.isinf(matrix).any():
        raise ValueError("a value is infinite")
    labels = np.asarray(groups)
    if labels.shape != (len(sample),):
        raise ValueError(f"there must be one group for each of {len(sample)} rows")
    found, codes = np.unique(labels, return_inverse=True)
    rows = np.argsort(codes, kind="stable")
    ends = np.cumsum(np.bincount(codes.reshape(-1), minlength=len(found)))
    chosen = np.split(rows, ends[:-1])
    return {
        str(label): dict(zip(names, _means(_group(sample, matrix, part), level), strict=True))
        for label, part in zip(found, chosen, strict=True)
    }


def _group(sample: Sample, matrix: Floats, rows: Ints) -> _Group:
    stage = sample.first
    units, within = np.unique(stage.units[rows], return_inverse=True)
    strata, of_unit = np.unique(stage.strata[units], return_inverse=True)
    part = Stage(
        within.reshape(-1),
        of_unit.reshape(-1),
        stage.sampled[strata],
        stage.population[strata],
        tuple(stage.names[at] for at in strata),
    )
    values = matrix[rows]
    missing = np.isnan(values)
    weights = sample.weights[rows]
    answered = ~missing & (weights > 0)[:, None]
    weightless = (~missing & (weights == 0)[:, None]).sum(axis=0)
    kept = Sample(weights, part, None, sample.lonely)
    return _Group(kept, np.where(missing, 0.0, values), answered, weightless)


def _means(group: _Group, level: float) -> Sequence[DesignEstimate]:
    w = group.sample.weights[:, None] * group.answered
    weight = w.sum(axis=0)
    held = np.where(weight > 0, weight, 1.0)
    means = (w * group.values).sum(axis=0) / held
    apart = np.where(group.answered, group.values - means, 0.0)
    scores = w * apart / held
    n = group.answered.sum(axis=0)
    simple = (w * apart**2).sum(axis=0) / held / np.maximum(n - 1, 1)
    everyone = np.ones(len(group.sample), np.bool_)
    found = np.diag(variance(group.sample, scores, everyone))
    df, lonely = degrees_of_freedom(group.sample, everyone), lonely_strata(group.sample, everyone)
    drawn, units = int(group.sample.first.sampled.sum()), len(group.sample.first.strata)
    return [
        concluded(
            Found(
                float(means[at]),
                float(found[at]),
                int(n[at]),
                df,
                units,
                drawn,
                float(weight[at]),
                float(simple[at]) if n[at] > 1 else None,
                lonely,
            ),
            METHOD,
            level,
        )
        if n[at]
        else undefined(int(group.weightless[at]), METHOD)
        for at in range(len(means))
    ]
