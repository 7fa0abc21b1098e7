"""Rules of thumb turned exact: what a published number gives away by itself, or beside another.

Few people, people who all say the same, a mean at the end of its scale, a percentage
whose n is kept back, and the same number looked at twice.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement

from analysis.stats.disclosure import THRESHOLD


@dataclass(frozen=True, slots=True)
class Amount:
    """How many answered, and how many of them were satisfied."""

    n: int
    satisfied: int

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.n + other.n, self.satisfied + other.satisfied)


NOBODY = Amount(0, 0)


def is_small(n: int, threshold: int = THRESHOLD) -> bool:
    """Whether a group of `n` is too small to be published; nobody at all is not a group."""
    return 0 < n < threshold


def gives_away(amount: Amount, threshold: int = THRESHOLD) -> bool:
    """Whether a group's numbers tell what each of it said, or nearly.

    It is too small; or all of it said the same, and it is smaller than twice the
    threshold (oracle 14: six officials, all unhappy; Duncan et al. 2011 call it group
    disclosure).
    """
    if is_small(amount.n, threshold):
        return True
    is_unanimous = amount.satisfied in (0, amount.n)
    return amount.n > 0 and is_unanimous and amount.n < 2 * threshold


def safe_to_publish(before: Amount | None, now: Amount, threshold: int = THRESHOLD) -> bool:
    """Whether `now` can stand where `before` stood without its difference telling anything.

    Two looks at one number may differ by nobody, or by at least `threshold` people; with
    as many people but other answers somebody was exchanged, which is one of each. `before`
    is None where nothing was published yet: then `now` only must not be small itself.
    """
    if before is None:
        return not is_small(now.n, threshold)
    if before.n == now.n:
        return before == now
    return abs(now.n - before.n) >= threshold


def sets_by_mean(n: int, decimals: int, lowest: int = 1, highest: int = 5) -> Mapping[float, int]:
    """Return for each mean that `n` answers can show how many sets of answers show it.

    A set is how many gave each step from `lowest` to `highest`; means are rounded to
    `decimals`. A mean with one set tells what everybody said: those at both ends always
    do, whatever n. Raises ValueError for n below 1, or decimals below 0.
    """
    if n < 1 or decimals < 0:
        raise ValueError(f"no mean of {n} answers with {decimals} decimals")
    steps = range(lowest, highest + 1)
    return Counter(
        round(sum(answers) / n, decimals) for answers in combinations_with_replacement(steps, n)
    )


def tells_everyone(mean: float, n: int, decimals: int, lowest: int = 1, highest: int = 5) -> bool:
    """Whether a mean of `n` answers, as it is shown, can come from one set of answers only.

    `mean` is in steps from `lowest` to `highest`. Two in a row from either end are such
    (all at the end, or all but one beside it) until rounding puts others with them.
    """
    return sets_by_mean(n, decimals, lowest, highest).get(round(mean, decimals), 0) == 1


def fitting(shown: float, decimals: int, most: int) -> list[tuple[int, int]]:
    """Return the (satisfied, n) that a percentage without its n can stand for, smallest first.

    `shown` is in per cent, rounded to `decimals` as Python's `round` does; n goes up to
    `most`. A percentage with decimals that few pairs fit tells its n: where n is hidden,
    so are the decimals.
    """
    return [
        (x, n)
        for n in range(1, most + 1)
        for x in range(n + 1)
        if round(100 * x / n, decimals) == shown
    ]
