"""What a drawn sample came to, as it is frozen, shown and printed: plain values, no numpy.

A part that is not told has no number in here, not even frozen. Shares are of 0 to 1.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from analysis.samples.estimating import Estimated, Share
from analysis.samples.fitting import Fault, Misfit
from analysis.stats.design_estimate import FEW_PSUS, DesignEstimate
from analysis.stats.design_shares import survey_verdict
from analysis.stats.proportions import Verdict
from analysis.targets.check import Promise

_FIGURE = (
    "estimate", "low", "high", "n", "standard_error", "degrees_of_freedom", "design_effect",
    "effective_n", "method", "reason", "warnings",
)  # fmt: skip


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


def weighted(  # noqa: PLR0913  what was estimated, and all it is told with
    found: Estimated,
    *,
    question: str | None,
    promise: Promise | None,
    hidden: Mapping[str, frozenset[str]],
    fewest: int,
    aside: Mapping[str, int],
    unweighted: int,
) -> Weighted:
    """Return what is told of an estimate: `hidden` are the levels of each parting to hide."""
    raking = found.raking
    lines = {
        name: _line(name, share, promise if name == question else None, share.n < fewest)
        for name, share in found.shares.items()
    }
    headline = lines.get(question or "")
    return Weighted(
        question=question,
        n=found.n,
        promise=promise,
        official=_official(headline, promise),
        lines=tuple(lines.values()),
        parts={
            kind: tuple(
                _part(name, share, promise, name in hidden.get(kind, ()) or share.n < fewest)
                for name, share in levels.items()
            )
            for kind, levels in found.parts.items()
            if headline and not headline.is_hidden
        },
        aside=dict(aside),
        unweighted=unweighted,
        kish=found.kish,
        is_finite=found.design.is_finite,
        has_design_fault=found.design.fault is not None,
        variables=raking.variables if raking else (),
        g_lowest=raking.lowest if raking else None,
        g_highest=raking.highest if raking else None,
        is_bounded=raking.is_bounded if raking else False,
        kish_after=raking.kish_after if raking else None,
        faults=raking.faults if raking else (),
    )


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


def _line(name: str, share: Share, promise: Promise | None, is_hidden: bool) -> Line:
    if is_hidden:
        return Line(
            name=name, n=None, satisfied=None, drawn=None, raked=None, verdict=None, is_hidden=True
        )
    verdict = survey_verdict(share.best, promise.share) if promise else None
    raked = _figure(share.raked) if share.raked else None
    return Line(
        name=name,
        n=share.n,
        satisfied=share.satisfied,
        drawn=_figure(share.drawn),
        raked=raked,
        verdict=verdict,
    )


def _part(name: str, share: Share, promise: Promise | None, is_hidden: bool) -> Line:
    if is_hidden or FEW_PSUS not in share.drawn.warnings:
        return _line(name, share, promise, is_hidden)
    none = {"satisfied": None, "drawn": None, "raked": None, "verdict": None}
    return Line(name=name, n=share.n, has_few_psus=True, **none)


def _figure(found: DesignEstimate) -> Figure:
    return Figure(**{name: getattr(found, name) for name in _FIGURE})


def _official(line: Line | None, promise: Promise | None) -> Verdict | None:
    if line is None or line.best is None or line.best.estimate is None or promise is None:
        return None
    share = line.best.estimate
    is_met = share > promise.share or (promise.comparator == ">=" and share == promise.share)
    return Verdict.MET if is_met else Verdict.NOT_MET


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
