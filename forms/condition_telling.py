"""Telling a condition to the page's script: the same tree, as nested lists."""

from decimal import Decimal

from forms.conditions import All, Compare, Condition, Count, Has, Is, Not, Ref, Some

Told = list["Told"] | str | float


def told(condition: Condition) -> Told:  # noqa: PLR0911  one line for each sort of condition
    """Return `condition` as lists that begin with what they are.

    A comparison is [operator, name on the wire, kind, other side], where kind says what
    the other side is: "n" a number, "s" letters, "r" the name of another answer.
    """
    match condition:
        case Not(part):
            return ["not", told(part)]
        case All(parts):
            return ["and", *map(told, parts)]
        case Some(parts):
            return ["or", *map(told, parts)]
        case Has(ref, choice):
            return ["has", f"{ref}.{choice}"]
        case Count(ref, operator, number):
            return ["count", operator, str(ref), number]
        case Is(ref, state):
            return ["is", state, str(ref)]
        case Compare(left, operator, right):
            return [operator, str(left), *_other_side(right)]
    raise TypeError(f"{condition!r} is no condition")


def _other_side(right: Decimal | str | Ref) -> tuple[str, str | float]:
    if isinstance(right, Ref):
        return "r", str(right)
    if isinstance(right, Decimal):
        return "n", float(right)
    return "s", right
