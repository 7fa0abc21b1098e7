"""Drawing without putting back: the tails behind Fisher's test and a known number of dossiers.

Exact, and many laws at a time: a tail starts from one point, whose logarithm is made of
log factorials, and goes on by ratios of whole numbers; nothing here is a normal curve.
Arguments are int64 arrays of one length (or broadcast to one): `drawn` out of `whole`,
of which `marked` are marked, and `seen` marked ones among those drawn.
"""

from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]
    Counts = NDArray[numpy.int64]

_TIES = 1e-7  # R's allowance in fisher.test for outcomes that rounding alone parts
_TABLE = 1 << 22  # looked up, a log factorial costs a tenth of what computing it costs
_BLOCK = 1 << 18
_NOTHING = 1e-18


def log_choose(n: "Counts", k: "Counts") -> "Floats":
    """Return the logarithm of the number of ways to choose `k` of `n`, elementwise."""
    top = int(n.max(initial=0))
    if top >= _TABLE:
        gammaln = special().gammaln
        return gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(n - k + 1.0)
    table = _log_factorials(1 << max(10, top.bit_length()))
    return table[n] - table[k] - table[n - k]


def log_point(seen: "Counts", drawn: "Counts", marked: "Counts", whole: "Counts") -> "Floats":
    """Return the logarithm of the probability of `seen` exactly, which must be possible."""
    ways = log_choose(drawn, seen) + log_choose(whole - drawn, marked - seen)
    return ways - log_choose(whole, marked)


def lower_tail(seen: "Counts", drawn: "Counts", marked: "Counts", whole: "Counts") -> "Floats":
    """Return the probability of `seen` or fewer: 0 below what is possible, 1 above it."""
    np = numpy_()
    # Beyond the mode the other tail is the short one, and sums without loss.
    is_low = seen <= _mode(drawn, marked, whole)
    start = np.where(is_low, seen, drawn - seen - 1)
    tail = _downward(start, drawn, np.where(is_low, marked, whole - marked), whole)
    return np.where(is_low, tail, 1 - tail)


def upper_tail(seen: "Counts", drawn: "Counts", marked: "Counts", whole: "Counts") -> "Floats":
    """Return the probability of `seen` or more."""
    return lower_tail(drawn - seen, drawn, whole - marked, whole)


def both_tails(seen: "Counts", drawn: "Counts", marked: "Counts", whole: "Counts") -> "Floats":
    """Return the probability of all outcomes no likelier than `seen`, which must be possible."""
    np = numpy_()
    is_high = seen > _mode(drawn, marked, whole)
    seen = np.where(is_high, drawn - seen, seen)
    marked = np.where(is_high, whole - marked, marked)
    limit = log_point(seen, drawn, marked, whole) + _TIES
    far = _first_beyond(limit, drawn, marked, whole)
    total = _downward(seen, drawn, marked, whole)
    total = total + _downward(drawn - far, drawn, whole - marked, whole)
    is_likeliest = log_point(_mode(drawn, marked, whole), drawn, marked, whole) <= limit
    return np.where(is_likeliest, 1.0, np.minimum(total, 1.0))


def _mode(drawn: "Counts", marked: "Counts", whole: "Counts") -> "Counts":
    return ((drawn + 1) * (marked + 1)) // (whole + 2)


def _first_beyond(limit: "Floats", drawn: "Counts", marked: "Counts", whole: "Counts") -> "Counts":
    """Return the first outcome above the mode whose log probability is within `limit`."""
    np = numpy_()
    low = _mode(drawn, marked, whole)
    high = np.minimum(drawn, marked) + 1  # past the last outcome: there is none
    while bool((high - low > 1).any()):
        middle = (low + high) // 2
        is_within = log_point(middle, drawn, marked, whole) <= limit
        low, high = np.where(is_within, low, middle), np.where(is_within, middle, high)
    return high


def _downward(seen: "Counts", drawn: "Counts", marked: "Counts", whole: "Counts") -> "Floats":
    """Return the sum from `seen` down to the least possible, for `seen` not above the mode."""
    np = numpy_()
    least = np.maximum(0, drawn + marked - whole)
    start = np.maximum(seen, least)
    sums = _relative_sums(start, drawn + 0 * start, marked + 0 * start, whole + 0 * start)
    return np.where(seen < least, 0.0, np.exp(log_point(start, drawn, marked, whole)) * sums)


def _relative_sums(seen: "Counts", drawn: "Counts", marked: "Counts", whole: "Counts") -> "Floats":
    """Return each tail from `seen` downward as a multiple of its first term."""
    np = numpy_()
    sums, last = np.ones(seen.shape), np.ones(seen.shape)
    left = np.arange(len(seen))
    while len(left):
        width = min(512, max(8, _BLOCK // len(left)))
        step = (seen[left, None] - np.arange(width)).astype(float)
        d, m, w = (column[left, None].astype(float) for column in (drawn, marked, whole))
        # The least outcome's ratio is 0, so nothing is added past it.
        ratio = step * (w - m - d + step) / ((m - step + 1) * (d - step + 1))
        terms = last[left, None] * np.cumprod(ratio, axis=1)
        sums[left] += terms.sum(axis=1)
        last[left] = terms[:, -1]
        seen = seen.copy()
        seen[left] -= width
        left = left[last[left] > _NOTHING * sums[left]]
    return sums


@cache
def _log_factorials(size: int) -> "Floats":
    return special().gammaln(numpy_().arange(size) + 1.0)


@cache
def numpy_() -> ModuleType:
    """Return numpy, which the first question pays for, not every process that hands out forms."""
    import numpy  # noqa: PLC0415

    return numpy


@cache
def special() -> ModuleType:
    """Return scipy's special functions, likewise."""
    from scipy import special as functions  # noqa: PLC0415

    return functions
