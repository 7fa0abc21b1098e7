"""A sample as it was gathered: who was drawn and how, what they answered, and what counts.

Whoever does not count (waiting for review, sent back, late) weighs nothing and stays: the
strata and clusters of the design are those that were drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from analysis.stats.drawing import drawn
from analysis.stats.sample import Floats, Mask, Sample

FPC_FROM = 0.05
"""Of the PSUs there are, from which sampled share on their number narrows the error."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The answers of a sample, a row each; `counts` (n,) are those in the estimate.

    `values` are 1 (satisfied), 0 or NaN (no answer) by question. A row without a label of
    a variable has "" there. `unweighted` came in without a design, and is no row.
    """

    weights: Floats
    counts: Mask
    strata: Sequence[str] | None
    psus: Sequence[str] | None
    second: Sequence[str] | None
    fpc: Sequence[int] | None
    second_fpc: Sequence[int] | None
    units: NDArray[np.int64]
    labels: Mapping[str, NDArray[np.str_]]
    values: Mapping[str, Floats]
    aside: Mapping[str, int] = field(default_factory=dict)  # by stand, how many do not count
    unweighted: int = 0

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.weights)


@dataclass(frozen=True, slots=True)
class Design:
    """The sample that estimates start from, and how it was read."""

    sample: Sample
    is_finite: bool  # the number of PSUs there are is known, and narrows the error
    fault: str | None = None  # why their number could not be used


def design_of(gathered: Gathered) -> Design:
    """Return the design of a sample; rows that do not count weigh nothing.

    PSUs are taken as drawn with replacement, unless how many there are is known in every
    stratum and more than 5 % of them were drawn.
    """
    weights = np.where(gathered.counts, gathered.weights, 0.0)
    replaced = drawn(weights, gathered.strata, gathered.psus)
    if gathered.fpc is None:
        return Design(replaced, is_finite=False)
    second = gathered.second if gathered.second_fpc is not None else None
    try:
        finite = drawn(
            weights,
            gathered.strata,
            gathered.psus,
            gathered.fpc,
            second=second,
            second_fpc=gathered.second_fpc if second is not None else None,
        )
    except ValueError as fault:
        return Design(replaced, is_finite=False, fault=str(fault))
    stage = finite.first
    if float(stage.sampled.sum()) <= FPC_FROM * float(stage.population.sum()):
        return Design(replaced, is_finite=False)
    return Design(finite, is_finite=True)
