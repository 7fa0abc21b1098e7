"""SIPAS: of all valid answers, how many were satisfied, by factor, half and overall.

"Bình thường" is a valid answer and not a satisfied one. How parts are put together is the
definition's to say (`Rule`): the published totals of 2023 and 2024 are no mean of the two
halves, and agree with pooling the answers (DOMAIN §1.5), so pooled is what is shipped.
One person gives many of the answers that are pooled; so there is no interval here, and
the number of responses stands beside the number of answers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.indices.method import Reason, Value
from analysis.indices.structure import TOTAL, Definition, Part, Rule, questions_of

Answers = tuple[int, int]
"""How many answered a question, and how many of them were satisfied."""


@dataclass(frozen=True, slots=True)
class Line:
    """One part of the index: how deep it stands (0: the index), and what it came to in %."""

    code: str
    name: str
    depth: int
    satisfied: int | None
    value: Value
    is_group: bool = False


def index_of(
    definition: Definition, answers: Mapping[str, Answers], questionnaire: str, fewest: int
) -> tuple[Line, ...]:
    """Return the index (first) and each of its parts, from the answers to each question.

    `answers` holds (n, satisfied) by question, a matrix's rows as "question.row". Values
    are per cent, 0 to 100; under `fewest` answers, and where nobody was asked, None with
    the reason. Where one part has too few, those beside it are not told either: it would
    be what is left of their sum. Source: Decisions 2640/QĐ-BNV and 1001/QĐ-BNV as far as published.
    Raises ValueError for a count that cannot be.
    """
    for question, (n, satisfied) in answers.items():
        if not 0 <= satisfied <= n:
            raise ValueError(f"{question}: {satisfied} satisfied of {n} answers")
    whole = Part(TOTAL, definition.method.name, definition.parts)
    counted = _Counted(definition, answers, questionnaire, fewest)
    return tuple(counted.lines(whole, 0))


@dataclass(frozen=True, slots=True)
class _Counted:
    definition: Definition
    answers: Mapping[str, Answers]
    questionnaire: str
    fewest: int

    def lines(self, part: Part, depth: int, *, is_hidden: bool = False) -> Iterator[Line]:
        n, satisfied = self.pooled(part)
        value = self.value(part)
        if is_hidden and value.value is not None:
            value = Value(None, n, self.definition.method, Reason.TOO_FEW)
        told = satisfied if value.value is not None else None
        yield Line(part.code, part.name, depth, told, value, part.is_group)
        for each in part.parts:
            hidden = is_hidden or self.gives_away(part.parts, is_group=each.is_group)
            yield from self.lines(each, depth + 1, is_hidden=hidden)

    def gives_away(self, parts: tuple[Part, ...], *, is_group: bool) -> bool:
        """Whether what is too small among `parts` would follow from the others and their sum."""
        sizes = [self.pooled(each)[0] for each in parts if each.is_group is is_group]
        return any(0 < n < self.fewest for n in sizes)

    def pooled(self, part: Part) -> Answers:
        summed = Part(part.code, part.name, _summed(part), part.questions)
        found = [self.answers.get(q, (0, 0)) for q in questions_of(summed, self.questionnaire)]
        return sum(n for n, _ in found), sum(satisfied for _, satisfied in found)

    def value(self, part: Part) -> Value:
        n, satisfied = self.pooled(part)
        if n < self.fewest:
            why = Reason.TOO_FEW if n else Reason.NO_ANSWERS
            return Value(None, n, self.definition.method, why)
        parts = _summed(part)
        if self.definition.rule is Rule.POOLED or not parts:
            return Value(100 * satisfied / n, n, self.definition.method)
        values = [self.value(each).value for each in parts]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return Value(None, n, self.definition.method, Reason.INCOMPLETE)
        return Value(sum(known) / len(known), n, self.definition.method)


def _summed(part: Part) -> tuple[Part, ...]:
    # A policy group is another cut through the same answers: in no sum twice.
    return tuple(each for each in part.parts if not each.is_group)
