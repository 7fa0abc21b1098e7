"""The structure of an index: its parts, what each is measured by, and what they add up to.

A definition is what a decision says, as data: the arithmetic beside it (`sipas`,
`one_stop`, `decision_766`, `papi`) reads the parts and knows no decision. It speaks for
the index years from `since` to `until`; a year it does not speak for has no score by it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from analysis.indices.method import Method

TOTAL = ""
"""The part under which the whole index stands."""


class Rule(StrEnum):
    """How a definition puts its parts together; part of the definition, never of the code."""

    POOLED = "pooled"  # the answers of all parts, over all of them
    MEAN_OF_PARTS = "mean_of_parts"
    SUM = "sum"


class Measure(StrEnum):
    """What an indicator of a one-stop shop is measured by."""

    SATISFIED = "satisfied"  # answers to a question
    ON_TIME = "on_time"  # dossiers done in time


@dataclass(frozen=True, slots=True)
class Indicator:
    """A question as a number between two goalposts that never move.

    `values` say what each answer counts as; without them an answer is its own number.
    `best_is_low` turns the score round (11 minus it).
    """

    question: str
    low: float
    high: float
    best_is_low: bool = False
    values: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an index; `questions` by questionnaire, `points` the most it can bring.

    `is_group` marks another cut through the same questions (a policy group): it is told,
    and is in no sum.
    """

    code: str
    name: str
    parts: tuple["Part", ...] = ()
    questions: Mapping[str, tuple[str, ...]] | None = None
    indicators: tuple[Indicator, ...] = ()
    measure: Measure = Measure.SATISFIED
    scale: tuple[float, float] | None = None
    points: float | None = None
    criteria: int | None = None
    sub_criteria: int | None = None
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Grade:
    """A word for what reaches `least` points."""

    least: float
    name: str


@dataclass(frozen=True, slots=True)
class Cut:
    """How many points a share (in per cent) of at least `least` brings."""

    least: float
    points: float


@dataclass(frozen=True, slots=True)
class Definition:
    """An index under one decision. `is_sample`: not checked against the decision itself."""

    method: Method
    index: str
    since: int
    until: int | None
    scale: tuple[float, float]
    rule: Rule
    parts: tuple[Part, ...]
    questionnaires: tuple[str, ...] = ()
    is_percent: bool = False
    grades: tuple[Grade, ...] = ()
    cuts: tuple[Cut, ...] = ()
    is_sample: bool = False
    note: str = ""

    def speaks_for(self, year: int) -> bool:
        """Whether scores of the index year are by this definition."""
        return self.since <= year and (self.until is None or year <= self.until)

    def part(self, code: str) -> Part | None:
        """Return the part with `code`, wherever it stands; None when there is none."""
        return next((each for each in every_part(self.parts) if each.code == code), None)

    def scale_of(self, code: str) -> tuple[float, float] | None:
        """Return the scale of a part (TOTAL: of the index); None when nothing says it."""
        if code == TOTAL:
            return self.scale
        found = self.part(code)
        return found.scale if found is not None else None


def every_part(parts: tuple[Part, ...]) -> Iterator[Part]:
    """Yield all parts, each before those it is made of."""
    for part in parts:
        yield part
        yield from every_part(part.parts)


def questions_of(part: Part, questionnaire: str) -> tuple[str, ...]:
    """Return the questions that measure `part` in a questionnaire, those of its parts too."""
    own = (part.questions or {}).get(questionnaire, ())
    below = (code for each in part.parts for code in questions_of(each, questionnaire))
    return (*own, *below)


def grade_of(points: float, grades: tuple[Grade, ...]) -> str:
    """Return the word for `points`: that of the highest grade they reach, "" for none."""
    reached = [grade for grade in grades if points >= grade.least]
    return max(reached, key=lambda grade: grade.least).name if reached else ""
