"""Reachability: whether there is any way of answering that leads to a question.

Walks along the questions a condition hangs on, keeping every situation that can
arise and forgetting of it what no later condition looks at. Answers that no
comparison tells apart count as one, so a walk is short. Where situations become too
many to follow (or two answers are compared with each other) the question is taken
to be reachable: a fault is only told when it is certain.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations

from forms.answers import ALLOWED, Missing
from forms.conditions import Atom, Compare, Condition, Count, Has, Ref, atoms, holds, refs
from forms.domains import Between, Domain, OneOf, Rows, Several
from forms.questionnaire import Question
from forms.routing import Stop, is_asked

MOST_SITUATIONS = 20_000

Situation = tuple[tuple[str, object], ...]


def is_reachable(target: Stop, path: Sequence[Stop], domains: Mapping[str, Domain]) -> bool:
    """Whether some answers to what stands before `target` on `path` lead to it."""
    if target.when is None:
        return True
    relevant = _relevant(target, path)
    conditions = [stop.when for stop in (*relevant, target) if stop.when is not None]
    looked_at = list(chain.from_iterable(map(atoms, conditions)))
    if any(isinstance(atom, Compare) and isinstance(atom.right, Ref) for atom in looked_at):
        return True
    situations: set[Situation] = {()}
    for number, stop in enumerate(relevant):
        said = _told_apart(stop.question, domains[stop.question.code], looked_at)
        needed = _codes(each.when for each in (*relevant[number + 1 :], target))
        situations = set(_after(situations, stop, said, needed))
        if len(situations) > MOST_SITUATIONS:
            return True
    return any(holds(target.when, _as_seen(situation)) for situation in situations)


def _relevant(target: Stop, path: Sequence[Stop]) -> list[Stop]:
    wanted = _codes([target.when])
    found: list[Stop] = []
    for stop in reversed(path[: path.index(target)]):
        if stop.question.code in wanted:
            found.insert(0, stop)
            wanted |= _codes([stop.when])
    return found


def _codes(conditions: Iterable[Condition | None]) -> set[str]:
    return {ref.code for each in conditions if each is not None for ref in refs(each)}


def _after(
    situations: Iterable[Situation], stop: Stop, said: Sequence[object], needed: set[str]
) -> Iterator[Situation]:
    for situation in situations:
        seen = _as_seen(situation)
        kept = tuple((code, answer) for code, answer in situation if code in needed)
        if not is_asked(stop, seen):
            yield (*kept, (stop.question.code, Missing.NOT_ASKED))
            continue
        for answer in said:
            yield (*kept, (stop.question.code, answer))


def _as_seen(situation: Situation) -> dict[str, object]:
    return {code: _thawed(answer) for code, answer in situation if answer is not None}


def _thawed(answer: object) -> object:
    # Situations are told apart in a set, so lists and rows are frozen there.
    if isinstance(answer, tuple):
        return dict(answer) if answer and isinstance(answer[0], tuple) else list(answer)
    return answer


def _told_apart(question: Question, domain: Domain, looked_at: Sequence[Atom]) -> list[object]:
    """Return one answer for each way the comparisons can turn out."""
    own = [atom for atom in looked_at if any(ref.code == question.code for ref in refs(atom))]
    answers = [None, *(ALLOWED[name] for name in question.allows), *_answers(domain, own)]
    if question.is_required:
        answers.remove(None)
    found: dict[tuple[bool, ...], object] = {}
    for answer in answers:
        seen = {} if answer is None else {question.code: _thawed(answer)}
        found.setdefault(tuple(holds(atom, seen) for atom in own), answer)
    return list(found.values())


def _answers(domain: Domain, own: Sequence[Atom]) -> list[object]:
    match domain:
        case OneOf(values):
            return list(values)
        case Several():
            return _tickings(domain, own)
        case Between():
            return [_kept(value) for value in _points(domain, own)]
        case Rows(rows):
            return _by_row(rows, own)
    return ["words"]


def _tickings(domain: Several, own: Sequence[Atom]) -> list[object]:
    named = {atom.choice for atom in own if isinstance(atom, Has)}
    free = [value for value in domain.values if value not in domain.exclusive]
    told_apart = [value for value in free if value in named][:8]
    others = [value for value in free if value not in told_apart]
    most = max((atom.number for atom in own if isinstance(atom, Count)), default=0) + 1
    found: list[object] = [(value,) for value in domain.exclusive]
    for size in range(len(told_apart) + 1):
        for some in combinations(told_apart, size):
            found.extend(
                (*some, *others[:more])
                for more in range(min(most, len(others)) + 1)
                if some or more
            )
    return found


def _points(domain: Between, own: Sequence[Atom]) -> list[Decimal | date]:
    """Return values just below, at and just above everything compared with, within bounds."""
    step = Decimal("0.000001") if domain.of is Decimal else timedelta(days=1)
    near = [value for value in (domain.least, domain.most) if value is not None]
    for atom in own:
        if isinstance(atom, Compare) and not isinstance(atom.right, Ref):
            value = atom.right if domain.of is Decimal else day_of(str(atom.right))
            near.extend((value - step, value, value + step))  # type: ignore[operator,list-item]
    return [value for value in near if _is_within(value, domain)] or near[:1]


def _is_within(value: Decimal | date, domain: Between) -> bool:
    above = domain.least is None or value >= domain.least  # type: ignore[operator]
    return above and (domain.most is None or value <= domain.most)  # type: ignore[operator]


def day_of(written: str) -> date:
    """Return the day that "2026-01-31", or the month that "2026-01" stands for."""
    return date.fromisoformat(written if len(written) > 7 else f"{written}-01")


def _kept(value: Decimal | date) -> object:
    return str(value) if isinstance(value, date) else value


def _by_row(rows: Mapping[str, OneOf | Between], own: Sequence[Atom]) -> list[object]:
    named = {ref.row for atom in own for ref in refs(atom)} | {
        atom.choice for atom in own if isinstance(atom, Has)
    }
    found: list[tuple[tuple[str, object], ...]] = [()]
    for row in [row for row in rows if row in named][:4]:
        about = [atom for atom in own if any(ref.row == row for ref in refs(atom))]
        values = _answers(rows[row], about)
        found = [(*some, (row, value)) for some in found for value in values] + found
    return [some for some in found if some] or [tuple((row, 1) for row in list(rows)[:1])]
