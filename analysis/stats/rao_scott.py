"""Whether two answers of a survey hang together: chi-squared, corrected for the design.

Pearson's statistic takes a survey for as many independent people as it has rows, and
finds far too much. Rao and Scott divide it by what the design costs on average and refer
it to an F whose degrees of freedom follow how unevenly it costs (second order).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc

from analysis.stats.linearised import degrees_of_freedom, variance
from analysis.stats.sample import Floats, Inside, Ints, Labels, Mask, Sample, rows_of

METHOD = "Rao–Scott F"


@dataclass(frozen=True, slots=True)
class Association:
    """An F statistic with its degrees of freedom and p, or None throughout and the reason."""

    statistic: float | None
    first_df: float | None
    second_df: float | None
    p_value: float | None
    n: int
    method: str = METHOD
    reason: str | None = None


def association_of(
    sample: Sample, rows: Labels, columns: Labels, domain: Inside | None = None
) -> Association:
    """Return the test of independence of two labels (n,), over a `domain` of complete rows.

    Leave rows with a missing label out by `domain`. None with a reason when a label never
    changes ("one_category"), nobody is left or no degree of freedom. Raises ValueError for
    columns of other lengths. Rao & Scott 1984; Lumley 2010; R's svychisq.
    """
    inside = rows_of(domain, len(sample)) & (sample.weights > 0)
    n = int(inside.sum())
    if not n:
        return Association(None, None, None, None, 0, METHOD, "no_answers")
    r, c = _coded(rows, inside), _coded(columns, inside)
    height, width = int(r.max()) + 1, int(c.max()) + 1
    df = degrees_of_freedom(sample, inside)
    if height < 2 or width < 2:
        return Association(None, None, None, None, n, METHOD, "one_category")
    if df < 1:
        return Association(None, None, None, None, n, METHOD, "one_psu_a_stratum")
    shares, covariance = _cells(sample, inside, r * width + c, height * width)
    return _concluded(shares.reshape(height, width), covariance, n, df)


def _coded(labels: Labels, inside: Mask) -> Ints:
    read = np.asarray(labels)
    if read.shape != inside.shape:
        raise ValueError(f"there must be one label for each of {len(inside)} rows: {read.shape}")
    codes = np.zeros(len(inside), np.int64)
    codes[inside] = np.unique(read[inside], return_inverse=True)[1].reshape(-1)
    return codes


def _cells(sample: Sample, inside: Mask, cell: Ints, cells: int) -> tuple[Floats, Floats]:
    w = np.where(inside, sample.weights, 0.0)
    w = w / w.sum()
    shares = np.asarray(np.bincount(cell, w, cells), np.float64)
    scores = w[:, None] * ((cell[:, None] == np.arange(cells)) - shares)
    return shares, variance(sample, scores, inside)


def _concluded(table: Floats, covariance: Floats, n: int, df: int) -> Association:
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True)
    pearson = n * float(((table - expected) ** 2 / expected).sum())
    contrasts = _interactions(*table.shape)
    shares = table.ravel()
    inverse = np.where(shares > 0, 1 / np.where(shares > 0, shares, 1), 0.0)
    weighted = contrasts * inverse[:, None]
    under_chance = contrasts.T @ weighted / n
    delta = np.linalg.solve(under_chance, weighted.T @ covariance @ weighted)
    trace, squared = float(np.trace(delta)), float(np.trace(delta @ delta))
    if trace <= 0:
        return Association(None, None, None, None, n, METHOD, "no_variation")
    statistic, first = pearson / trace, trace**2 / squared
    p_value = float(fdtrc(first, first * df, statistic))
    return Association(statistic, first, first * df, p_value, n)


def _interactions(height: int, width: int) -> Floats:
    """Return what a table (height · width) can say beyond its margins: (cells, contrasts)."""
    r, c = np.divmod(np.arange(height * width), width)
    rows = (r[:, None] == np.arange(height)).astype(np.float64)
    columns = (c[:, None] == np.arange(1, width)).astype(np.float64)
    margins = np.hstack([rows, columns])
    both = (rows[:, 1:, None] * columns[:, None, :]).reshape(height * width, -1)
    return np.asarray(both - margins @ np.linalg.lstsq(margins, both, rcond=None)[0])
