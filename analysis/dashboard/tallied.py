"""Tallied: every question of a campaign with what was answered, in the order it was asked.

The questionnaire says which answers there can be and what they are called; the tallies
say how many gave each. A matrix has a line for each row and a ranking one for each
choice; every other question has one. Only scales that say what satisfied is are judged.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby

from analysis.dashboard.naming import Naming
from analysis.indices.distribution import Basis, Distribution, distribution_of
from analysis.indices.quartiles import Quartiles, of_days, of_numbers
from analysis.rollup.counting import ANSWERED, RESPONSES
from analysis.rollup.counts import steps_of
from analysis.targets.check import FEWEST_SHOWN, Judgement
from analysis.targets.judging import judge_counts
from forms.questionnaire import Question, Questionnaire, Section

Values = Mapping[str, int]
_BASES = {
    "choices": Basis.OF_TICKING,
    "ranking": Basis.OF_RANKING,
    **dict.fromkeys(("number", "decimal", "date", "month"), Basis.AMOUNTS),
    "line": Basis.WORDS,
    "text": Basis.WORDS,
}
_DAYS = ("date", "month")
_NUMBERS = ("number", "decimal")
_NOTE = "note"


@dataclass(frozen=True, slots=True)
class TalliedLine:
    """One question, or one row of it: its distribution, and its judgement if it is judged."""

    row: str
    words: str
    distribution: Distribution
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class TalliedQuestion:
    """One question with its lines; `quartiles` are those of a number or a day."""

    question: Question
    words: str
    lines: tuple[TalliedLine, ...]
    names: Mapping[str, str]  # of values, by code
    quartiles: Quartiles | None = None


@dataclass(frozen=True, slots=True)
class TalliedSection:
    """The questions under one heading."""

    title: str
    questions: tuple[TalliedQuestion, ...]


def tallied_sections(
    questionnaire: Questionnaire,
    counts: Mapping[str, Values],
    naming: Naming,
    fewest: int = FEWEST_SHOWN,
) -> list[TalliedSection]:
    """Return the sections of `questionnaire` with what `counts` (by question) come to.

    Of fewer answers than `fewest` nothing is told but how many there are.

    Sections that follow each other under one title were parted for paging only: they are one.
    """
    sections = [section for section in questionnaire.sections if _asks(section)]
    found = []
    for title, together in groupby(sections, lambda section: naming.text(section.title)):
        asked = [question for section in together for question in _asks(section)]
        questions = tuple(tallied_question(question, counts, naming, fewest) for question in asked)
        found.append(TalliedSection(title, questions))
    return found


def tallied_question(
    question: Question,
    counts: Mapping[str, Values],
    naming: Naming,
    fewest: int = FEWEST_SHOWN,
) -> TalliedQuestion:
    """Return one question with what `counts` come to; of under `fewest` nothing is told."""
    lines = tuple(_lines(question, counts, naming, fewest))
    given = dict.fromkeys(share.value for line in lines for share in line.distribution.values)
    names = {value: naming.value(question, value) for value in given}
    shown = bool(lines) and not lines[0].distribution.is_hidden
    quartiles = _quartiles(question, counts.get(question.code, {})) if shown else None
    return TalliedQuestion(question, naming.text(question.words), lines, names, quartiles)


def responses_of(counts: Mapping[str, Values]) -> int:
    """Return how many responses `counts` are of."""
    return sum(counts.get(RESPONSES, {}).values())


def _asks(section: Section) -> list[Question]:
    return [question for question in section.questions if question.kind != _NOTE]


def _lines(
    question: Question, counts: Mapping[str, Values], naming: Naming, fewest: int
) -> Iterator[TalliedLine]:
    own, responses = counts.get(question.code, {}), (responses_of(counts), fewest)
    if question.kind == "ranking":
        yield from _places(question, counts, naming, fewest)
        return
    for row in question.rows:
        # Who was not asked the matrix, or refused all of it, was so for each row.
        given = _together(counts.get(f"{question.code}.{row.code}", {}), own)
        yield _line(question, (row.code, naming.text(row.words)), given, responses)
    if not question.rows:
        yield _line(question, ("", ""), own, responses)


def _line(
    question: Question, row: tuple[str, str], given: Values, of: tuple[int, int]
) -> TalliedLine:
    (responses, fewest), basis = of, _BASES.get(question.kind, Basis.OF_ANSWERED)
    found = distribution_of(given, responses, basis, order=_order(question), fewest=fewest)
    satisfied = question.scale.satisfied if question.scale else frozenset()
    judged = judge_counts(steps_of(given), satisfied, None, fewest) if satisfied else None
    return TalliedLine(*row, found, judged)


def _places(
    question: Question, counts: Mapping[str, Values], naming: Naming, fewest: int
) -> Iterator[TalliedLine]:
    by_choice = {
        choice.code: counts.get(f"{question.code}.{choice.code}", {}) for choice in question.choices
    }
    # Places have no gaps, so whoever put anything in order put one thing first.
    ranked = {ANSWERED: sum(places.get("1", 0) for places in by_choice.values())}
    own, responses = counts.get(question.code, {}), (responses_of(counts), fewest)
    for choice in question.choices:
        given = _together(by_choice[choice.code], own, ranked)
        yield _line(question, (choice.code, naming.text(choice.words)), given, responses)


def _order(question: Question) -> tuple[str, ...]:
    if question.kind == "ranking":
        places = int(question.most or len(question.choices))
        return tuple(str(place) for place in range(1, places + 1))
    if question.scale is not None:
        return tuple(str(option.value) for option in question.scale.options)
    fixed = {"yes_no": ("yes", "no"), "consent": ("agreed", "declined")}
    return fixed.get(question.kind) or tuple(choice.code for choice in question.choices)


def _together(*several: Values) -> dict[str, int]:
    total: dict[str, int] = {}
    for values in several:
        for value, n in values.items():
            total[value] = total.get(value, 0) + n
    return total


def _quartiles(question: Question, values: Values) -> Quartiles | None:
    given = {value: n for value, n in values.items() if not value.startswith("~")}
    if question.kind in _DAYS:
        return of_days(given)
    return of_numbers(_amounts(given)) if question.kind in _NUMBERS else None


def _amounts(given: Values) -> dict[Decimal, int]:
    found: dict[Decimal, int] = {}
    for value, n in given.items():
        try:
            found[Decimal(value)] = n
        except InvalidOperation:
            continue  # of another kind: it stands among the values all the same
    return found
