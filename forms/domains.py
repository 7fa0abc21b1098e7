"""Domains: what the answers to a question can be, as far as a condition may ask.

A condition that compares with something outside its question's domain can never
hold, so it is a fault; within domains, whether some path reaches a question at all
can be worked out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Point = int | str | Decimal | date
"""One thing a condition compares with."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Answers no condition may look into (own words, notes); only whether there is one."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these: steps of a scale (in order, so that < and > mean something) or codes."""

    values: tuple[int | str, ...]

    @property
    def is_ordered(self) -> bool:
        """Whether one value comes before another."""
        return all(isinstance(value, int) for value in self.values)


@dataclass(frozen=True, slots=True)
class Several:
    """Any of these codes together; the exclusive ones alone."""

    values: tuple[str, ...]
    exclusive: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Between:
    """A number, a day or a month between bounds (None: none), both counting.

    A number has so many `decimals`; a month stands as its first day.
    """

    least: Decimal | date | None
    most: Decimal | date | None
    of: type  # Decimal or date
    decimals: int = 0
    is_month: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Each row has a domain of its own: `code.row` in a condition.

    `in_order` means that the rows are given places, from the first on, none twice.
    """

    rows: Mapping[str, "OneOf | Between"]
    in_order: bool = False


Domain = Nothing | OneOf | Several | Between | Rows
