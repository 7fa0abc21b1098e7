"""Hiding: which parts of a sample are on no page, so that nobody's few answers are worked out.

Each way of parting is a set of numbers that sum to the whole; two ways that share a line
between groups (strata that are districts, communes inside strata) sum to the same groups
as well. So each is looked at beside every other, by the groups that both respect.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.samples.gathered import Gathered
from analysis.stats.disclosure_rules import NOBODY, Amount
from analysis.stats.disclosure_tree import Node, Tree, hidden_nodes

FEWEST = 10
"""Of fewer answers a part has no share: an interval of them says nothing either."""

Levels = NDArray[np.str_]
Codes = NDArray[np.int64]
_WHOLE: Node = ("whole",)


def hidden_parts_of(
    gathered: Gathered, question: str, ways: Mapping[str, Levels], fewest: int = FEWEST
) -> dict[str, frozenset[str]]:
    """Return by way of parting which levels are not told; `ways` have a level a row."""
    values = gathered.values[question]
    seen = gathered.counts & ~np.isnan(values)
    satisfied = seen & (values == 1)
    read = {name: _read(levels[seen], satisfied[seen]) for name, levels in ways.items()}
    return {
        name: frozenset().union(
            *(
                _hidden(way, shared_groups(way.codes, other.codes), fewest)
                for other in read.values()
            )
        )
        for name, way in read.items()
    }


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of parting: its levels, the level of each row, and what each comes to."""

    names: list[str]
    codes: Codes
    amounts: list[Amount]


def _read(levels: Levels, satisfied: NDArray[np.bool_]) -> _Way:
    names, codes = np.unique(levels, return_inverse=True)
    counted = np.bincount(codes, minlength=len(names)).tolist()
    pleased = np.bincount(codes, satisfied, len(names)).astype(int).tolist()
    return _Way(names.tolist(), codes, list(map(Amount, counted, pleased)))


def shared_groups(levels: Codes, others: Codes) -> list[int]:
    """Return for each level (numbered from 0) its group: the finest that neither crosses."""
    if not len(levels):
        return []
    width = int(others.max()) + 1
    pairs = [divmod(pair, width) for pair in np.unique(levels * width + others).tolist()]
    root = list(range(int(levels.max()) + 1))

    def top(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    first: dict[int, int] = {}
    for a, b in pairs:
        root[top(a)] = top(first.setdefault(b, a))
    return [top(at) for at in range(len(root))]


def _hidden(way: _Way, groups: list[int], fewest: int) -> frozenset[str]:
    parts: dict[Node, list[Node]] = {}
    amounts: dict[Node, Amount] = {_WHOLE: NOBODY}
    for name, at, amount in zip(way.names, groups, way.amounts, strict=True):
        group, level = ("group", at), ("level", name)
        amounts[level] = amount
        amounts[group] = amounts.get(group, NOBODY) + amounts[level]
        amounts[_WHOLE] += amounts[level]
        parts.setdefault(group, []).append(level)
    tree = Tree({**parts, _WHOLE: list(parts)}, amounts)
    return _names_of(hidden_nodes(tree, [_WHOLE], fewest))


def _names_of(nodes: frozenset[Node]) -> frozenset[str]:
    return frozenset(str(node[1]) for node in nodes if node[0] == "level")  # type: ignore[index]
