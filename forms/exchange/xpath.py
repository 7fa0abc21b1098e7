"""A condition as XLSForm programs read it: XPath over `${question}`.

There an unanswered question is the empty text, and "don't know" a choice like others.
Ours says that whoever gave no answer makes every comparison false, so a comparison that
XPath would hold true of nothing ("" is not "x"; "" is "") is given a guard.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from forms import condition_reading
from forms.conditions import All, Compare, Condition, Count, Has, Is, Not, Ref, Some, refs
from forms.exchange import names


@dataclass(frozen=True, slots=True)
class Asked:
    """What a condition must know of a question: its kind, its parts, when it is asked."""

    code: str
    kind: str
    allows: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    when: tuple[str, ...] = ()


Known = Mapping[str, Asked]


def xpath(line: str, known: Known) -> str:
    """Return the condition `line` in XPath."""
    return _told(condition_reading.read(line), known)


def broken(line: str, known: Known) -> str:
    """Return in XPath that the rule `line` is broken: all is answered, and it does not hold."""
    condition = condition_reading.read(line)
    answered = dict.fromkeys(_answered(ref, known) for ref in refs(condition))
    return " and ".join([*answered, f"not({_told(condition, known)})"])


def _told(condition: Condition, known: Known) -> str:  # noqa: PLR0911  one line a sort
    match condition:
        case Not(part):
            return f"not({_told(part, known)})"
        case All(parts):
            return " and ".join(_closed(part, Some, known) for part in parts)
        case Some(parts):
            return " or ".join(_told(part, known) for part in parts)
        case Compare():
            return _compared(condition, known)
        case Has(ref, choice):
            return _has(ref, choice, known)
        case Count():
            return _counted(condition, known)
        case Is(ref, state):
            return _STATES[state](ref, known)
    raise TypeError(f"{condition!r} is no condition")


def _closed(part: Condition, looser: type, known: Known) -> str:
    told = _told(part, known)
    return f"({told})" if isinstance(part, looser) else told


def _compared(atom: Compare, known: Known) -> str:
    left, operator, right = atom.left, atom.operator, atom.right
    if isinstance(right, Ref):
        told = f"{_value(left, known)} {operator} {_value(right, known)}"
        if operator not in ("=", "!="):
            return told
        return f"({_answered(left, known)} and {_answered(right, known)} and {told})"
    if known[left.code].kind == "month":
        told = _month_compared(left, operator, str(right))
    else:
        told = f"{_value(left, known)} {operator} {_literal(right, known[left.code].kind)}"
    return f"({_answered(left, known)} and {told})" if operator == "!=" else told


def _month_compared(ref: Ref, operator: str, month: str) -> str:
    # A month is kept there as a day of it, whichever day that is.
    if operator in ("=", "!="):
        return f"format-date({node(ref)}, '%Y-%m') {operator} '{month}'"
    day = last_day(month) if operator in ("<=", ">") else f"{month}-01"
    return f"{node(ref)} {operator} date('{day}')"


def last_day(month: str) -> str:
    """Return the last day of the month "2026-02"."""
    from calendar import monthrange  # noqa: PLC0415  needed for months only

    year, number = map(int, month.split("-"))
    return f"{month}-{monthrange(year, number)[1]:02d}"


def _literal(right: Decimal | str, kind: str) -> str:
    if isinstance(right, Decimal):
        return f"{right:f}"
    return f"date('{right}')" if kind == "date" else f"'{right}'"


def _value(ref: Ref, known: Known) -> str:
    if ref.row and known[ref.code].kind == "ranking":
        # How many words stand before it in "a b c" says its place.
        before = f"substring-before(concat(' ', {node(Ref(ref.code))}, ' '), ' {ref.row} ')"
        gaps = f"string-length({before}) - string-length(translate({before}, ' ', ''))"
        return f"if({_has(Ref(ref.code), ref.row, known)}, 1 + {gaps}, '')"
    return node(ref)


def node(ref: Ref) -> str:
    """Return how XLSForm refers to an answer."""
    return f"${{{names.part(ref.code, ref.row) if ref.row else ref.code}}}"


def _has(ref: Ref, choice: str, known: Known) -> str:
    if known[ref.code].kind == "matrix":
        return f"{node(Ref(ref.code, choice))} != ''"
    return f"selected({node(ref)}, '{choice}')"


def _counted(atom: Count, known: Known) -> str:
    asked = known[atom.ref.code]
    ticked = f"count-selected({node(atom.ref)})"
    if asked.kind == "matrix":
        rows = (f"number({node(Ref(asked.code, row))} != '')" for row in asked.parts)
        ticked = f"({' + '.join(rows)})"
    return f"({_answered(atom.ref, known)} and {ticked} {atom.operator} {atom.number})"


def _answered(ref: Ref, known: Known) -> str:
    asked = known[ref.code]
    if asked.kind == "matrix" and not ref.row:
        rows = (f"{node(Ref(ref.code, row))} != ''" for row in asked.parts)
        return f"({' or '.join(rows)})"
    if asked.kind == "ranking" and ref.row:
        return _has(Ref(ref.code), ref.row, known)
    marks = asked.allows if asked.kind in names.IN_THE_LIST else ()
    said = [f"{node(ref)} != ''"]
    said += [f"not({_is_marked(ref, mark, known)})" for mark in marks]
    return " and ".join(said)


def _is_marked(ref: Ref, mark: str, known: Known) -> str:
    asked = known[ref.code]
    if asked.kind == "matrix" and not ref.row:
        return "false()"
    if asked.kind == "choices":
        return f"selected({node(ref)}, '{names.mark(mark)}')"
    if asked.kind in names.IN_THE_LIST:
        return f"{node(ref)} = '{names.mark(mark)}'"
    return f"${{{ref.code}{names.WHY_NOT}}} = '{names.mark(mark)}'"


def _skipped(ref: Ref, known: Known) -> str:
    asked = known[ref.code]
    if asked.kind == "matrix" and not ref.row:
        said = [f"not({_answered(ref, known)})"]
    elif asked.kind == "ranking" and ref.row:
        said = [f"not({_has(Ref(ref.code), ref.row, known)})"]
    else:
        said = [f"{node(ref)} = ''"]
    if asked.allows and asked.kind not in names.IN_THE_LIST:
        said.append(f"${{{ref.code}{names.WHY_NOT}}} = ''")
    # What was not asked was not passed over either.
    said += [f"({xpath(line, known)})" for line in asked.when]
    return f"({' and '.join(said)})"


_STATES: Mapping[str, Callable[[Ref, Known], str]] = {
    "answered": lambda ref, known: f"({_answered(ref, known)})",
    "skipped": _skipped,
    "dont_know": lambda ref, known: _is_marked(ref, "dont_know", known),
    "refused": lambda ref, known: _is_marked(ref, "refused", known),
}
