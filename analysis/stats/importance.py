"""What is worth improving first: how much a part matters beside how well it is rated.

Importance is a share of what goes together with the overall rating ("liên quan"),
never a cause. Values only, so that a page may import them; `drivers` computes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.stats.estimate import Estimate


class Quadrant(StrEnum):
    """Where a part stands: does it matter, and is it rated well."""

    FIX_FIRST = "fix_first"
    KEEP = "keep"
    LATER = "later"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class Driver:
    """One predictor: its Shapley part of R², that as a share of all, alone, last, and its VIF.

    `part`, `first` and `last` are in units of R², 0 to 1; `share` is `part` over R² with
    a bootstrap interval. `vif` is None where the others give this predictor altogether.
    """

    part: float
    share: Estimate
    first: float
    last: float
    vif: float | None


@dataclass(frozen=True, slots=True)
class Drivers:
    """All predictors in the order given, or none and the reason why."""

    n: int
    left_out: int
    method: str
    r_squared: float | None = None
    drivers: tuple[Driver, ...] = ()
    reason: str | None = None


def quadrant(importance: float, level: float, line: float, target: float) -> Quadrant:
    """Return where a part of this `importance` and `level` stands.

    importance, line: shares of 0 to 1; at or above the line it matters. level, target:
    satisfied shares of 0 to 1; at or above the target it is well rated. Source: Martilla
    & James (1977).
    """
    if importance >= line:
        return Quadrant.KEEP if level >= target else Quadrant.FIX_FIRST
    return Quadrant.ENOUGH if level >= target else Quadrant.LATER


def equal_share(drivers: Sequence[Driver]) -> float | None:
    """Return the share each driver would have if all mattered alike; None without drivers."""
    return 1 / len(drivers) if drivers else None


def stands_clear(share: Estimate, line: float) -> bool:
    """Say whether the interval of a share lies on one side of `line`."""
    if share.low is None or share.high is None:
        return False
    return not share.low <= line <= share.high
