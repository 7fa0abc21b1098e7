"""Reading the columns of a survey into a sample, refusing what cannot be, by its row.

The same design is asked about for every question and every province, so the units of the
last few designs are remembered by what their columns hold.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray

from analysis.stats.sample import Floats, Ints, Labels, Lonely, Numbers, Sample, Stage

_REMEMBERED = 4
_HASHED = 101  # one byte of so many
Column = Floats | Ints | NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class _Packed:
    """A column as bytes: a key of which only a few are hashed, and all are compared."""

    held: bytes
    kind: str

    def __hash__(self) -> int:
        return hash((self.kind, len(self.held), self.held[::_HASHED]))


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
    first = _remembered(
        None if strata is None else _packed(_labels(strata, n, "strata")),
        None if psus is None else _packed(_labels(psus, n, "psus")),
        None if fpc is None else _packed(_counts(fpc, n, "fpc")),
        n,
    )
    if second is None:
        return Sample(checked, first, None, Lonely(lonely))
    inner = np.full(n, np.inf) if second_fpc is None else _counts(second_fpc, n, "second_fpc")
    ids, _names = _codes(_labels(second, n, "second"))
    psu_names = tuple(str(unit) for unit in range(len(first.strata)))
    return Sample(checked, first, _stage(first.units, ids, inner, psu_names), Lonely(lonely))


def _weights(weights: Numbers) -> Floats:
    read = np.asarray(weights, dtype=np.float64)
    if read.ndim != 1:
        raise ValueError(f"weights must be one number a row: {read.shape}")
    wrong = ~np.isfinite(read) | (read < 0)
    if wrong.any():
        row = int(np.argmax(wrong))
        raise ValueError(f"weights[{row}] must be a number of zero or more: {read[row]}")
    return read


def _labels(labels: Labels, n: int, name: str) -> Column:
    read = np.asarray(labels)
    if read.shape != (n,):
        raise ValueError(f"{name} must have one label for each of {n} weights: {read.shape}")
    missing = np.isnan(read) if read.dtype.kind == "f" else np.zeros(1, np.bool_)
    if read.dtype.kind == "O":
        missing = np.array([label is None or label != label for label in labels])  # noqa: PLR0124
        read = np.array([_word(label) for label in labels], dtype=np.str_)
    if missing.any():
        raise ValueError(f"{name}[{int(np.argmax(missing))}] has no label")
    if read.dtype.kind not in "iufbUS":
        raise ValueError(f"{name} must be words or numbers: {read.dtype}")
    return read


def _word(label: object) -> str:
    # Labels of several kinds cannot be sorted; their words can. Every digit of a number is
    # part of its name, and 7.0 is 7.
    return str(int(label)) if _is_whole(label) else str(label)


def _is_whole(label: object) -> TypeGuard[int | float]:
    return isinstance(label, int | float | np.number) and float(label).is_integer()


def _packed(column: Column) -> _Packed:
    return _Packed(column.tobytes(), column.dtype.str)


@lru_cache(maxsize=_REMEMBERED)
def _remembered(strata: _Packed | None, psus: _Packed | None, fpc: _Packed | None, n: int) -> Stage:
    top, names = (np.zeros(n, np.int64), ("",)) if strata is None else _codes(_read(strata))
    units = np.arange(n) if psus is None else _codes(_read(psus))[0]
    population = np.full(n, np.inf) if fpc is None else _read(fpc).astype(np.float64)
    return _stage(top, units, population, names)


def _read(packed: _Packed) -> Column:
    return np.frombuffer(packed.held, np.dtype(packed.kind))


def _codes(column: Column) -> tuple[Ints, tuple[str, ...]]:
    found, codes = np.unique(column, return_inverse=True)
    return codes.astype(np.int64).reshape(len(column)), tuple(str(label) for label in found)


def _counts(counts: Numbers, n: int, name: str) -> Floats:
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
