"""Whether known totals fit a sample: each reason why it cannot be weighted to them.

R rakes to margins of 80 and of 90 people without a word. Here they are refused, and so is
a level that nobody in the sample has, or that the totals do not know.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from analysis.samples.gathered import Gathered

Totals = Mapping[str, Mapping[str, float]]
"""By variable and level, how many people there are."""

SAME = 1e-6  # of a total: margins are printed as whole people


class Misfit(StrEnum):
    """Why totals cannot be weighted to."""

    NO_VARIABLE = "no_variable"  # no answer says it
    NO_LABEL = "no_label"  # some answers do not say it
    NO_TOTAL = "no_total"  # the totals lack levels that were answered
    NOBODY = "nobody"  # levels that nobody in the sample has
    UNEQUAL = "unequal"  # of other margins that sum to another number
    UNREACHABLE = "unreachable"  # no weights within bounds meet all of them


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason: of which variable, naming levels, or another variable and both sums."""

    misfit: Misfit
    variable: str = ""
    named: tuple[str, ...] = ()
    sums: tuple[float, float] | None = None
    n: int = 0


def unequal(totals: Totals) -> Iterator[Fault]:
    """Yield each variable whose grand total is not that of the first."""
    sums = {variable: sum(levels.values()) for variable, levels in totals.items()}
    for variable, total in list(sums.items())[1:]:
        first, one = next(iter(sums.items()))
        if abs(total - one) > SAME * max(total, one):
            yield Fault(Misfit.UNEQUAL, variable, (first,), (total, one))


def misfits(gathered: Gathered, totals: Totals) -> list[Fault]:
    """Return every reason why `gathered` cannot be weighted to `totals`."""
    found = list(unequal(totals))
    for variable, levels in totals.items():
        if variable not in gathered.labels:
            found.append(Fault(Misfit.NO_VARIABLE, variable))
            continue
        said = gathered.labels[variable][gathered.counts]
        there = {str(level) for level in set(said.tolist())}
        if "" in there:
            found.append(Fault(Misfit.NO_LABEL, variable, n=int((said == "").sum())))
        if unknown := sorted(there - set(levels) - {""}):
            found.append(Fault(Misfit.NO_TOTAL, variable, tuple(unknown)))
        if nobody := [level for level in levels if level not in there]:
            found.append(Fault(Misfit.NOBODY, variable, tuple(nobody)))
    return found
