"""Every pair of units by Fisher's exact test: which differ, a sanction's worth of sure.

Of 3,321 units there are 5.5 million pairs, and Holm's adjustment over all of them. The
answer is exactly the one of 5.5 million tests, though few are made in full. The chance f
of the very table seen is cheap, and p lies between f and f times the number of tables
possible. With either bound in place of p Holm's procedure stops too late or too early,
which encloses where it truly stops; a pair whose bounds fall on one side of that needs
no p, and for the others p is summed in full.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.stats.hypergeometric import both_tails, log_choose, numpy_

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]
    Counts = NDArray[numpy.int64]

_ROWS = 64
_ROUNDING = 1e-6  # far above what log factorials can lose, far below what a bound gains


def separated(
    successes: Sequence[int], totals: Sequence[int], rate: float
) -> tuple["Counts", "Counts"]:
    """Return the pairs that differ, as two arrays of places: the better one's, the worse one's.

    Two-sided Fisher p-values of all pairs, Holm-adjusted, at most `rate`. Sources:
    Fisher 1922; Holm 1979.
    """
    np = numpy_()
    x, n = np.array(successes, dtype=np.int64), np.array(totals, dtype=np.int64)
    first, second, points = _improbable(x, n, rate)
    chosen = _rejected(x, n, (first, second), points, rate)
    first, second = first[chosen], second[chosen]
    is_better = x[first] * n[second] > x[second] * n[first]
    return np.where(is_better, first, second), np.where(is_better, second, first)


def _improbable(x: "Counts", n: "Counts", rate: float) -> tuple["Counts", "Counts", "Floats"]:
    """Return the pairs whose table's chance alone does not pass `rate`, and its logarithm."""
    np = numpy_()
    own, found = log_choose(n, x), []
    for start in range(0, len(x), _ROWS):
        rows, rest = slice(start, start + _ROWS), slice(start, None)
        both = log_choose(n[rows, None] + n[None, rest], x[rows, None] + x[None, rest])
        points = own[rows, None] + own[None, rest] - both
        above = np.arange(start, len(x))[None, :] > np.arange(len(x))[rows, None]
        i, j = np.nonzero((points <= np.log(rate)) & above)
        found.append((i + start, j + start, points[i, j]))
    empty = np.zeros(0, dtype=np.int64)
    columns = zip(*found, strict=True) if found else ([empty], [empty], [np.zeros(0)])
    first, second, points = (np.concatenate(column) for column in columns)
    return first, second, points


def _rejected(
    x: "Counts", n: "Counts", pairs: tuple["Counts", "Counts"], points: "Floats", rate: float
) -> "Counts":
    """Return the places, among the pairs given, of those that Holm's procedure rejects."""
    np = numpy_()
    hypotheses = len(x) * (len(x) - 1) // 2
    (x1, n1), (x2, n2) = ((x[side], n[side]) for side in pairs)
    seen, drawn, marked, whole = x1, n1, x1 + x2, n1 + n2
    outcomes = 1 + np.minimum(np.minimum(n1, n2), np.minimum(marked, whole - marked))
    lowest, highest = points - _ROUNDING, points + np.log(outcomes) + _ROUNDING
    fewest = _stops_at(highest, hypotheses, rate)
    most = _stops_at(lowest, hypotheses, rate)
    values = np.where(highest <= _limit(fewest, hypotheses, rate), -np.inf, np.inf)
    doubtful = np.nonzero((values > 0) & (lowest <= _limit(most, hypotheses, rate)))[0]
    law = (column[doubtful] for column in (seen, drawn, marked, whole))
    with np.errstate(divide="ignore"):  # a p too small to be a number is small enough
        values[doubtful] = np.log(both_tails(*law))
    return np.nonzero(values <= _limit(_stops_at(values, hypotheses, rate), hypotheses, rate))[0]


def _stops_at(logs: "Floats", hypotheses: int, rate: float) -> int:
    """Return how many hypotheses Holm's procedure rejects, given the p-values' logarithms.

    It is the least r for which exactly r p-values lie at or below rate/(hypotheses − r);
    counting from r = 0 upward arrives there without sorting them.
    """
    rejected = -1
    following = 0
    while following != rejected:
        rejected = following
        following = int((logs <= _limit(rejected, hypotheses, rate)).sum())
    return rejected


def _limit(rejected: int, hypotheses: int, rate: float) -> float:
    np = numpy_()
    return float(np.log(rate / max(1, hypotheses - rejected)))
