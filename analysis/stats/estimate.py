"""An estimate: a number with its limits, of how many, by which method; or why there is none."""

from dataclasses import dataclass


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
