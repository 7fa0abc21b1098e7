"""Estimating: the weighted share of the satisfied, with the error its design leaves.

Strata and clusters as they were drawn, linearised errors, limits on the log odds, and Korn
and Graubard's at 0 % and 100 %. Where totals of the population are known the sample is
raked to them as well. What was drawn is the plain estimate; what it was raked to stands
beside it and, where it could be reached, has the verdict.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from analysis.samples.fitting import Fault, Misfit, Totals, misfits
from analysis.samples.gathered import Design, Gathered, design_of
from analysis.stats.calibration import Calibration, kish, raked
from analysis.stats.design_estimate import DesignEstimate
from analysis.stats.design_shares import share_of
from analysis.stats.margins import Margin
from analysis.stats.sample import Mask
from survey.sampling.drawing.chance import topmost

BOUNDS = (0.2, 5.0)
"""How many times its drawn weight a row may weigh: beyond it the raking is held back."""


@dataclass(frozen=True, slots=True)
class Share:
    """One estimate: drawn weights, raked weights, and the plain count beside them."""

    drawn: DesignEstimate
    raked: DesignEstimate | None
    n: int
    satisfied: int

    @property
    def best(self) -> DesignEstimate:
        """The estimate that is told: the raked one, where there is one."""
        return self.raked or self.drawn


@dataclass(frozen=True, slots=True)
class Raking:
    """What raking did to the weights, or (`faults`) why it could not be done."""

    variables: tuple[str, ...]
    lowest: float | None = None
    highest: float | None = None
    is_bounded: bool = False
    kish_after: float | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimated:
    """What a sample came to: by question, and by the parts of it for the first one."""

    n: int
    kish: float | None
    design: Design
    raking: Raking | None
    shares: Mapping[str, Share]
    parts: Mapping[str, Mapping[str, Share]] = field(default_factory=dict)


def estimated(gathered: Gathered, totals: Totals | None = None, of: str | None = None) -> Estimated:
    """Return what `gathered` comes to; by its parts for the question `of`."""
    design = design_of(gathered)
    pulled, raking = _raked(gathered, design, totals) if totals else (None, None)
    weighing = gathered.weights[gathered.counts]
    everybody = np.ones(len(gathered), np.bool_)
    estimator = _Estimator(gathered, design, pulled)
    return Estimated(
        len(weighing),
        kish(weighing) if len(weighing) else None,
        design,
        raking,
        {question: estimator.share(question, everybody) for question in gathered.values},
        estimator.parts(of) if of else {},
    )


@dataclass(frozen=True, slots=True)
class _Estimator:
    gathered: Gathered
    design: Design
    pulled: Calibration | None

    def share(self, question: str, inside: Mask) -> Share:
        """Return the share of one question among the rows `inside`."""
        values = self.gathered.values[question]
        drawn = share_of(self.design.sample, values, inside)
        raked = share_of(self.pulled.sample, values, inside) if self.pulled else None
        counted = values[inside & self.gathered.counts]
        return Share(drawn, raked, int((~np.isnan(counted)).sum()), int(np.nansum(counted)))

    def parts(self, question: str) -> dict[str, dict[str, Share]]:
        """Return the same by unit, stratum and label; a part of a single level is the whole."""
        found = {}
        for kind, levels in partitions(self.gathered).items():
            names = np.unique(levels[self.gathered.counts])
            if len(names) > 1:
                of = {str(name): self.share(question, levels == name) for name in names}
                found[kind] = of
        return found


def partitions(gathered: Gathered) -> dict[str, np.ndarray]:
    """Return each way the rows are parted: by "unit", "stratum" and "label:<variable>"."""
    found = {"unit": gathered.units.astype(np.str_)}
    if gathered.strata is not None:
        # A cluster taken for certain is a stratum to the estimate, and to nobody else.
        found["stratum"] = np.asarray([topmost(each) for each in gathered.strata])
    return found | {f"label:{name}": levels for name, levels in gathered.labels.items()}


def _raked(gathered: Gathered, design: Design, totals: Totals) -> tuple[Calibration | None, Raking]:
    variables = tuple(totals)
    if faults := misfits(gathered, totals):
        return None, Raking(variables, faults=tuple(faults))
    margins = [Margin(name, gathered.labels[name], totals[name]) for name in variables]
    try:
        pulled = raked(design.sample, margins)
        is_bounded = not (BOUNDS[0] <= pulled.lowest and pulled.highest <= BOUNDS[1])
        if is_bounded:
            pulled = raked(design.sample, margins, BOUNDS)
    except ValueError:
        return None, Raking(variables, faults=(Fault(Misfit.UNREACHABLE),))
    after = kish(pulled.sample.weights[gathered.counts])
    return pulled, Raking(variables, pulled.lowest, pulled.highest, is_bounded, after)
