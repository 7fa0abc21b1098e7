"""A local survey on PAPI's contents, scored from counts: an early warning, and no PAPI.

The order of operations is PAPI's own (`papi`): the mean of each question over those who
answered it, then its goalposts, then plain means, then the sum. From counts there is no
weight and so no interval; a survey with weights goes through `papi_interval`. A question
that fewer than `fewest` answered has no score, and neither has what it is a part of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.indices import papi
from analysis.indices.method import Method, Reason, Value
from analysis.indices.structure import TOTAL, Definition, Indicator, Part

Counts = Mapping[str, Mapping[str, int]]
"""How many gave each value, by question; a matrix's rows as "question.row"."""


@dataclass(frozen=True, slots=True)
class Line:
    """A part, how deep it stands (0: the total), and its points; n is its smallest question's."""

    part: Part
    depth: int
    value: Value


def local_index(definition: Definition, counts: Counts, fewest: int) -> tuple[Line, ...]:
    """Return the total (8 to 80), each dimension (1 to 10) and the points of its parts.

    Source of the order: CECODES & UNDP, PAPI reports; STATISTICS §1.5. Raises ValueError
    for another number of dimensions than 8.
    """
    scored = [_dimension(definition.method, part, counts, fewest) for part in definition.parts]
    total = papi.total_score([lines[0].value.value for lines in scored])
    whole = Part(TOTAL, definition.method.name, scale=definition.scale)
    values = [lines[0].value for lines in scored]
    first = Line(whole, 0, _made(definition.method, total, values))
    return (first, *(line for lines in scored for line in lines))


def mean_of(indicator: Indicator, counts: Mapping[str, int]) -> tuple[float | None, int]:
    """Return the mean of a question over those who answered it, and how many they are."""
    n, summed = 0, 0.0
    for value, times in counts.items():
        number = _number(indicator, value)
        if number is not None:
            n += times
            summed += number * times
    return (summed / n if n else None), n


def _dimension(method: Method, part: Part, counts: Counts, fewest: int) -> list[Line]:
    below = list(_sub_dimensions(method, part, counts, fewest))
    values = [line.value for line in below]
    score = papi.dimension_score([value.value for value in values])
    return [Line(part, 1, _made(method, score, values)), *below]


def _sub_dimensions(method: Method, part: Part, counts: Counts, fewest: int) -> Iterator[Line]:
    for each in part.parts:
        values = [_score(method, asked, counts, fewest) for asked in each.indicators]
        score = papi.sub_dimension_score([value.value for value in values])
        points = papi.points_of(score, len(part.parts))
        yield Line(each, 2, _made(method, points, values))


def _score(method: Method, indicator: Indicator, counts: Counts, fewest: int) -> Value:
    mean, n = mean_of(indicator, counts.get(indicator.question, {}))
    if mean is None or n < fewest:
        return Value(None, n, method, Reason.TOO_FEW if n else Reason.NO_ANSWERS)
    goalposts = (indicator.low, indicator.high)
    score = papi.rescaled(mean, *goalposts, best_is_low=indicator.best_is_low)
    return Value(score, n, method)


def _made(method: Method, score: float | None, of: list[Value]) -> Value:
    n = min((value.n or 0 for value in of), default=0)
    if score is not None:
        return Value(score, n, method)
    reasons = {value.reason for value in of if value.reason is not None}
    return Value(None, n, method, reasons.pop() if len(reasons) == 1 else Reason.INCOMPLETE)


def _number(indicator: Indicator, value: str) -> float | None:
    # Marks of silence ("~…") and answers the definition does not count are no answers here.
    if indicator.values is not None:
        return indicator.values.get(value)
    return float(value) if value.isdigit() else None
