"""Mixing: which of the answers that wait in a box leave it now.

All wait for the closing, and leave it together in an order of chance: whoever watched who
answered when learns nothing from it. Where the organiser chose batches, none leaves until
at least five leave together and at least five stay behind for the last ones to leave with
(a threshold pool mix; Serjantov, Dingledine & Syverson 2002): whoever watched with a clock
then guesses one in ten, as `docs/decisions/0014` has measured.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

ENOUGH = 5
"""The fewest that leave together, that stay behind, and that bear their group's name."""

Waiting = TypeVar("Waiting")


def leaving(
    waiting: Sequence[Waiting], shuffle: Callable[[list[Waiting]], None], *, is_closing: bool
) -> tuple[list[Waiting], list[Waiting]]:
    """Return who leaves, in an order of chance, and who stays."""
    mixed = list(waiting)
    shuffle(mixed)
    if is_closing:
        return mixed, []
    if len(mixed) < 2 * ENOUGH:
        return [], list(waiting)
    return mixed[:-ENOUGH], mixed[-ENOUGH:]


def bears_its_name(mode: str, invited: int, answered: int, *, is_closing: bool) -> bool:
    """Whether the answers of a group are kept under its name, and not under none at all.

    Before the closing nothing leaves a box in which fewer than ten have been.
    """
    return mode == "grouped" and invited >= ENOUGH and (not is_closing or answered >= ENOUGH)
