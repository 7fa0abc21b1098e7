"""The evidence of a finding: the numbers on which it was opened, kept as they were that day."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from analysis.targets.check import WHOLE


@dataclass(frozen=True, slots=True)
class Climb:
    """How an alarm came to ring: its level, since when it rose, and of which answers."""

    level: float
    threshold: float
    since: date
    n: int
    satisfied: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many were satisfied up to a day, with the interval and the target on that day."""

    n: int
    satisfied: int
    low: float | None
    high: float | None
    basis_points: int
    comparator: str
    source: str
    day: date
    method: str
    climb: Climb | None = None

    @property
    def share(self) -> float | None:
        """The satisfied share."""
        return self.satisfied / self.n if self.n else None

    @property
    def target(self) -> float:
        """The promised share."""
        return self.basis_points / WHOLE


def written(evidence: Evidence) -> str:
    """Return the evidence as it is kept."""
    return json.dumps(asdict(evidence), default=date.isoformat, ensure_ascii=False, sort_keys=True)


def read(kept: str) -> Evidence:
    """Return the evidence that was kept."""
    told = json.loads(kept)
    climb = told["climb"]
    if climb is not None:
        climb = Climb(**{**climb, "since": date.fromisoformat(climb["since"])})
    return Evidence(**{**told, "day": date.fromisoformat(told["day"]), "climb": climb})
