"""The one-stop shop's score: each indicator brings 0, 1 or 2 points; their sum has a grade.

Circular 01/2018/TT-VPCP. The cuts and grades shipped are from memory: a sample, which a
province replaces by a definition of its own. An indicator that nobody answered brings no
points and takes none away: the score is then told of fewer points and has no grade.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.indices.method import Reason, Value
from analysis.indices.structure import Cut, Definition, Measure, Part, grade_of, questions_of

Counted = tuple[int, int]
"""How many there are (answers, dossiers), and how many of them are good."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One indicator: its share in per cent (of n answers, or dossiers), and its points."""

    part: Part
    share: Value
    points: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """All indicators, their points together, of how many, and the grade ("" for none)."""

    indicators: tuple[Scored, ...]
    points: Value
    of: float
    grade: str


def score_of(
    definition: Definition,
    answers: Mapping[str, Counted],
    dossiers: Counted,
    questionnaire: str,
    fewest: int,
) -> Score:
    """Return the score from (n, satisfied) by question and (done, done in time) of dossiers.

    The total's n is that of its smallest indicator. Raises ValueError for a count that
    cannot be, or a definition without cuts.
    """
    if not definition.cuts:
        raise ValueError(f"{definition.method.code} has no cuts")
    scored = tuple(
        _scored(definition, part, _counted(part, answers, dossiers, questionnaire), fewest)
        for part in definition.parts
    )
    known = [each for each in scored if each.points is not None]
    of = sum(each.part.points or 0.0 for each in known)
    points = sum(each.points or 0.0 for each in known)
    if not known:
        return Score(scored, Value(None, 0, definition.method, Reason.NO_ANSWERS), 0.0, "")
    n = min(each.share.n or 0 for each in known)
    is_whole = len(known) == len(scored)
    reason = None if is_whole else Reason.INCOMPLETE
    grade = grade_of(points, definition.grades) if is_whole else ""
    return Score(scored, Value(points, n, definition.method, reason), of, grade)


def points_for(percent: float, cuts: Sequence[Cut]) -> float:
    """Return the points that a share (in per cent) brings: those of the highest cut reached."""
    reached = [cut for cut in cuts if percent >= cut.least]
    return max(reached, key=lambda cut: cut.least).points if reached else 0.0


def _counted(
    part: Part, answers: Mapping[str, Counted], dossiers: Counted, questionnaire: str
) -> Counted:
    if part.measure is Measure.ON_TIME:
        return dossiers
    found = [answers.get(question, (0, 0)) for question in questions_of(part, questionnaire)]
    return sum(n for n, _ in found), sum(good for _, good in found)


def _scored(definition: Definition, part: Part, counted: Counted, fewest: int) -> Scored:
    n, good = counted
    if not 0 <= good <= n:
        raise ValueError(f"{part.code}: {good} of {n}")
    if n < fewest:
        why = Reason.TOO_FEW if n else Reason.NO_ANSWERS
        return Scored(part, Value(None, n, definition.method, why), None)
    # Whole numbers first: 95 of 100 is 95 %, not 94.99999.
    percent = 100 * good / n
    return Scored(part, Value(percent, n, definition.method), points_for(percent, definition.cuts))
