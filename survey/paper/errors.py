"""Errors of typing: in how many fields two typings differ, and who was wrong how often.

A field is a question that at least one of both had something for, and the day on the form;
a form that one of both found void is one field. Shares are left to whoever shows them:
here are the two numbers they are made of.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Compared:
    """Two typings of one form: its fields, where they differ, and who was wrong where.

    `wrong` has both typists, with nothing where they agree; None as long as nobody has settled.
    """

    fields: frozenset[str]
    differing: frozenset[str]
    wrong: Mapping[int, frozenset[str]] | None


@dataclass(frozen=True, slots=True)
class Share:
    """`n` of `of` fields."""

    n: int
    of: int

    @property
    def percent(self) -> float | None:
        """The share in percent; None of nothing."""
        return 100 * self.n / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class ErrorCounts:
    """What double typing has found of one campaign.

    `overall` and `by_question`: fields in which the typings differ. `by_typist` (0 is the
    scanner): fields in which somebody's typing is not what stands in the end.
    """

    forms: int
    overall: Share
    by_question: Mapping[str, Share]
    by_typist: Mapping[int, Share]


def counted(compared: Iterable[Compared]) -> ErrorCounts:
    """Return the counts over forms that were typed twice."""
    fields: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    typed: Counter[int] = Counter()
    wrong: Counter[int] = Counter()
    forms = 0
    for one in compared:
        forms += 1
        fields.update(one.fields)
        differing.update(one.differing)
        for typist, names in (one.wrong or {}).items():
            typed[typist] += len(one.fields)
            wrong[typist] += len(names)
    return ErrorCounts(
        forms,
        Share(differing.total(), fields.total()),
        {name: Share(differing[name], of) for name, of in fields.items()},
        {typist: Share(wrong[typist], of) for typist, of in typed.items()},
    )
