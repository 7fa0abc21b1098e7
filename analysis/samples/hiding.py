"""Hiding: which parts of a sample are on no page, so that nobody's few answers are worked out.

Each way of parting is a set of numbers that sum to the whole; two ways that share a line
between groups (strata that are districts, communes inside strata) sum to the same groups
as well. So each is looked at beside every other, by the groups that both respect.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.samples.gathered import Gathered
from analysis.stats.disclosure_rules import NOBODY, Amount
from analysis.stats.disclosure_tree import Node, Tree, hidden_nodes

FEWEST = 10
"""Of fewer answers a part has no share: an interval of them says nothing either."""

Levels = NDArray[np.str_]
_WHOLE: Node = ("whole",)


def hidden_parts_of(
    gathered: Gathered, question: str, ways: Mapping[str, Levels], fewest: int = FEWEST
) -> dict[str, frozenset[str]]:
    """Return by way of parting which levels are not told; `ways` have a level a row."""
    values = gathered.values[question]
    seen = gathered.counts & ~np.isnan(values)
    satisfied = seen & (values == 1)
    found: dict[str, frozenset[str]] = {}
    for name, levels in ways.items():
        hidden: frozenset[str] = frozenset()
        for other in ways.values():
            groups = shared_groups(levels[seen], other[seen])
            hidden |= _hidden(levels[seen], groups, satisfied[seen], fewest)
        found[name] = hidden
    return found


def shared_groups(levels: Levels, others: Levels) -> NDArray[np.int64]:
    """Return for each row (n,) its group: the finest groups that no level of either crosses."""
    _names, one = np.unique(levels, return_inverse=True)
    _others, two = np.unique(others, return_inverse=True)
    pairs = np.unique(np.stack([one, two], axis=1), axis=0)
    root = list(range(len(_names)))

    def top(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    first: dict[int, int] = {}
    for a, b in pairs.tolist():
        root[top(a)] = top(first.setdefault(b, a))
    tops = np.array([top(at) for at in range(len(root))], np.int64)
    return tops[one] if len(one) else one.astype(np.int64)


def _hidden(
    levels: Levels, groups: NDArray[np.int64], satisfied: NDArray[np.bool_], fewest: int
) -> frozenset[str]:
    parts: dict[Node, list[Node]] = {}
    amounts: dict[Node, Amount] = {_WHOLE: NOBODY}
    names, codes = np.unique(levels, return_inverse=True)
    counted = np.bincount(codes, minlength=len(names)).tolist()
    pleased = np.bincount(codes, satisfied, len(names)).astype(int).tolist()
    at = dict(zip(codes.tolist(), groups.tolist(), strict=True))
    for code, name in enumerate(names.tolist()):
        group, level = ("group", at[code]), ("level", name)
        amounts[level] = Amount(counted[code], pleased[code])
        amounts[group] = amounts.get(group, NOBODY) + amounts[level]
        amounts[_WHOLE] += amounts[level]
        parts.setdefault(group, []).append(level)
    tree = Tree({**parts, _WHOLE: list(parts)}, amounts)
    return _names_of(hidden_nodes(tree, [_WHOLE], fewest))


def _names_of(nodes: Sequence[Node] | frozenset[Node]) -> frozenset[str]:
    return frozenset(str(node[1]) for node in nodes if node[0] == "level")  # type: ignore[index]
