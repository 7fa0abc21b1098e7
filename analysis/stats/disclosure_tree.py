"""Disclosure along a tree: units made of units, made of counters, each on a page of its own.

All pages are one system: what is hidden on the province's must not follow from the
commune's own. Two rules keep it so, whatever the depth. What is hidden has all of itself
hidden, so nothing below speaks of it. And what is hidden under a published total is, put
together, a group that could be published; so of each part no more is known than that it
lies between nobody and that whole group. That is what the linear programme finds as well.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.stats.disclosure import THRESHOLD
from analysis.stats.disclosure_rules import NOBODY, Amount, gives_away, is_small

Node = Hashable


@dataclass(frozen=True, slots=True)
class Tree:
    """What each node is made of, and what it comes to: the sum of its parts, where it has any.

    Nodes stand in a fixed order, so that every reader is shown the same pattern.
    """

    parts: Mapping[Node, Sequence[Node]]
    amounts: Mapping[Node, Amount]

    def amount(self, node: Node) -> Amount:
        """Return what `node` comes to."""
        return self.amounts.get(node, NOBODY)


def hidden_nodes(tree: Tree, roots: Iterable[Node], threshold: int = THRESHOLD) -> frozenset[Node]:
    """Return the nodes below and including `roots` that are not to be published.

    Only nodes with answers are among them: that there is nobody is told.
    """
    hidden: set[Node] = set()
    waiting = list(roots)
    for root in waiting:
        if is_small(tree.amount(root).n, threshold):
            hidden.add(root)
    while waiting:
        node = waiting.pop()
        parts = [part for part in tree.parts.get(node, ()) if tree.amount(part).n]
        if node in hidden:
            hidden.update(parts)
        else:
            hidden |= hidden_parts({part: tree.amount(part) for part in parts}, threshold)
        waiting += parts
    return frozenset(hidden)


def hidden_parts(amounts: Mapping[Node, Amount], threshold: int = THRESHOLD) -> frozenset[Node]:
    """Return which parts of a published total are not to be published.

    The small ones; and where these together would still give themselves away, the
    smallest other that makes them a group which does not.
    """
    hidden = {part for part, amount in amounts.items() if is_small(amount.n, threshold)}
    shown = sorted(
        (part for part, amount in amounts.items() if amount.n and part not in hidden),
        key=lambda part: amounts[part].n,
    )
    together = sum((amounts[part] for part in hidden), NOBODY)
    while hidden and shown and gives_away(together, threshold):
        found = (part for part in shown if not gives_away(together + amounts[part], threshold))
        company = next(found, shown[0])
        shown.remove(company)
        hidden.add(company)
        together += amounts[company]
    return frozenset(hidden)
