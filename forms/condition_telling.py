"""Telling a condition to the page's script: the same tree, as nested lists.

What hangs on answers of other pages only is settled before it is told: the script is
left with what can still change under the citizen's hand.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from forms.answers import is_missing
from forms.conditions import (
    All,
    Atom,
    Compare,
    Condition,
    Count,
    Has,
    Is,
    Literal,
    Not,
    Ref,
    Some,
    amount,
    answer_to,
    holds,
    refs,
)

Told = list["Told"] | str | float
Elsewhere = Mapping[str, object]

_ALL_HERE: Elsewhere = MappingProxyType({})
_ALWAYS, _NEVER = ["and"], ["or"]  # all of nothing, and any of nothing
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def told(condition: Condition, elsewhere: Elsewhere = _ALL_HERE) -> Told:
    """Return `condition` as lists that begin with what they are.

    A comparison is [operator, name on the wire, kind, other side], where kind says what
    the other side is: "n" a number, "s" letters, "r" the name of another answer.
    `elsewhere` is the answer (mark, None) to every question of another page.
    """
    match condition:
        case Not(part):
            return ["not", told(part, elsewhere)]
        case All(parts):
            return ["and", *(told(part, elsewhere) for part in parts)]
        case Some(parts):
            return ["or", *(told(part, elsewhere) for part in parts)]
    if all(ref.code in elsewhere for ref in refs(condition)):
        return list(_ALWAYS if holds(condition, elsewhere) else _NEVER)
    return _told(condition, elsewhere)


def told_broken(rule: Condition) -> Told:
    """Return when `rule` is broken: everything it looks at is answered, and it does not hold."""
    looked_at = dict.fromkeys(str(ref) for ref in refs(rule))
    answered: list[Told] = [["is", "answered", name] for name in looked_at]
    return ["and", *answered, ["not", told(rule)]]


def _told(atom: Atom, elsewhere: Elsewhere) -> Told:
    match atom:
        case Has(ref, choice):
            return ["has", f"{ref}.{choice}"]
        case Count(ref, operator, number):
            return ["count", operator, str(ref), number]
        case Is(ref, state):
            return ["is", state, str(ref)]
        case Compare(left, operator, Ref() as right) if left.code in elsewhere:
            return _told_beside(right, _TURNED[operator], answer_to(left, elsewhere))
        case Compare(left, operator, Ref() as right) if right.code in elsewhere:
            return _told_beside(left, operator, answer_to(right, elsewhere))
        case Compare(left, operator, right):
            return [operator, str(left), *_other_side(right)]
    raise TypeError(f"{atom!r} is no condition")


def _told_beside(here: Ref, operator: str, answer: object) -> Told:
    """Return a comparison with an answer that is known already."""
    if is_missing(answer):
        return list(_NEVER)
    number = amount(answer)
    return [operator, str(here), *_other_side(str(answer) if number is None else number)]


def _other_side(right: Literal | Ref) -> tuple[str, str | float]:
    if isinstance(right, Ref):
        return "r", str(right)
    if isinstance(right, Decimal):
        return "n", float(right)
    return "s", right
