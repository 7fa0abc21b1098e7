"""Lines: the units or counters under one unit, each with its judgement, as a page lists them.

Lines with too few answers stand last, by name: their place must not tell what their
answers are. The counts of verdicts are of all lines, whatever a filter leaves to see.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.charts.rows import Row, by_need
from analysis.stats.proportions import Verdict
from analysis.targets.check import Judgement
from survey.places.spelling import folded


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many ratings there are for how many dossiers done, and how many of those late.

    `ratings` is None where their number is withheld.
    """

    ratings: int | None
    done: int
    late: int

    @property
    def share(self) -> float | None:
        """Ratings by dossiers; above 1 where a dossier was rated more than once."""
        return None if self.ratings is None else self.ratings / self.done

    @property
    def late_share(self) -> float:
        """How many of the dossiers were done late."""
        return self.late / self.done


@dataclass(frozen=True, slots=True)
class Line(Row):
    """One unit below, or one counter, and what its answers come to."""

    unit_id: int
    code: str = ""
    counter_code: str | None = None  # of a counter: `unit_id` is where it stands
    coverage: Coverage | None = None  # None: no dossiers are known


class Sort(StrEnum):
    """How lines can be sorted."""

    NEED = "need"
    NAME = "name"
    SHARE = "share"
    N = "n"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see of the lines: in which order, of which name and verdict."""

    sort: Sort = Sort.NEED
    find: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many lines have each verdict, by each of the two judgements."""

    statistical: dict[Verdict, int]
    official: dict[Verdict, int]


def arranged(lines: Sequence[Line], asked: Asked) -> list[Line]:
    """Return the lines asked for, in the order asked for."""
    words = folded(asked.find).split()
    found = [
        line
        for line in lines
        if all(word in folded(line.name) for word in words)
        and asked.verdict in (None, line.judgement.statistical)
    ]
    return _ORDERS[asked.sort](found)


def counted(lines: Iterable[Line]) -> Counted:
    """Return how many of `lines` have each verdict."""
    judgements = [line.judgement for line in lines]
    return Counted(
        {each: sum(j.statistical is each for j in judgements) for each in Verdict},
        {each: sum(j.official is each for j in judgements) for each in Verdict},
    )


def _by_need(lines: Iterable[Line]) -> list[Line]:
    rows = [line for line in by_need(lines) if isinstance(line, Line)]
    return sorted(rows, key=lambda line: line.judgement.n == 0)


def _by_name(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: folded(line.name))


def _by(measure: Callable[[Judgement], float]) -> Callable[[Iterable[Line]], list[Line]]:
    def place(line: Line) -> tuple[bool, bool, float, str]:
        judged = line.judgement
        known = 0.0 if judged.is_hidden else measure(judged)
        return (judged.is_hidden, judged.n == 0, known, folded(line.name))

    return lambda lines: sorted(lines, key=place)


_ORDERS: dict[Sort, Callable[[Iterable[Line]], list[Line]]] = {
    Sort.NEED: _by_need,
    Sort.NAME: _by_name,
    Sort.SHARE: _by(lambda judged: judged.share or 0.0),
    Sort.N: _by(lambda judged: -judged.n),
}
