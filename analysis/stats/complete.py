"""Rows answered throughout: what a regression or alpha can use, and how many it cannot.

A row may stand for many people who answered alike, which is how the extract counts a
million answers in a few thousand rows. Missing answers are NaN. No page imports this
at its start: it brings numpy.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Complete:
    """Rows without a gap: values (rows × columns), people and weight of each row."""

    values: Floats
    counts: Floats
    weights: Floats
    n: int
    left_out: int

    @property
    def mass(self) -> Floats:
        """Return what each row weighs: its people times their weight."""
        return self.counts * self.weights


def complete(
    values: ArrayLike, counts: ArrayLike | None = None, weights: ArrayLike | None = None
) -> Complete:
    """Return the rows of `values` that lack nothing, with their counts and weights.

    values: rows × columns, NaN where nobody answered; counts: whole people in each row
    (1); weights: the survey weight of one person of the row (1), any scale. Raises
    ValueError for a table of another shape, for infinite values, and for counts or
    weights that are negative, NaN or all zero.
    """
    table = np.asarray(values, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError("values must be a table: rows × columns")
    people = _column(counts, len(table), "counts")
    if (people != np.floor(people)).any():
        raise ValueError("counts must be whole")
    weight = _column(weights, len(table), "weights")
    if np.isinf(table).any():
        raise ValueError("values must be finite, or NaN where missing")
    whole = ~np.isnan(table).any(axis=1) & (people > 0)
    kept = int(people[whole].sum())
    return Complete(table[whole], people[whole], weight[whole], kept, int(people.sum()) - kept)


def moments(rows: Complete) -> tuple[Floats, Floats]:
    """Return the weighted means of the columns and their covariance (divided by Σw)."""
    mass = rows.mass / rows.mass.sum()
    means = mass @ rows.values
    away = rows.values - means
    return means, (away * mass[:, None]).T @ away


def _column(given: ArrayLike | None, rows: int, name: str) -> Floats:
    if given is None:
        return np.ones(rows)
    column = np.asarray(given, dtype=np.float64)
    if column.shape != (rows,):
        raise ValueError(f"{name} must be one number a row")
    if not np.isfinite(column).all() or (column < 0).any():
        raise ValueError(f"{name} must be numbers of 0 or more")
    if rows and not column.any():
        raise ValueError(f"{name} must not all be zero")
    return column
