"""What is drawn from and what is drawn: a unit, its size, its chance; and why none could be.

A chance is an exact fraction. It becomes a decimal where a weight is written, not before.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

SMALLEST, LARGEST = 1e-9, 1e15
"""Sizes that a chance may follow; what lies between is never lost in rounding."""


class Unit(NamedTuple):
    """One unit that may be drawn. One that `is_certain` is taken whatever its size."""

    code: str
    size: float
    is_certain: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """One unit that was drawn: with what chance, and as which of those drawn (from 1)."""

    code: str
    probability: Fraction
    is_certain: bool
    position: int


class CannotDraw(Exception):
    """A sample cannot be drawn: why, in words for whoever drew it up, and where."""

    def __init__(self, words: str, where: str = "") -> None:
        super().__init__(words, where)
        self.words, self.where = words, where

    def __str__(self) -> str:
        return f"{self.where}: {self.words}" if self.where else self.words

    def at(self, where: str) -> "CannotDraw":
        """Return the same told of `where`, which only who asked for the draw can name."""
        return CannotDraw(self.words, f"{where}, {self.where}" if self.where else where)


def together(refusals: Sequence[CannotDraw], most: int = 5) -> CannotDraw:
    """Return several refusals as one, which tells the first of them and how many more."""
    words = [str(why) for why in refusals[:most]]
    more = [f"và {told(len(refusals) - most)} nơi khác"] if len(refusals) > most else []
    return refusals[0] if len(refusals) == 1 else CannotDraw("; ".join([*words, *more]))


def demand_units(units: Sequence[Unit], n: int) -> None:
    """Refuse what no method can draw from: doubled codes, none asked for, too few there."""
    if n <= 0:
        raise CannotDraw(f"số phải chọn là {told(n)}; phải từ 1 trở lên")
    _demand_own_codes([unit.code for unit in units])
    if len(units) < n:
        raise CannotDraw(f"chỉ có {told(len(units))} đơn vị, không đủ {told(n)} để chọn")


def _demand_own_codes(codes: Sequence[str]) -> None:
    held = set(codes)
    if "" in held:
        raise CannotDraw("có đơn vị không có mã")
    if len(held) < len(codes):
        raise CannotDraw(f"mã bị lặp: {named(c for c, n in Counter(codes).items() if n > 1)}")


def demand_sizes(units: Iterable[Unit]) -> None:
    """Refuse sizes that no chance can be proportional to, naming whose they are."""
    wrong = [unit.code for unit in units if not SMALLEST <= unit.size <= LARGEST]
    if wrong:
        words = "quy mô phải lớn hơn 0 và không quá 10^15, nhưng không phải vậy ở"
        raise CannotDraw(f"{words} {named(wrong)}")


def named(codes: Iterable[str], most: int = 5) -> str:
    """Return a few codes in words, and how many more there are."""
    known = sorted(codes)
    more = f" và {told(len(known) - most)} mã khác" if len(known) > most else ""
    return ", ".join(known[:most]) + more


def told(number: int) -> str:
    """Return a whole number as it is written in Vietnamese."""
    return f"{number:,}".replace(",", ".")
