"""A method: how an index is computed, by which decision, from which year on.

The same words "tỷ lệ hài lòng" name numbers that cannot be compared: SIPAS before and
after 2022, and the share of Decision 766 that counts silence as satisfied. So every
value carries its method, a comparison of two methods raises, and a series of years is
never one line where the method changes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why there is no value, or why a series has a gap."""

    NO_ANSWERS = "no_answers"
    TOO_FEW = "too_few"  # fewer answers than may be shown
    WITHHELD = "withheld"  # whoever computes the index gave no score
    INCOMPLETE = "incomplete"  # a part it is made of has no value
    NEW_METHOD = "new_method"
    NO_YEAR = "no_year"  # nothing was published for the years between


@dataclass(frozen=True, slots=True)
class Method:
    """How values were computed. Two are the same only when all they say is the same."""

    code: str
    name: str
    decision: str
    year: int


class MixedMethods(ValueError):
    """Two values of different methods were to be compared, averaged or drawn as one line."""

    def __init__(self, first: Method, second: Method) -> None:
        super().__init__(f"{first.code} ({first.year}) with {second.code} ({second.year})")
        self.methods = (first, second)


@dataclass(frozen=True, slots=True)
class Value:
    """A number of `n` answers (None: its publisher does not say), or None and the reason."""

    value: float | None
    n: int | None
    method: Method
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A value and the year it speaks of, which is not the year it was published in."""

    year: int
    value: Value


@dataclass(frozen=True, slots=True)
class Run:
    """Years that may be drawn as one line; `gap` says why it does not go on from the last."""

    points: tuple[Point, ...]
    gap: Reason | None = None


def compared(first: Value, second: Value) -> float | None:
    """Return how much `first` is above `second`, in their unit; None when either has no value.

    Raise MixedMethods when they were not computed alike.
    """
    only_method((first, second))
    if first.value is None or second.value is None:
        return None
    return first.value - second.value


def only_method(values: Iterable[Value]) -> Method | None:
    """Return the method of all `values` (None of none); raise MixedMethods for a second one."""
    found: Method | None = None
    for each in values:
        if found is not None and each.method != found:
            raise MixedMethods(found, each.method)
        found = each.method
    return found


def series(points: Iterable[Point]) -> tuple[Run, ...]:
    """Return the runs of years, earliest first, that may each be drawn as one line.

    A run ends where the method changes, where a year is missing and where a score was
    withheld; withheld years are in no run. Several points of one year keep their order.
    """
    ordered = sorted(points, key=lambda point: point.year)
    runs: list[Run] = []
    current: list[Point] = []
    gap: Reason | None = None
    for point in ordered:
        if point.value.value is None:
            runs += _closed(current, gap)
            current, gap = [], point.value.reason or Reason.WITHHELD
            continue
        why = _break(current, point)
        if why is not None:
            runs += _closed(current, gap)
            current, gap = [], why
        elif not current and runs:
            # What ended the run before says less than a change of method since then.
            gap = _changed(runs[-1].points[-1], point) or gap
        current.append(point)
    return (*runs, *_closed(current, gap))


def _closed(points: Sequence[Point], gap: Reason | None) -> list[Run]:
    return [Run(tuple(points), gap)] if points else []


def _break(before: Sequence[Point], point: Point) -> Reason | None:
    if not before:
        return None
    missing = Reason.NO_YEAR if point.year > before[-1].year + 1 else None
    return _changed(before[-1], point) or missing


def _changed(before: Point, point: Point) -> Reason | None:
    return Reason.NEW_METHOD if before.value.method != point.value.method else None
