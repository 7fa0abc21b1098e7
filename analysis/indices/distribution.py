"""A distribution: who gave which answer to one question, and who gave none, four ways apart.

The share of a value is of those who answered, never of all responses: whoever did not
know, would not say, was not asked or passed the question over is counted beside. Where
several may be ticked the shares may add up to more than 100 %. With fewer answers than
may be shown, nothing but their number is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.rollup.counting import ANSWERED, ILLEGIBLE
from forms.answers import Missing

_SILENT = "~"


class Basis(StrEnum):
    """What the share of a value is a share of."""

    OF_ANSWERED = "of_answered"  # each gave one value: the shares add up to 1
    OF_TICKING = "of_ticking"  # each ticked one or more: they may add up to more
    OF_RANKING = "of_ranking"  # each put some in order: of those, who gave this place
    AMOUNTS = "amounts"  # numbers and days: their quartiles are told, not each value
    WORDS = "words"  # in their own words: only how many wrote


_ONE_EACH = (Basis.OF_ANSWERED, Basis.AMOUNTS)
_UNLISTED = (Basis.AMOUNTS, Basis.WORDS)


@dataclass(frozen=True, slots=True)
class Share:
    """How many gave one value, and which share of those who answered (0 to 1) they are."""

    value: str
    n: int
    share: float


@dataclass(frozen=True, slots=True)
class Silence:
    """How many gave no answer, by why. `illegible` is a defect of what was kept, and no silence."""

    dont_know: int
    refused: int
    not_asked: int
    skipped: int
    illegible: int = 0


@dataclass(frozen=True, slots=True)
class Distribution:
    """What all responses come to for one question, or one row of one.

    With `is_hidden` there are no values and no silence, only `answered` of `responses`.
    """

    responses: int
    answered: int
    values: tuple[Share, ...]
    silence: Silence | None
    basis: Basis
    is_hidden: bool = False


def distribution_of(
    counts: Mapping[str, int],
    responses: int,
    basis: Basis = Basis.OF_ANSWERED,
    *,
    order: Sequence[str] = (),
    fewest: int,
) -> Distribution:
    """Return the distribution of `counts` (by value, marks too) among `responses`.

    `order` are the values that can be given, in their order; each is listed, given or
    not. Values beyond it follow, the most frequent first. A ranking's rows are to come
    with ANSWERED among their counts, as ticks and words do.
    """
    given = {value: n for value, n in counts.items() if not value.startswith(_SILENT)}
    answered = sum(given.values()) if basis in _ONE_EACH else counts.get(ANSWERED, 0)
    if min(answered or fewest, responses) < fewest:
        return Distribution(responses, answered, (), None, basis, is_hidden=True)
    silence = _silence(counts, responses - answered)
    if not answered or basis in _UNLISTED:
        return Distribution(responses, answered, (), silence, basis)
    values = (
        Share(value, given.get(value, 0), given.get(value, 0) / answered)
        for value in _listed(given, order)
    )
    return Distribution(responses, answered, tuple(values), silence, basis)


def _listed(given: Mapping[str, int], order: Sequence[str]) -> list[str]:
    beyond = sorted(given.keys() - set(order), key=lambda value: (-given[value], value))
    return [*order, *beyond]


def _silence(counts: Mapping[str, int], silent: int) -> Silence:
    dont_know, refused, not_asked, illegible = (
        counts.get(mark, 0)
        for mark in (Missing.DONT_KNOW, Missing.REFUSED, Missing.NOT_ASKED, ILLEGIBLE)
    )
    # Whoever passed the question over left no entry: they are what remains.
    skipped = max(silent - dont_know - refused - not_asked - illegible, 0)
    return Silence(dont_know, refused, not_asked, skipped, illegible)
