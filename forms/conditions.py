"""Conditions: one line that says when something is asked, held against what was answered.

`overall <= 3`, `why has "waited"`, `count(why) > 1`, `used is refused`, joined by
`and`, `or`, `not` and brackets. Whoever gave no answer (passed over, did not know,
would not say, was not asked) makes every comparison false. Nothing in a condition
can run: it is a small tree of comparisons and no more.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from forms.answers import Missing, is_missing

Seen = Mapping[str, object]
"""What was answered so far, own words too: code → answer or mark; no entry: passed over."""

Literal = Decimal | str

OPERATORS: Mapping[str, Callable[[Literal, Literal], bool]] = {
    "<": lambda a, b: a < b,  # type: ignore[operator]
    "<=": lambda a, b: a <= b,  # type: ignore[operator]
    ">": lambda a, b: a > b,  # type: ignore[operator]
    ">=": lambda a, b: a >= b,  # type: ignore[operator]
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}
STATES = ("answered", "skipped", "dont_know", "refused")


@dataclass(frozen=True, slots=True)
class Ref:
    """An answer: of a question, or of one row of it."""

    code: str
    row: str = ""

    def __str__(self) -> str:
        return f"{self.code}.{self.row}" if self.row else self.code


@dataclass(frozen=True, slots=True)
class Compare:
    """Whether an answer stands in some relation to a value or to another answer."""

    left: Ref
    operator: str
    right: "Literal | Ref"


@dataclass(frozen=True, slots=True)
class Has:
    """Whether a choice was ticked."""

    ref: Ref
    choice: str


@dataclass(frozen=True, slots=True)
class Count:
    """Whether so many choices were ticked."""

    ref: Ref
    operator: str
    number: int


@dataclass(frozen=True, slots=True)
class Is:
    """Whether a question was answered, or in which way it was not."""

    ref: Ref
    state: str


@dataclass(frozen=True, slots=True)
class Not:
    """Whether the part does not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    """Whether every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Whether any part holds."""

    parts: tuple["Condition", ...]


Atom = Compare | Has | Count | Is
Condition = Atom | Not | All | Some


def holds(condition: Condition, seen: Seen) -> bool:
    """Whether `condition` holds for what was answered."""
    match condition:
        case Not(part):
            return not holds(part, seen)
        case All(parts):
            return all(holds(part, seen) for part in parts)
        case Some(parts):
            return any(holds(part, seen) for part in parts)
    return _atom_holds(condition, seen)


def atoms(condition: Condition) -> Iterator[Atom]:
    """Yield the comparisons `condition` is made of, from left to right."""
    match condition:
        case Not(part):
            yield from atoms(part)
        case All(parts) | Some(parts):
            for part in parts:
                yield from atoms(part)
        case _:
            yield condition


def refs(condition: Condition) -> Iterator[Ref]:
    """Yield the answers `condition` looks at, from left to right."""
    for atom in atoms(condition):
        if isinstance(atom, Compare):
            yield atom.left
            if isinstance(atom.right, Ref):
                yield atom.right
        else:
            yield atom.ref


def _atom_holds(atom: Atom, seen: Seen) -> bool:
    match atom:
        case Compare(left, operator, right):
            return _compared(answer_to(left, seen), operator, right, seen)
        case Has(ref, choice):
            return choice in _taken(answer_to(ref, seen))
        case Count(ref, operator, number):
            ticked = answer_to(ref, seen)
            n = Decimal(len(_taken(ticked)))
            return not is_missing(ticked) and OPERATORS[operator](n, Decimal(number))
        case Is(ref, state):
            return _is_in(answer_to(ref, seen), state)
    raise TypeError(f"{atom!r} is no comparison")


def answer_to(ref: Ref, seen: Seen) -> object:
    """Return the answer that `ref` names, a mark, or None when there is none."""
    answer = seen.get(ref.code)
    if not ref.row or is_missing(answer):
        return answer
    return answer.get(ref.row) if isinstance(answer, dict) else None


def _taken(answer: object) -> list[object]:
    """Return the choices that were ticked, or the rows that were answered."""
    if isinstance(answer, dict):
        return [row for row, said in answer.items() if not is_missing(said)]
    return answer if isinstance(answer, list) else []


def _is_in(answer: object, state: str) -> bool:
    if state == "answered":
        return not is_missing(answer)
    if state == "skipped":
        return answer is None
    return answer == {"dont_know": Missing.DONT_KNOW, "refused": Missing.REFUSED}[state]


def _compared(left: object, operator: str, right: Literal | Ref, seen: Seen) -> bool:
    other = answer_to(right, seen) if isinstance(right, Ref) else right
    if is_missing(left) or is_missing(other):
        return False
    if isinstance(other, str) and isinstance(left, str):
        # Two decimals are kept in digits; codes and days are in the order of their letters.
        is_amount = isinstance(right, Ref) and None not in (amount(left), amount(other))
        return _numbers(left, operator, other) if is_amount else OPERATORS[operator](left, other)
    return _numbers(left, operator, other)


def _numbers(left: object, operator: str, right: object) -> bool:
    numbers = (amount(left), amount(right))
    if numbers[0] is None or numbers[1] is None:
        return False
    return OPERATORS[operator](numbers[0], numbers[1])


def amount(value: object) -> Decimal | None:
    """Return the number that an answer is or is written as, None for all else."""
    try:
        number = Decimal(value) if isinstance(value, int | str | Decimal) else None
    except InvalidOperation:
        return None
    # "nan" and "infinity" may be codes of choices; they are no amounts.
    return number if number is not None and number.is_finite() else None
