"""What a drawn sample came to, as it is frozen, shown and printed: plain values, no numpy.

A part that is not told has no number in here, not even frozen. Shares are of 0 to 1.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from analysis.samples.fitting import Fault, Misfit
from analysis.stats.proportions import Verdict
from analysis.targets.check import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One estimate with its error; None where it is undefined, with the reason."""

    estimate: float | None
    low: float | None
    high: float | None
    n: int
    standard_error: float | None
    degrees_of_freedom: int
    design_effect: float | None
    effective_n: float | None
    method: str
    reason: str | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One question, or one part of the sample; without numbers where `is_hidden`."""

    name: str
    n: int | None
    satisfied: int | None
    drawn: Figure | None
    raked: Figure | None
    verdict: Verdict | None
    is_hidden: bool = False
    has_few_psus: bool = False  # fewer than three: nothing tells how they differ

    @property
    def best(self) -> Figure | None:
        """The estimate that is told: the raked one, where there is one."""
        return self.raked or self.drawn

    @property
    def plain_share(self) -> float | None:
        """The share without any weight, which is no estimate of the population."""
        return self.satisfied / self.n if self.n and self.satisfied is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighted:
    """All that is told of a drawn sample."""

    question: str | None
    n: int
    promise: Promise | None
    official: Verdict | None
    lines: tuple[Line, ...]
    parts: Mapping[str, tuple[Line, ...]]
    aside: Mapping[str, int]
    unweighted: int
    kish: float | None
    is_finite: bool
    has_design_fault: bool
    variables: tuple[str, ...]
    g_lowest: float | None
    g_highest: float | None
    is_bounded: bool
    kish_after: float | None
    faults: tuple[Fault, ...]

    @property
    def line(self) -> Line | None:
        """The line of the headline question."""
        return next((each for each in self.lines if each.name == self.question), None)


def written(result: Weighted) -> str:
    """Return a result as it is frozen."""
    return json.dumps(asdict(result), ensure_ascii=False, sort_keys=True)


def read(text: str) -> Weighted:
    """Return the result that was frozen as `text`."""
    held = json.loads(text)
    held["promise"] = Promise(**held["promise"]) if held["promise"] else None
    held["official"] = Verdict(held["official"]) if held["official"] else None
    held["lines"] = tuple(map(_read_line, held["lines"]))
    held["parts"] = {kind: tuple(map(_read_line, of)) for kind, of in held["parts"].items()}
    held["variables"] = tuple(held["variables"])
    held["faults"] = tuple(map(_read_fault, held["faults"]))
    return Weighted(**held)


def _read_line(held: dict[str, Any]) -> Line:
    for kind in ("drawn", "raked"):
        if held[kind]:
            held[kind] = Figure(**{**held[kind], "warnings": tuple(held[kind]["warnings"])})
    held["verdict"] = Verdict(held["verdict"]) if held["verdict"] else None
    return Line(**held)


def _read_fault(held: dict[str, Any]) -> Fault:
    sums = tuple(held["sums"]) if held["sums"] else None
    named = tuple(held["named"])
    return Fault(Misfit(held["misfit"]), held["variable"], named, sums, held["n"])
