"""Telling: what of an estimate goes on pages, and the verdict that its limits allow."""

from collections.abc import Mapping
from dataclasses import fields

from analysis.samples.estimating import Estimated, Raking, Share
from analysis.samples.results import Figure, Line, Weighted
from analysis.stats.design_estimate import FEW_PSUS, DesignEstimate
from analysis.stats.design_shares import survey_verdict
from analysis.stats.proportions import Verdict
from analysis.targets.check import Promise

Hidden = Mapping[str, frozenset[str]]
"""By way of parting, the levels that are not told."""


def weighted(  # noqa: PLR0913  what was estimated, and all it is told with
    found: Estimated,
    *,
    question: str | None,
    promise: Promise | None,
    hidden: Hidden,
    fewest: int,
    aside: Mapping[str, int],
    unweighted: int,
) -> Weighted:
    """Return what is told of an estimate: `hidden` are the levels of each parting to hide."""
    raking = found.raking or Raking(())
    lines = {
        name: _line(name, share, promise if name == question else None, 0 < share.n < fewest)
        for name, share in found.shares.items()
    }
    headline = lines.get(question or "")
    return Weighted(
        question=question,
        n=found.n,
        promise=promise,
        official=_official(headline, promise),
        lines=tuple(lines.values()),
        parts=_parts(found, promise, hidden) if headline and not headline.is_hidden else {},
        aside=dict(aside),
        unweighted=unweighted,
        kish=found.kish,
        is_finite=found.design.is_finite,
        has_design_fault=found.design.fault is not None,
        variables=raking.variables,
        g_lowest=raking.lowest,
        g_highest=raking.highest,
        is_bounded=raking.is_bounded,
        kish_after=raking.kish_after,
        faults=raking.faults,
    )


def _parts(
    found: Estimated, promise: Promise | None, hidden: Hidden
) -> dict[str, tuple[Line, ...]]:
    return {
        kind: tuple(
            _part(name, share, promise, name in hidden.get(kind, ()))
            for name, share in levels.items()
        )
        for kind, levels in found.parts.items()
    }


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
    names = [field.name for field in fields(Figure)]
    return Figure(**{name: getattr(found, name) for name in names})


def _official(line: Line | None, promise: Promise | None) -> Verdict | None:
    if line is None or line.best is None or line.best.estimate is None or promise is None:
        return None
    share = line.best.estimate
    is_met = share > promise.share or (promise.comparator == ">=" and share == promise.share)
    return Verdict.MET if is_met else Verdict.NOT_MET
