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


def drawn(  # noqa: PLR0913  a design has so many columns
    weights: Numbers,
    strata: Labels | None = None,
    psus: Labels | None = None,
    fpc: Numbers | None = None,
    *,
    second: Labels | None = None,
    second_fpc: Numbers | None = None,
    lonely: Lonely = Lonely.ADJUST,
) -> Sample:
    """Return the sample of n rows: `weights` (n,), and a label or count for each row.

    Without `strata` there is one; without `psus` every row is one. `fpc` is how many PSUs
    the row's stratum has, `second_fpc` how many second-stage units its PSU has.
    Raises ValueError, naming the row, for a weight below zero, not finite or missing, a
    missing label, a count that is not positive, changes within a stratum or is smaller
    than the units drawn; and for columns of different lengths.
    """
    checked = _weights(weights)
    n = len(checked)
    top = np.zeros(n, np.int64) if strata is None else _codes(strata, n, "strata")
    names = ("",) if strata is None else _names(strata, top)
    units = np.arange(n) if psus is None else _codes(psus, n, "psus")
    first = _stage(top, units, _counts(fpc, n, "fpc"), names)
    if second is None:
        return Sample(checked, first, None, Lonely(lonely))
    inner = _counts(second_fpc, n, "second_fpc")
    ids = _codes(second, n, "second")
    psu_names = tuple(str(unit) for unit in range(len(first.strata)))
    return Sample(checked, first, _stage(first.units, ids, inner, psu_names), Lonely(lonely))


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


def _weights(weights: Numbers) -> Floats:
    read = np.asarray(weights, dtype=np.float64)
    if read.ndim != 1:
        raise ValueError(f"weights must be one number a row: {read.shape}")
    wrong = ~np.isfinite(read) | (read < 0)
    if wrong.any():
        row = int(np.argmax(wrong))
        raise ValueError(f"weights[{row}] must be a number of zero or more: {read[row]}")
    return read


def _codes(labels: Labels, n: int, name: str) -> Ints:
    read = np.asarray(labels)
    if read.shape != (n,):
        raise ValueError(f"{name} must have one label for each of {n} weights: {read.shape}")
    if read.dtype == object:
        missing = [label is None or label != label for label in read]  # noqa: PLR0124  NaN
        # Labels of several kinds cannot be sorted; their words can.
        read = np.array([f"{type(label).__name__} {label}" for label in read], dtype=np.str_)
    else:
        missing = np.isnan(read) if read.dtype.kind == "f" else [False]
    if np.any(missing):
        raise ValueError(f"{name}[{int(np.argmax(missing))}] has no label")
    if read.dtype.kind not in "iufbUS":
        raise ValueError(f"{name} must be words or numbers: {read.dtype}")
    return np.unique(read, return_inverse=True)[1].astype(np.int64).reshape(n)


def _names(labels: Labels, codes: Ints) -> tuple[str, ...]:
    _, first = np.unique(codes, return_index=True)
    return tuple(str(labels[int(row)]) for row in first)


def _counts(counts: Numbers | None, n: int, name: str) -> Floats:
    if counts is None:
        return np.full(n, np.inf)
    read = np.asarray(counts, dtype=np.float64)
    if read.shape != (n,):
        raise ValueError(f"{name} must have one count for each of {n} weights: {read.shape}")
    wrong = ~(read > 0)
    if wrong.any():
        row = int(np.argmax(wrong))
        raise ValueError(f"{name}[{row}] must be a count above zero: {read[row]}")
    return read


def _stage(top: Ints, labels: Ints, population: Floats, names: tuple[str, ...]) -> Stage:
    width = int(labels.max(initial=0)) + 1
    pairs, units = np.unique(top * width + labels, return_inverse=True)
    strata = pairs // width
    sampled = np.bincount(strata, minlength=len(names)).astype(np.float64)
    known = np.full(len(names), np.inf)
    known[top] = population
    _demand_one_count(top, population, known, names)
    short = sampled > known
    if short.any():
        at = int(np.argmax(short))
        words = f"{int(sampled[at])} units were drawn of {known[at]:g}"
        raise ValueError(f"stratum {names[at]!r}: {words}")
    return Stage(units.astype(np.int64).reshape(len(top)), strata, sampled, known, names)


def _demand_one_count(top: Ints, given: Floats, known: Floats, names: tuple[str, ...]) -> None:
    changed = given != known[top]
    if changed.any():
        row = int(np.argmax(changed))
        name = names[top[row]]
        raise ValueError(f"row {row}: the count of units changes within stratum {name!r}")
