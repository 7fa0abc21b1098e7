"""The satisfied share: how many answered a question, and how many of them were satisfied.

Which values count as satisfied is the scale's to say. "Bình thường" is an answer
and not satisfied; a skipped question is no answer.
"""

from collections.abc import Collection, Mapping


def satisfied_share(counts: Mapping[int, int], satisfied: Collection[int]) -> tuple[int, int]:
    """Return (n, how many of them gave a value of `satisfied`) for counts by value."""
    return sum(counts.values()), sum(counts.get(value, 0) for value in set(satisfied))
