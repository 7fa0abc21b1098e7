"""Decision 766: satisfaction as the absence of a complaint among all dossiers.

Whoever said nothing counts as satisfied, so the share is near 100 % wherever few answer:
a unit can have 99,9 % here and 75 % by SIPAS. It is shown beside SIPAS with a warning and
compared with it nowhere (its `Method` differs). Which late dossiers were also complained
about is not known from counts, so the share has a lowest and a highest value.
"""

from dataclasses import dataclass

from analysis.indices.method import Reason, Value
from analysis.indices.structure import Definition, Part, grade_of


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the dossiers of a unit: all done, late ones, complaints, answers."""

    dossiers: int
    late: int
    dissatisfied: int
    answered: int


@dataclass(frozen=True, slots=True)
class Petitions:
    """Petitions that the unit had to answer, and how many well or in time."""

    received: int
    in_time: int
    complained_about: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """One of the group's three ratios: lowest and highest in per cent, and its points."""

    part: Part
    low: Value
    high: Value
    points_low: float | None
    points_high: float | None


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The group of satisfaction, and how many of its dossiers said nothing at all."""

    ratios: tuple[Ratio, ...]
    silent: int


def satisfaction_of(
    definition: Definition, known: Known, petitions: Petitions | None, fewest: int
) -> Satisfaction:
    """Return the three ratios of the group of satisfaction.

    Petitions on time / petitions; (petitions - complained about) / petitions;
    (dossiers - those late or complained about) / dossiers. Source: Decision 766/QĐ-TTg,
    group 5. Raises ValueError for counts that cannot be, LookupError for a definition
    without these ratios.
    """
    _demand(known, petitions)
    worst = min(known.dossiers, known.late + known.dissatisfied)
    best = min(known.dossiers, max(known.late, known.dissatisfied))
    asked = petitions or Petitions(0, 0, 0)
    bad = {
        "petitions_on_time": (asked.received, late := asked.received - asked.in_time, late),
        "petitions": (asked.received, asked.complained_about, asked.complained_about),
        "dossiers": (known.dossiers, worst, best),
    }
    ratios = tuple(_ratio(definition, code, counts, fewest) for code, counts in bad.items())
    return Satisfaction(ratios, max(known.dossiers - known.answered, 0))


def grade(definition: Definition, points: float) -> str:
    """Return the word for the points of all five groups, "" below the lowest."""
    return grade_of(points, definition.grades)


def _ratio(definition: Definition, code: str, counts: tuple[int, int, int], fewest: int) -> Ratio:
    n, worst, best = counts
    part = definition.part(code)
    if part is None:
        raise LookupError(code)
    if n < fewest:
        none = Value(None, n, definition.method, Reason.TOO_FEW if n else Reason.NO_ANSWERS)
        return Ratio(part, none, none, None, None)
    low, high = ((n - bad) / n for bad in (worst, best))
    most = part.points or 0.0
    return Ratio(
        part,
        Value(100 * low, n, definition.method),
        Value(100 * high, n, definition.method),
        most * low,
        most * high,
    )


def _demand(known: Known, petitions: Petitions | None) -> None:
    if min(known.dossiers, known.late, known.dissatisfied, known.answered) < 0:
        raise ValueError("a count below nothing")
    if known.late > known.dossiers:
        raise ValueError("more late dossiers than dossiers")
    if petitions is not None and not (
        0 <= petitions.in_time <= petitions.received
        and 0 <= petitions.complained_about <= petitions.received
    ):
        raise ValueError("more petitions in time or complained about than petitions")
