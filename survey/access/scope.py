"""Scope: an account answers for its unit, for what lies below it, and for what became it.

A reform ends a commune and begins another; its results stay with the commune as
it was. Whoever answers for the successor may see them, so a unit's path leads up
to its parents and on to its successors.
"""

from collections.abc import Iterable


def in_reach(unit_path: Iterable[int], root: int) -> bool:
    """Whether the unit whose path this is (itself and all above it) belongs to `root`."""
    return root in unit_path
