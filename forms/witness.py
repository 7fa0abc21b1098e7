"""A witness: somebody who answers so that a certain question is asked of them.

Found by wishing: the question's condition wishes for answers, those answers for their
own questions to be asked, and each is then answered as most wish. Whoever is found has
answered as anybody may, so the question can be reached; that nobody is found says
nothing, and every way has to be looked at (`forms/reachability.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.answers import Missing
from forms.conditions import All, Atom, Compare, Condition, Not, Some, holds
from forms.domains import Domain
from forms.routing import Stop, is_asked
from forms.samples import Patience, TooMany, samples


@dataclass(frozen=True, slots=True)
class Before:
    """What decides whether a question is asked: those asked before, those nobody is asked."""

    stops: Sequence[Stop]
    lost: frozenset[str]


_Wishes = dict[str, list[tuple[Atom, bool]]]


def asked_on_the_way(
    target: Stop, before: Before, domains: Mapping[str, Domain], patience: Patience
) -> frozenset[str]:
    """Return what is asked of somebody who answers as `target` wishes, it too if they get there."""
    wishes = _wished(target, before.stops)
    seen: dict[str, object] = dict.fromkeys(before.lost, Missing.NOT_ASKED)
    asked: set[str] = set()
    for stop in (*before.stops, target):
        code = stop.question.code
        if not is_asked(stop, seen):
            seen[code] = Missing.NOT_ASKED
            continue
        asked.add(code)
        answer = _answer(stop, domains[code], wishes.get(code, []), patience)
        if answer is not None:
            seen[code] = answer
    return frozenset(asked)


def _wished(target: Stop, before: Sequence[Stop]) -> _Wishes:
    wishes: _Wishes = {}
    for stop in reversed((*before, target)):
        if stop.when is not None and (stop is target or stop.question.code in wishes):
            _wish(stop.when, True, wishes)
    return wishes


def _wish(condition: Condition, wanted: bool, wishes: _Wishes) -> None:
    match condition:
        case Not(part):
            _wish(part, not wanted, wishes)
        case All(parts) | Some(parts):
            # One part is enough for "or", and to spoil an "and".
            enough = isinstance(condition, Some) == wanted
            for part in parts[:1] if enough else parts:
                _wish(part, wanted, wishes)
        case _:
            ref = condition.left if isinstance(condition, Compare) else condition.ref
            wishes.setdefault(ref.code, []).append((condition, wanted))


def _answer(
    stop: Stop, domain: Domain, wishes: Sequence[tuple[Atom, bool]], patience: Patience
) -> object:
    if not wishes and not stop.question.is_required:
        return None
    code = stop.question.code
    try:
        found = samples(stop.question, domain, [atom for atom, _wanted in wishes], patience)
    except TooMany:
        return None

    def granted(answer: object) -> int:
        seen = {} if answer is None else {code: answer}
        return sum(holds(atom, seen) == wanted for atom, wanted in wishes)

    return max(found, key=granted, default=None)
