"""A sample as it was drawn: strata, primary sampling units (PSUs), weights, how many there are.

PSU labels are read within their stratum: "1" of stratum a and "1" of stratum b are two
units (R's nest=TRUE). Nobody is ever taken out of a sample: a domain, or whoever gave no
answer, is a mask over its rows, so that the units and strata of the design stay counted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Numbers = Sequence[float | None] | Sequence[float] | Sequence[int] | Floats | Ints | Mask
Labels = Sequence[str] | Sequence[int] | Sequence[float] | Floats | Ints | NDArray[np.str_]
Inside = Sequence[bool] | Mask


class Lonely(StrEnum):
    """What a stratum of which a single PSU was drawn adds to the variance (R's words)."""

    ADJUST = "adjust"  # its distance from the whole sample's mean: never too small
    AVERAGE = "average"  # what the other strata add on average
    CERTAINTY = "certainty"  # nothing: it was certain to be drawn
    REMOVE = "remove"  # nothing
    FAIL = "fail"  # ValueError


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of drawing: the unit of each row, the stratum of each unit.

    `units` has one code a row, `strata` one a unit; `sampled` and `population` one number
    a stratum (inf where nobody knows how many units there are); `names` its label.
    """

    units: Ints
    strata: Ints
    sampled: Floats
    population: Floats
    names: tuple[str, ...]

    def within(self, rows: Mask) -> "Stage":
        """Return the stage with only `rows` (n,): units without a row stay units."""
        return Stage(self.units[rows], self.strata, self.sampled, self.population, self.names)


@dataclass(frozen=True, slots=True)
class Sample:
    """Who was drawn, and how: what every estimate of a survey starts from.

    `second` are the units drawn within PSUs, when their number is known too.
    `residual`, given by calibration, takes what the margins explain out of a variable.
    """

    weights: Floats
    first: Stage
    second: Stage | None = None
    lonely: Lonely = Lonely.ADJUST
    residual: Callable[[Floats], Floats] | None = None

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.weights)

    def within(self, rows: Mask) -> "Sample":
        """Return the sample with only `rows` (n,) of it, all its units still counted."""
        return Sample(
            self.weights[rows],
            self.first.within(rows),
            None if self.second is None else self.second.within(rows),
            self.lonely,
        )


def column(values: Numbers, n: int, name: str) -> Floats:
    """Return `values` as numbers, NaN where one is missing; (n,) or ValueError."""
    read = np.asarray(values, dtype=np.float64)
    if read.shape != (n,):
        raise ValueError(f"{name} must have one number for each of {n} weights: {read.shape}")
    if np.isinf(read).any():
        raise ValueError(f"{name}[{np.argmax(np.isinf(read))}] is infinite")
    return read


def rows_of(domain: Inside | None, n: int) -> Mask:
    """Return the mask of a domain, all rows when there is none; ValueError unless boolean."""
    if domain is None:
        return np.ones(n, np.bool_)
    mask = np.asarray(domain)
    if mask.shape != (n,) or not (mask.dtype == np.bool_ or np.isin(mask, (0, 1)).all()):
        raise ValueError(f"domain must say true or false for each of {n} rows")
    return mask.astype(np.bool_)
