"""An estimate: a number with its limits, of how many, by which method; or why there is none."""

from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its limits, or None throughout and the reason why.

    `method` is a fixed string that a screen can show; `n` counts the answers it rests on.
    """

    estimate: float | None
    low: float | None
    high: float | None
    n: int
    method: str
    reason: str | None = None


def whole(count: float) -> int:
    """Return a count as a plain int: numpy's own, of any width, and 5.0 are whole numbers too.

    Raises ValueError for what is not whole.
    """
    if not isfinite(count) or count != int(count):
        raise ValueError(f"a count must be a whole number: {count}")
    return int(count)
