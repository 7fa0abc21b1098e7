"""Disclosure of splits all the way down: which months or ways are hidden of every node of a tree.

At the top a split is one row, and what is hidden of it makes a group. Below, each family is
a table of its parts by the columns that are not hidden above; those are one column, of
which only the sum is known. What is hidden above stays hidden in everything below.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.stats.disclosure import THRESHOLD
from analysis.stats.disclosure_rules import NOBODY
from analysis.stats.disclosure_split import Column, Split, hidden_cells, merged
from analysis.stats.disclosure_tree import Node, Tree, hidden_parts

_OPEN = ("hidden above",)
_APART = ("hidden parts",)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is hidden of one node's split: some columns, or (`is_whole`) all there may be.

    `above` are those hidden above it: they are told as hidden here as well, even where
    nobody is in them.
    """

    hidden: frozenset[Column] = frozenset()
    above: frozenset[Column] = frozenset()
    is_whole: bool = False


NOTHING_SEEN = Seen(is_whole=True)


@dataclass
class Splits:
    """The splits of a tree's nodes, looked at from above; `hidden` are the nodes not published."""

    tree: Tree
    hidden: frozenset[Node]
    splits: Mapping[Node, Split]
    threshold: int = THRESHOLD
    _above: dict[Node, Node] = field(default_factory=dict)
    _known: dict[Node, Seen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._above = {part: node for node, parts in self.tree.parts.items() for part in parts}

    def of(self, node: Node) -> Seen:
        """Return what is hidden of the split of `node`."""
        if node not in self._known:
            above = self._above.get(node)
            if node in self.hidden:
                self._known[node] = NOTHING_SEEN
            elif above is None:
                found = hidden_parts(self.splits.get(node, {}), self.threshold)
                self._known[node] = Seen(found)
            else:
                self._known.update(self._family(above))
        return self._known.get(node, Seen())

    def _family(self, node: Node) -> dict[Node, Seen]:
        over = self.of(node)
        parts = self.tree.parts[node]
        if over.is_whole:
            return dict.fromkeys(parts, NOTHING_SEEN)
        open_ = over.hidden | over.above
        rows: dict[Node, Split] = {}
        for part in parts:
            split = self.splits.get(part, {})
            if part in self.hidden:
                rows[_APART] = _together(rows.get(_APART, {}), split)
            else:
                rows[part] = split
        cells = hidden_cells(
            {row: merged(split, open_, _OPEN) for row, split in rows.items()}, self.threshold
        )
        if cells is None:
            return dict.fromkeys(parts, NOTHING_SEEN)
        found: dict[Node, Seen] = {}
        for part in parts:
            own = {column for row, column in cells if row == part and column != _OPEN}
            is_hidden = part in self.hidden
            found[part] = NOTHING_SEEN if is_hidden else Seen(frozenset(own), open_)
        return found


def _together(one: Split, other: Split) -> Split:
    columns = one.keys() | other.keys()
    return {column: one.get(column, NOBODY) + other.get(column, NOBODY) for column in columns}
