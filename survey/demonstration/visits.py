"""Visits for the demonstration: how each household that was drawn received its interviewer.

Most answer, some not at once; whoever cannot be won is replaced from the same village.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from survey.fieldwork.dispositions import Disposition

_ENDS: Sequence[tuple[int, tuple[Disposition, ...]]] = (
    (78, (Disposition.COMPLETE,)),
    (9, (Disposition.NON_CONTACT, Disposition.COMPLETE)),
    (5, (Disposition.REFUSAL,)),
    (4, (Disposition.NON_CONTACT,) * 3),
    (2, (Disposition.NOT_ELIGIBLE,)),
    (1, (Disposition.LANGUAGE,)),
    (1, (Disposition.UNKNOWN_HOUSEHOLD,) * 3),
)
_FAST, _USUAL = (70, 130), (480, 1500)
_FAST_SHARE = 0.02
_Case = TypeVar("_Case")


@dataclass(frozen=True, slots=True)
class Call:
    """One visit: on which of the days, how it ended, how many seconds it took."""

    day: int
    end: Disposition
    seconds: int


def calls_at(code: str, days: int) -> list[Call]:
    """Return the visits to the household with `code` over so many days."""
    luck = Random(f"{code} visits")
    ends = luck.choices([each for _, each in _ENDS], weights=[n for n, _ in _ENDS])[0]
    first = luck.randrange(max(1, days - len(ends)))
    return [Call(min(first + n, days - 1), end, _seconds(luck, end)) for n, end in enumerate(ends)]


def asked_of(
    cases: Iterable[_Case],
    village_of: Callable[[_Case], str],
    stands_by: Callable[[_Case], bool],
    is_won: Callable[[_Case], bool],
) -> Iterator[_Case]:
    """Yield whom interviewers go to: the first chosen, and for each not won one who stands by."""
    villages: dict[str, list[_Case]] = defaultdict(list)
    for case in cases:
        villages[village_of(case)].append(case)
    for there in villages.values():
        reserve = [case for case in there if stands_by(case)]
        missing = 0
        for case in there:
            if not stands_by(case):
                yield case
                missing += not is_won(case)
        while missing and reserve:
            case = reserve.pop(0)
            yield case
            missing -= is_won(case)


def _seconds(luck: Random, end: Disposition) -> int:
    if not end.is_interview:
        return luck.randint(30, 240)
    return luck.randint(*(_FAST if luck.random() < _FAST_SHARE else _USUAL))
