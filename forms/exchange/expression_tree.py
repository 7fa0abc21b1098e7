"""The shape of other programs' conditions: comparisons, joined, denied, called."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A question, as its program names it ("." is the question itself)."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """Letters or a number, as written."""

    said: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Call:
    """A function and what it is given."""

    function: str
    given: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things compared, or joined by a sign."""

    sign: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts joined by "and" or by "or"."""

    word: str
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Denied:
    """What must not hold."""

    part: "Expression"


Expression = Name | Literal | Call | Pair | Joined | Denied
