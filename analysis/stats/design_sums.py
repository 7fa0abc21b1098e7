"""The same estimates from sums alone: Σw, Σwy (and Σwy²) by domain, stratum and PSU.

A mean's linearised variance needs nothing of the rows but these, so any engine that can
GROUP BY feeds it. The design is read from all cells together: a PSU that has answers in
one domain only is counted in its stratum for every domain. PSUs with no answer at all
must be told by `sampled`, or the sample looks smaller than it was drawn.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import inf, isfinite

import numpy as np

from analysis.stats.design_estimate import LEVEL, DesignEstimate, Found, concluded, undefined
from analysis.stats.linearised import degrees_of_freedom, lonely_strata, variance
from analysis.stats.sample import Floats, Lonely, Mask, Sample, Stage

Label = str | int
METHOD = "linearised mean of sums"


@dataclass(frozen=True, slots=True)
class PsuSums:
    """What the rows of one PSU in one domain add up to: n, Σw, Σwy, perhaps Σwy².

    `n` counts the rows that answered and weigh something. `fpc` is the number of PSUs in
    the stratum, None where unknown.
    """

    domain: Label
    stratum: Label
    psu: Label
    n: int
    weight: float
    weighted: float
    squares: float | None = None
    fpc: float | None = None


def from_sums(
    sums: Iterable[PsuSums],
    sampled: Mapping[Label, int] | None = None,
    *,
    level: float = LEVEL,
    lonely: Lonely = Lonely.ADJUST,
) -> dict[Label, DesignEstimate]:
    """Return the weighted mean of each domain, as `design.mean` would of the rows.

    `sampled` is the number of PSUs drawn in each stratum, where some gave no answer; the
    degrees of freedom count PSUs that have a cell in the domain. Design effects need every
    cell's `squares`. Raises ValueError for a PSU told twice in one domain, sums that are
    not finite, weights below zero, strata drawn larger than they are. Lumley 2010.
    """
    cells = sorted(sums, key=lambda cell: _order(cell.domain))
    for cell in cells:
        _demand_numbers(cell)
    first, at = _stage(cells, sampled or {})
    found: dict[Label, DesignEstimate] = {}
    for domain, group in groupby(cells, key=lambda cell: cell.domain):
        chosen = list(group)
        units = np.array([at[cell.stratum, cell.psu] for cell in chosen], np.int64)
        if len(set(units.tolist())) < len(units):
            raise ValueError(f"domain {domain!r} has a PSU twice")
        stage = Stage(units, first.strata, first.sampled, first.population, first.names)
        weights = np.array([cell.weight for cell in chosen])
        sample = Sample(weights, stage, None, Lonely(lonely))
        found[domain] = _mean(chosen, sample, level)
    return found


def _mean(cells: Sequence[PsuSums], sample: Sample, level: float) -> DesignEstimate:
    weight, n = float(sample.weights.sum()), sum(cell.n for cell in cells)
    if weight == 0:
        return undefined(n, METHOD)
    weighted = np.array([cell.weighted for cell in cells])
    estimate = float(weighted.sum()) / weight
    scores = (weighted - estimate * sample.weights) / weight
    inside: Mask = np.ones(len(cells), np.bool_)
    found = Found(
        estimate,
        float(variance(sample, scores[:, None], inside)[0, 0]),
        n,
        degrees_of_freedom(sample, inside),
        int((sample.weights > 0).sum()),
        int(sample.first.sampled.sum()),
        weight,
        _simple(cells, estimate, weight, n),
        lonely_strata(sample, inside),
    )
    return concluded(found, METHOD, level)


def _simple(cells: Sequence[PsuSums], estimate: float, weight: float, n: int) -> float | None:
    squares = [cell.squares for cell in cells if cell.squares is not None]
    if n < 2 or len(squares) < len(cells):
        return None
    return max(sum(squares) / weight - estimate**2, 0.0) / (n - 1)


def _stage(
    cells: Sequence[PsuSums], told: Mapping[Label, int]
) -> tuple[Stage, dict[tuple[Label, Label], int]]:
    """Return the design that all cells are of, and the number each PSU has in it."""
    strata = {name: code for code, name in enumerate({cell.stratum: None for cell in cells})}
    at: dict[tuple[Label, Label], int] = {}
    population = np.full(len(strata), inf)
    for cell in cells:
        at.setdefault((cell.stratum, cell.psu), len(at))
        if cell.fpc is not None:
            population[strata[cell.stratum]] = cell.fpc
    of_unit = np.array([strata[stratum] for stratum, _psu in at], np.int64)
    sampled = np.bincount(of_unit, minlength=len(strata)).astype(np.float64)
    names = tuple(str(name) for name in strata)
    for name, code in strata.items():
        sampled[code] = _drawn(name, int(sampled[code]), told.get(name), population[code])
    none: Floats = np.zeros(0)
    return Stage(none.astype(np.int64), of_unit, sampled, population, names), at


def _drawn(name: Label, seen: int, told: int | None, population: float) -> int:
    drawn = seen if told is None else told
    if not seen <= drawn <= population:
        raise ValueError(f"stratum {name!r}: {drawn} PSUs drawn, {seen} seen, of {population:g}")
    return drawn


def _demand_numbers(cell: PsuSums) -> None:
    where = f"PSU {cell.psu!r} of stratum {cell.stratum!r} in domain {cell.domain!r}"
    if not isfinite(cell.weight) or cell.weight < 0 or not isfinite(cell.weighted) or cell.n < 0:
        raise ValueError(f"{where}: {cell.n} rows weigh {cell.weight} and sum to {cell.weighted}")


def _order(domain: Label) -> tuple[str, str]:
    return type(domain).__name__, str(domain)
