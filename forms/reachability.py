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
from forms.conditions import Atom, Compare, Condition, Ref, atoms, refs
from forms.domains import Domain
from forms.routing import Stop, is_asked
from forms.samples import Patience, TooMany, samples
from forms.witness import Before, asked_on_the_way

MOST_SITUATIONS = 20_000
MOST_STEPS = 300_000
"""What a second is enough for; a questionnaire that people made never comes near it."""

Situation = tuple[tuple[str, object], ...]


def unreachable(path: Sequence[Stop], domains: Mapping[str, Domain]) -> list[Stop]:
    """Return the questions of `path` that no way of answering leads to, in order."""
    walk = _Walk(path, domains)
    for stop in reversed(path):
        if not walk.is_decided(stop) and not walk.finds_witness(stop):
            # From the first it hangs on, so that what nobody is asked is known further on.
            for earlier in (*walk.before(stop).stops, stop):
                walk.decide(earlier)
    return [stop for stop in path if stop.question.code in walk.lost]


class _Walk:
    """What is known so far of which questions can be reached."""

    def __init__(self, path: Sequence[Stop], domains: Mapping[str, Domain]) -> None:
        self._domains = domains
        self._places = {stop.question.code: (at, stop) for at, stop in enumerate(path)}
        self._codes = {stop.question.code: _codes([stop.when]) for stop in path}
        self._patience = Patience(MOST_STEPS)
        self._reached = {stop.question.code for stop in path if stop.when is None}
        self.lost: set[str] = set()

    def is_decided(self, stop: Stop) -> bool:
        return stop.question.code in self._reached | self.lost

    def before(self, target: Stop) -> Before:
        """Return what decides whether `target` is asked, directly or not."""
        found: dict[int, Stop] = {}
        lost: set[str] = set()
        waiting = [target]
        for stop in waiting:
            for code in self._codes[stop.question.code]:
                at, further = self._places[code]
                if code in self.lost:
                    lost.add(code)
                elif at not in found:
                    found[at] = further
                    waiting.append(further)
        return Before([found[at] for at in sorted(found)], frozenset(lost))

    def finds_witness(self, stop: Stop) -> bool:
        self._reached |= asked_on_the_way(stop, self.before(stop), self._domains, self._patience)
        return stop.question.code in self._reached

    def decide(self, stop: Stop) -> None:
        if self.is_decided(stop) or self.finds_witness(stop):
            return
        known = self._reached if self._is_reachable(stop) else self.lost
        known.add(stop.question.code)

    def _is_reachable(self, target: Stop) -> bool:
        before = self.before(target)
        looked_at = _by_code((*before.stops, target))
        if any(
            isinstance(atom, Compare) and isinstance(atom.right, Ref)
            for atom in chain(*looked_at.values())
        ):
            return True
        try:
            situations = self._situations(target, before, looked_at)
        except TooMany:
            return True
        return any(is_asked(target, _as_seen(situation)) for situation in situations)

    def _situations(
        self, target: Stop, before: Before, looked_at: Mapping[str, Sequence[Atom]]
    ) -> set[Situation]:
        """Return every situation that `target` can find; raise TooMany when there are."""
        last_looked_at = {
            code: at
            for at, stop in enumerate((*before.stops, target))
            for code in self._codes[stop.question.code]
        }
        situations: set[Situation] = {tuple((code, Missing.NOT_ASKED) for code in before.lost)}
        for at, stop in enumerate(before.stops):
            code = stop.question.code
            said = samples(stop.question, self._domains[code], looked_at[code], self._patience)
            if len(situations) * len(said) > MOST_SITUATIONS:
                raise TooMany
            self._patience.spend(len(situations) * len(said))
            needed = {each for each, last in last_looked_at.items() if last > at}
            situations = set(_after(situations, stop, list(map(_frozen, said)), needed))
        return situations


def _by_code(stops: Iterable[Stop]) -> Mapping[str, Sequence[Atom]]:
    """Return the comparisons that decide whether `stops` are asked, by what they look at."""
    found: dict[str, dict[Atom, None]] = {}
    for stop in stops:
        for atom in atoms(stop.when) if stop.when is not None else ():
            for ref in refs(atom):
                found.setdefault(ref.code, {})[atom] = None
    return {code: list(each) for code, each in found.items()}


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
