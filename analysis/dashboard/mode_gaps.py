"""Gaps between ways of answering within one unit: the same office, asked in other ways.

A machine at the desk, in sight of whoever served, is known to be kinder than a code used
at home. A gap is a sign that ways must not be mixed lightly; why there is one, it does
not say. Of many pairs some differ by luck: what is called different is held to
Benjamini and Hochberg's rule over all pairs, besides its interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from analysis.dashboard.lines import Line
from analysis.stats.comparison import benjamini_hochberg, fisher_two_sided, newcombe_interval
from analysis.stats.estimate import Estimate
from analysis.targets.check import Judgement

RATE = 0.05


@dataclass(frozen=True, slots=True)
class Gap:
    """How much higher the first way's share is than the second's."""

    first: Line
    second: Line
    difference: Estimate
    is_clear: bool


def gaps_between(ways: Sequence[Line]) -> list[Gap]:
    """Return the gap of each pair of ways that may be told, clear ones first."""
    pairs = list(combinations([way for way in ways if not way.judgement.is_hidden], 2))
    p_values = [fisher_two_sided(*_counts(a.judgement), *_counts(b.judgement)) for a, b in pairs]
    adjusted = benjamini_hochberg(p_values)
    found = [
        Gap(first, second, difference, p <= RATE and not _holds_nought(difference))
        for (first, second), p in zip(pairs, adjusted, strict=True)
        for difference in (
            newcombe_interval(*_counts(first.judgement), *_counts(second.judgement)),
        )
    ]
    return sorted(found, key=lambda gap: not gap.is_clear)


def _counts(judged: Judgement) -> tuple[int, int]:
    return judged.satisfied or 0, judged.n


def _holds_nought(difference: Estimate) -> bool:
    low, high = difference.low, difference.high
    return low is None or high is None or low <= 0 <= high
