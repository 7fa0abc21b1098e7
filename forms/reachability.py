"""Reachability: whether there is any way of answering that leads to a question.

Walks along the questions a condition hangs on, keeping every situation that can
arise and forgetting of it what no later condition looks at. Answers that no
comparison tells apart count as one (`forms/samples.py`), so a walk is short. Where
situations become too many to follow (or two answers are compared with each other) the
question is taken to be reachable: a fault is only told when it is certain. Constraints
between answers are not looked at, nor that `among` takes choices away one by one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from forms.answers import Missing
from forms.conditions import Atom, Compare, Condition, Ref, atoms, holds, refs
from forms.domains import Domain
from forms.routing import Stop, is_asked
from forms.samples import TooMany, samples

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
    try:
        situations = _situations(target, relevant, domains, looked_at)
    except TooMany:
        return True
    return any(holds(target.when, _as_seen(situation)) for situation in situations)


def _situations(
    target: Stop, relevant: Sequence[Stop], domains: Mapping[str, Domain], looked_at: Sequence[Atom]
) -> set[Situation]:
    """Return every situation that `target` can find; raise TooMany when there are."""
    situations: set[Situation] = {()}
    for number, stop in enumerate(relevant):
        code = stop.question.code
        said = [_frozen(each) for each in samples(stop.question, domains[code], looked_at)]
        if len(situations) * len(said) > MOST_SITUATIONS:
            raise TooMany
        needed = _codes(each.when for each in (*relevant[number + 1 :], target))
        situations = set(_after(situations, stop, said, needed))
    return situations


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


def _frozen(answer: object) -> object:
    if isinstance(answer, dict):
        return tuple(answer.items())
    return tuple(answer) if isinstance(answer, list) else answer


def _thawed(answer: object) -> object:
    # Situations are told apart in a set, so lists and rows are frozen there.
    if isinstance(answer, tuple):
        return dict(answer) if answer and isinstance(answer[0], tuple) else list(answer)
    return answer
