"""The tree of units on one day: who stands below whom.

A reform ends units and begins others, so there is no tree without a day. A
unit that does not stand on that day is not in it, nor is anything reached
only through such a unit.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Node:
    """A unit as the tree sees it."""

    id: int
    code: str
    name: str
    level: str
    parent_id: int | None
    valid_from: date
    valid_to: date | None

    def stands_on(self, day: date) -> bool:
        """Whether the unit exists on `day`; its last day counts."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Tree:
    """The units that stand on one day."""

    def __init__(self, nodes: Iterable[Node], day: date) -> None:
        """Keep of `nodes` what stands on `day`."""
        self.day = day
        self._nodes = {node.id: node for node in nodes if node.stands_on(day)}
        self._below: dict[int | None, list[Node]] = defaultdict(list)
        for node in self._nodes.values():
            self._below[node.parent_id].append(node)

    def node(self, node_id: int) -> Node | None:
        """Return the unit, or None when it does not stand on the day."""
        return self._nodes.get(node_id)

    def children(self, node_id: int | None) -> tuple[Node, ...]:
        """Return the units directly below `node_id`; below None are the topmost."""
        return tuple(self._below.get(node_id, ()))

    def ancestors(self, node_id: int) -> tuple[Node, ...]:
        """Return the units above `node_id`, topmost first; () for one that does not stand."""
        path: list[Node] = []
        node = self._nodes.get(node_id)
        while node is not None and node.parent_id is not None:
            node = self._nodes.get(node.parent_id)
            if node is not None:
                path.insert(0, node)
        return tuple(path)

    def subtree(self, node_id: int) -> Iterator[Node]:
        """Yield the unit and everything below it, each before what is below it."""
        node = self._nodes.get(node_id)
        if node is None:
            return
        yield node
        for child in self.children(node_id):
            yield from self.subtree(child.id)
