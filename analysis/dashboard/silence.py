"""The silent majority: what the share could be, were those who did not answer counted too.

Only ratings by a dossier's own code are set beside dossiers: each code is used once and
for one dossier. A code on the wall, a machine or a paper slip is of no dossier, and one
dossier may bring several; divided by dossiers they would tell nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.dashboard.channels import CHANNEL_NAMES
from analysis.dashboard.lines import Coverage, Line
from analysis.stats.estimate import Estimate
from analysis.stats.proportions import Verdict, finite_interval, finite_verdict, silent_bounds

WORTH_COUNTING = 0.05
"""From this part of the dossiers on the finite number matters (STATISTICS §1.1)."""


@dataclass(frozen=True, slots=True)
class Silent:
    """Ratings by dossiers' codes among dossiers done: the bounds, and the finite verdict.

    `bounds` is None where more are rated than are known to be done; `finite` where too few
    answered for the number of dossiers to matter; `verdict` without a target as well.
    """

    n: int
    done: int
    bounds: Estimate | None
    finite: Estimate | None
    verdict: Verdict | None

    @property
    def share(self) -> float:
        """How many of the dossiers were rated."""
        return self.n / self.done


def silent_of(ways: Sequence[Line], coverage: Coverage | None) -> Silent | None:
    """Return what can be said of the silent; None without dossiers or ratings by their codes."""
    name = str(CHANNEL_NAMES["receipt"])
    judged = next((way.judgement for way in ways if way.name == name), None)
    if coverage is None or judged is None or judged.is_hidden or judged.satisfied is None:
        return None
    x, n, done = judged.satisfied, judged.n, coverage.done
    if n > done:
        return Silent(n, done, None, None, None)
    is_counted = n >= WORTH_COUNTING * done
    finite = finite_interval(x, n, done) if is_counted else None
    says = finite_verdict(x, n, done, judged.target) if finite and judged.target else None
    return Silent(n, done, silent_bounds(x, n, done), finite, says)
