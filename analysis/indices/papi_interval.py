"""How sure a PAPI score is: the whole chain, from answers to the total, linearised at once.

Scores share their respondents, so the error of a dimension is not the sum of its parts'
errors: each row's influence on the score is added up over the indicators, and the variance
is taken of that (delta method; Lumley 2010). Goalposts are fixed, so they add none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.indices.papi import (
    HIGHEST,
    LOWEST,
    dimension_score,
    points_of,
    rescaled,
    sub_dimension_score,
    total_score,
)
from analysis.indices.structure import Indicator, Part
from analysis.stats.design_estimate import LEVEL, DesignEstimate, Found, concluded
from analysis.stats.linearised import degrees_of_freedom, lonely_strata, variance
from analysis.stats.sample import Floats, Inside, Mask, Sample, column, rows_of

METHOD = "linearised PAPI score"


@dataclass(frozen=True, slots=True)
class Papi:
    """A province's scores by code of their part: points, dimensions of 1 to 10, the total.

    `total` is None in its estimate unless all 8 dimensions have a score.
    """

    points: Mapping[str, float | None]
    dimensions: Mapping[str, DesignEstimate]
    total: DesignEstimate


@dataclass(frozen=True, slots=True)
class _Scored:
    score: float | None
    influence: Floats  # (n,) of each row, already weighted
    answered: Mask


def papi_of(
    sample: Sample,
    answers: Mapping[str, Floats],
    dimensions: Sequence[Part],
    domain: Inside | None = None,
    *,
    level: float = LEVEL,
) -> Papi:
    """Return the scores of the rows in `domain` (a province), with Student's t limits.

    `answers` are numbers (n,) by question, NaN where one was not given; `dimensions` are
    parts of sub-dimensions of indicators. Limits are not cut at 1 and 10. Raises
    ValueError as `papi` and `sample.column` do, and KeyError for a question without answers.
    """
    inside = rows_of(domain, len(sample))
    points: dict[str, float | None] = {}
    found: dict[str, _Scored] = {}
    for dimension in dimensions:
        parts = [_sub_dimension(sample, answers, part, inside) for part in dimension.parts]
        earned = [points_of(part.score, len(parts)) for part in parts]
        points |= {part.code: each for part, each in zip(dimension.parts, earned, strict=True)}
        found[dimension.code] = _Scored(dimension_score(earned), *_together(parts, len(parts)))
    scored = list(found.values())
    total = _Scored(total_score([each.score for each in scored]), *_together(scored, 1))
    estimates = {code: _estimate(sample, each, inside, level) for code, each in found.items()}
    return Papi(points, estimates, _estimate(sample, total, inside, level))


def _sub_dimension(
    sample: Sample, answers: Mapping[str, Floats], part: Part, inside: Mask
) -> _Scored:
    scored = list(_indicators(sample, answers, part.indicators, inside))
    score = sub_dimension_score([each.score for each in scored])
    return _Scored(score, *_together(scored, len(scored)))


def _indicators(
    sample: Sample, answers: Mapping[str, Floats], indicators: Sequence[Indicator], inside: Mask
) -> Iterator[_Scored]:
    for indicator in indicators:
        read = column(answers[indicator.question], len(sample), indicator.question)
        answered = inside & ~np.isnan(read) & (sample.weights > 0)
        w = np.where(answered, sample.weights, 0.0)
        if not answered.any():
            yield _Scored(None, w, answered)
            continue
        mean = float(w @ np.where(answered, read, 0.0) / w.sum())
        slope = (HIGHEST - LOWEST) / (indicator.high - indicator.low)
        slope = -slope if indicator.best_is_low else slope
        score = rescaled(mean, indicator.low, indicator.high, best_is_low=indicator.best_is_low)
        apart = np.where(answered, read - mean, 0.0)
        yield _Scored(score, w * apart / w.sum() * slope, answered)


def _together(scored: Sequence[_Scored], share: int) -> tuple[Floats, Mask]:
    influence = np.sum([each.influence for each in scored], axis=0) / max(share, 1)
    return influence, np.any([each.answered for each in scored], axis=0)


def _estimate(sample: Sample, scored: _Scored, inside: Mask, level: float) -> DesignEstimate:
    n = int(scored.answered.sum())
    if scored.score is None:
        reason = "incomplete" if n else "no_answers"
        return DesignEstimate(None, None, None, n, METHOD, reason)
    found = Found(
        scored.score,
        float(variance(sample, scored.influence[:, None], inside)[0, 0]),
        n,
        degrees_of_freedom(sample, inside),
        len(np.unique(sample.first.units[scored.answered])),
        int(sample.first.sampled.sum()),
        float(sample.weights[scored.answered].sum()),
        None,
        lonely_strata(sample, scored.answered),
    )
    return concluded(found, METHOD, level)
