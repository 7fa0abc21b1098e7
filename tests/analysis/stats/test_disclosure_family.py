"""Units by channel, on every page at once: proved as a reader would solve it."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.disclosure import Table, found_out, is_safe, limits_of
from analysis.stats.disclosure_family import Splits
from analysis.stats.disclosure_rules import NOBODY, Amount
from analysis.stats.disclosure_tree import Tree, hidden_nodes

WAYS = ("qr", "kiosk", "paper")


def pooled(splits: list[dict[str, Amount]]) -> dict[str, Amount]:
    return {way: sum((split.get(way, NOBODY) for split in splits), NOBODY) for way in WAYS}


def town(leaves: dict[str, dict[str, Amount]], parts: dict[str, list[str]]) -> Splits:
    """Return the splits of a tree by its leaves' own; `parts` from below."""
    splits = dict(leaves)
    for node, below in parts.items():
        splits[node] = pooled([splits[each] for each in below])
    amounts = {node: sum(split.values(), NOBODY) for node, split in splits.items()}
    tree = Tree(parts, amounts)
    return Splits(tree, hidden_nodes(tree, ["tỉnh"], 5), splits, 5)


def test_a_rare_way_is_hidden_with_another_in_the_whole_province():
    leaves = {
        "a": {"qr": Amount(90, 80), "kiosk": Amount(12, 9), "paper": Amount(2, 1)},
        "b": {"qr": Amount(70, 60), "kiosk": Amount(9, 7)},
    }
    found = town(leaves, {"tỉnh": ["a", "b"]})
    assert found.of("tỉnh").hidden == {"paper", "kiosk"}
    assert found.of("b").above == {"paper", "kiosk"}
    assert found.of("a").hidden == frozenset()


def test_a_hidden_commune_and_all_in_it_has_no_split():
    leaves = {
        "a1": {"qr": Amount(4, 2)},
        "b1": {"qr": Amount(70, 60)},
        "b2": {"qr": Amount(9, 7)},
        "c1": {"qr": Amount(50, 40)},
    }
    found = town(leaves, {"a": ["a1"], "b": ["b1", "b2"], "c": ["c1"], "tỉnh": ["a", "b", "c"]})
    assert found.of("tỉnh").hidden == frozenset()
    assert [found.of(node).is_whole for node in ("a", "a1", "b1", "b")] == [
        True,
        True,
        False,
        False,
    ]
    assert found.of("c").is_whole
    assert found.of("nobody knows it").hidden == frozenset()


amount = st.integers(0, 20).flatmap(lambda n: st.integers(0, n).map(lambda s: Amount(n, s)))
split = st.fixed_dictionaries(dict.fromkeys(WAYS, amount))


def table_of(found: Splits, of: str) -> Table:
    counts = {node: getattr(each, of) for node, each in found.tree.amounts.items()}
    counts |= {
        (node, way): getattr(each, of)
        for node, ways in found.splits.items()
        for way, each in ways.items()
    }
    sums = list(found.tree.parts.items())
    sums += [(node, [(node, way) for way in WAYS]) for node in found.splits]
    sums += [
        ((node, way), [(part, way) for part in parts])
        for node, parts in found.tree.parts.items()
        for way in WAYS
    ]
    return Table(counts, tuple(sums))


def unseen(found: Splits) -> Iterator[object]:
    """Yield what no page shows: of what is hidden with nobody in it the reader knows nothing."""
    yield from found.hidden
    for node in found.splits:
        seen = found.of(node)
        for way in WAYS:
            is_listed = way in seen.hidden and found.splits[node][way].n
            if seen.is_whole or way in seen.above or is_listed:
                yield node, way


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(split, min_size=1, max_size=3), min_size=1, max_size=4))
def test_no_reader_of_all_pages_finds_a_hidden_number(communes):
    leaves = {f"{i}.{j}": each for i, row in enumerate(communes) for j, each in enumerate(row)}
    parts = {f"u{i}": [f"{i}.{j}" for j in range(len(row))] for i, row in enumerate(communes)}
    found = town(leaves, {**parts, "tỉnh": list(parts)})
    hidden = set(unseen(found))
    table = table_of(found, "n")
    limits = limits_of(table, hidden)
    small = {cell for cell, n in table.counts.items() if 0 < n < 5}
    assert small <= hidden
    assert not [cell for cell in found_out(limits) if cell in small]
    assert is_safe({cell: limits[cell] for cell in small}, 5)
