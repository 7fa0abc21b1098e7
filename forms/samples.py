"""Samples: one answer to a question for each way some comparisons can turn out.

Answers that no comparison tells apart lead to the same questions, so one of them stands
for all. Every answer its kind would take has its like here, and nothing that it would
refuse; where there are too many ways to look at, TooMany says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations, islice, permutations, product
from math import prod

from forms.answers import ALLOWED
from forms.check_bounds import day_in, month_in
from forms.conditions import Atom, Compare, Count, Has, Ref, holds, refs
from forms.domains import Between, Domain, Nothing, OneOf, Rows, Several
from forms.questionnaire import Question

MOST = 4_096

Answered = dict[str, object]


class TooMany(Exception):
    """There are more ways to answer than can be looked at."""


class Patience:
    """How many answers are looked at before we give up."""

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self, steps: int) -> None:
        """Count that many answers; raise TooMany when that is more than are left."""
        self.left -= steps
        if self.left < 0:
            raise TooMany


def samples(
    question: Question, domain: Domain, own: Sequence[Atom], patience: Patience
) -> list[object]:
    """Return answers to `question`, None for passing it over; raise TooMany when there are.

    `own` are the comparisons with its answers that are to be told apart.
    """
    passed_over = [] if question.is_required and question.kind != "note" else [None]
    marks = [] if _is_table(domain) else [ALLOWED[name] for name in question.allows]
    answers = [*passed_over, *marks, *_limited(_answers(question, domain, own))]
    patience.spend(len(answers) * len(own))
    return _told_apart(question.code, answers, own)


def _told_apart(code: str, answers: Iterable[object], own: Sequence[Atom]) -> list[object]:
    found: dict[tuple[bool, ...], object] = {}
    for answer in answers:
        seen = {} if answer is None else {code: answer}
        found.setdefault(tuple(holds(atom, seen) for atom in own), answer)
    return list(found.values())


def _is_table(domain: Domain) -> bool:
    # Whoever does not know says so for each row of a matrix, never for all of it.
    return isinstance(domain, Rows) and not domain.in_order


def _answers(question: Question, domain: Domain, own: Sequence[Atom]) -> Iterable[object]:
    match domain:
        case Nothing():
            return [] if question.kind == "note" else ["words"]
        case Several():
            return _tickings(question, domain, own)
        case Rows():
            ways = _rankings if domain.in_order else _rows_filled
            return ways(question, domain, own)
    return _of_one(domain, own)


def _of_one(domain: OneOf | Between, own: Sequence[Atom]) -> Sequence[object]:
    if isinstance(domain, OneOf):
        return domain.values
    return [_kept(value, domain) for value in sorted(_points(domain, own))]  # type: ignore[type-var]


def _tickings(question: Question, domain: Several, own: Sequence[Atom]) -> Iterator[list[str]]:
    yield from ([value] for value in domain.values if value in domain.exclusive)
    named, others = _named([value for value in domain.values if value not in domain.exclusive], own)
    least, most = int(question.least or 1), int(question.most or len(domain.values))
    enough = max(least, _highest_count(own) + 1)
    for size in range(len(named) + 1):
        for some in combinations(named, size):
            for more in range(min(len(others), enough) + 1):
                if least <= size + more <= most:
                    yield [*some, *others[:more]]


def _rankings(question: Question, domain: Rows, own: Sequence[Atom]) -> Iterator[dict[str, int]]:
    most = int(question.most or len(domain.rows))
    for size in range(1, most + 1):
        for order in permutations(domain.rows, size):
            yield {choice: place for place, choice in enumerate(order, 1)}


def _rows_filled(question: Question, domain: Rows, own: Sequence[Atom]) -> Iterator[Answered]:
    named, others = _named(list(domain.rows), own)
    marks: list[object] = [ALLOWED[name] for name in question.allows]
    left_out: list[object] = [] if question.is_required else [None]
    ways = [_of_row(question.code, row, domain, own) + marks + left_out for row in named]
    if prod(map(len, ways)) > MOST:
        raise TooMany
    enough = min(len(others), _highest_count(own) + 1)
    for said in product(*ways):
        for more in range(len(others) + 1) if question.is_required else range(enough + 1):
            for rest in (*marks, *left_out) if more < len(others) else (None,):
                filled = dict(zip(named, said, strict=True))
                filled |= {row: _some(domain.rows[row]) for row in others[:more]}
                filled |= dict.fromkeys(others[more:], rest)
                if answered := {row: each for row, each in filled.items() if each is not None}:
                    yield answered


def _of_row(code: str, row: str, domain: Rows, own: Sequence[Atom]) -> list[object]:
    about = [atom for atom in own if Ref(code, row) in refs(atom)]
    found: dict[tuple[bool, ...], object] = {}
    for value in _of_one(domain.rows[row], about):
        seen = {code: {row: value}}
        found.setdefault(tuple(holds(atom, seen) for atom in about), value)
    return list(found.values())


def _some(domain: OneOf | Between) -> object:
    return _of_one(domain, ())[0]


def _named(values: Sequence[str], own: Sequence[Atom]) -> tuple[list[str], list[str]]:
    """Return those of `values` that some comparison names, and the others."""
    names = {ref.row for atom in own for ref in refs(atom)}
    names |= {atom.choice for atom in own if isinstance(atom, Has)}
    return [it for it in values if it in names], [it for it in values if it not in names]


def _highest_count(own: Sequence[Atom]) -> int:
    return max((atom.number for atom in own if isinstance(atom, Count)), default=0)


def _points(domain: Between, own: Sequence[Atom]) -> set[Decimal | date]:
    """Return the bounds, and what lies at and next to everything compared with."""
    near = {bound for bound in (domain.least, domain.most) if bound is not None}
    for atom in own:
        if isinstance(atom, Compare) and not isinstance(atom.right, Ref):
            value = atom.right if domain.of is Decimal else day_of(str(atom.right), domain)
            if value is not None:
                near.update(_next_to(value, domain))  # type: ignore[arg-type]
    return {value for value in near or {_anything(domain)} if _is_within(value, domain)}


def _next_to(value: Decimal | date, domain: Between) -> Iterator[Decimal | date]:
    if isinstance(value, Decimal):
        step = Decimal(1).scaleb(-domain.decimals)
        low, high = (value.quantize(step, way) for way in (ROUND_FLOOR, ROUND_CEILING))
        yield from (low - step, low, high, high + step)
        return
    step_back, step_on = (timedelta(days=-1), timedelta(days=32 if domain.is_month else 1))
    for step_by in (step_back, timedelta(0), step_on):
        if date.min.toordinal() <= value.toordinal() + step_by.days <= date.max.toordinal():
            reached = value + step_by
            yield reached.replace(day=1) if domain.is_month else reached


def _anything(domain: Between) -> Decimal | date:
    return Decimal(0) if domain.of is Decimal else date(2000, 1, 1)


def _is_within(value: Decimal | date, domain: Between) -> bool:
    above = domain.least is None or value >= domain.least  # type: ignore[operator]
    return above and (domain.most is None or value <= domain.most)  # type: ignore[operator]


def day_of(written: str, domain: Between) -> date | None:
    """Return the day (of a month: its first) that is written as answers are; None otherwise."""
    return month_in(written) if domain.is_month else day_in(written)


def _kept(value: Decimal | date, domain: Between) -> object:
    if isinstance(value, Decimal):
        return value
    return value.isoformat()[:7] if domain.is_month else value.isoformat()


def _limited(answers: Iterable[object]) -> list[object]:
    found = list(islice(answers, MOST + 1))
    if len(found) > MOST:
        raise TooMany
    return found
