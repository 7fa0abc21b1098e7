"""How often so many answers reach a verdict when the truth is known: exact sums, no luck.

At n = 100 most units near the target are honestly "cannot say yet"; this says how many
answers make that rare. The chance does not rise steadily with n, for one answer more can
raise the count that is needed; so "enough" means enough from there on.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.stats.hypergeometric import numpy_, special
from analysis.stats.proportions import LEVEL, Verdict

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]
    Counts = NDArray[numpy.int64]

_TAIL = (1 - LEVEL) / 2
_CEILING = 100_000
_KEPT = 1024  # a page asks for the same nine truths each time, at a second in all


def verdict_power(true_share: float, target: float, n: int) -> dict[Verdict, float]:
    """Return the chance of each verdict on `n` answers of a unit whose truth is `true_share`.

    Raises ValueError for a share or target outside 0 to 1, or a negative n.
    Source: binomial sums over the rule of `proportions.verdict`.
    """
    _demand(true_share, target)
    if n < 0:
        raise ValueError(f"there cannot be {n} answers")
    ns = numpy_().array([n])
    met = float(_met(ns, true_share, target)[0])
    not_met = float(_not_met(ns, true_share, target)[0])
    rest = max(0.0, 1 - met - not_met)
    return {Verdict.MET: met, Verdict.NOT_MET: not_met, Verdict.CANNOT_SAY: rest}


@lru_cache(maxsize=_KEPT)
def enough_answers(true_share: float, target: float, power: float = 0.8) -> int | None:
    """Return the n from which on the right verdict has at least the chance `power`.

    None for a truth that is the target, or so near it that 100,000 answers are not enough.
    Raises ValueError for a share, target or power outside 0 to 1.
    Source: binomial sums over the rule of `proportions.verdict`.
    """
    _demand(true_share, target)
    if not 0 < power < 1:
        raise ValueError(f"power must lie between 0 and 1: {power}")
    chance = _met if true_share > target else _not_met
    reach = 128
    while true_share != target and reach <= _CEILING:
        chances = chance(numpy_().arange(reach + 1), true_share, target)
        # The teeth of the saw grow shorter: where the second half holds, the rest does.
        short = int(numpy_().nonzero(chances < power)[0][-1])
        if short < reach // 2:
            return short + 1
        reach *= 2
    return None


def _met(ns: "Counts", true_share: float, target: float) -> "Floats":
    """Return the chance of MET at each n: of as many satisfied as that asks for, or more."""
    np, betainc = numpy_(), special().betainc

    def is_met(x: "Counts") -> "Counts":
        return (x > 0) & (betainc(np.maximum(x, 1), np.maximum(ns - x, 0) + 1, target) <= _TAIL)

    least = _first(is_met, ns)
    chances = betainc(np.maximum(least, 1), np.maximum(ns - least, 0) + 1, true_share)
    return np.where(least > ns, 0.0, chances)


def _not_met(ns: "Counts", true_share: float, target: float) -> "Floats":
    """Return the chance of NOT_MET at each n: of fewer satisfied than spare it."""
    np, betaincc = numpy_(), special().betaincc

    def is_spared(x: "Counts") -> "Counts":
        return (x >= ns) | (betaincc(x + 1, np.maximum(ns - x, 1), target) >= _TAIL)

    most = _first(is_spared, ns) - 1
    return np.where(most < 0, 0.0, betaincc(np.maximum(most, 0) + 1, ns - most, true_share))


def _first(holds: Callable[["Counts"], "Counts"], ns: "Counts") -> "Counts":
    """Return at each n the least count that `holds`, which then never stops; n + 1 for none."""
    np = numpy_()
    low, high = np.full(ns.shape, -1), ns + 1
    while bool((high - low > 1).any()):
        middle = (low + high) // 2
        is_held = holds(middle)
        low, high = np.where(is_held, low, middle), np.where(is_held, middle, high)
    return high


def _demand(true_share: float, target: float) -> None:
    if not 0 <= true_share <= 1:
        raise ValueError(f"a share must lie between 0 and 1: {true_share}")
    if not 0 < target < 1:
        raise ValueError(f"target must lie between 0 and 1: {target}")
