"""Units and counters on pages of their own are one system: proved as a reader would solve it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.disclosure import Table, found_out, is_safe, limits_of
from analysis.stats.disclosure_rules import Amount
from analysis.stats.disclosure_tree import Tree, hidden_nodes, hidden_parts


def tree_of(leaves: dict[str, Amount], parts: dict[str, list[str]]) -> Tree:
    """Return the tree with what each node above the leaves comes to; `parts` from below."""
    amounts = dict(leaves)
    for node, below in parts.items():
        amounts[node] = sum((amounts[each] for each in below), Amount(0, 0))
    return Tree(parts, amounts)


def table_of(tree: Tree, of: str) -> Table:
    counts = {node: getattr(amount, of) for node, amount in tree.amounts.items()}
    return Table(counts, tuple(tree.parts.items()))


def test_a_small_commune_is_not_what_the_others_leave_of_the_province():
    hidden = hidden_parts({"a": Amount(120, 99), "b": Amount(4, 3), "c": Amount(60, 50)}, 5)
    assert hidden == {"b", "c"}
    assert hidden_parts({"a": Amount(120, 99), "b": Amount(60, 1)}, 5) == frozenset()
    assert hidden_parts({"a": Amount(0, 0), "b": Amount(60, 1)}, 5) == frozenset()


def test_the_smallest_company_that_helps_is_chosen():
    # 3 + 6 all satisfied would tell what each of the nine said; with the 7 it is a mix.
    parts = {
        "small": Amount(3, 3),
        "six": Amount(6, 6),
        "seven": Amount(7, 5),
        "big": Amount(90, 80),
    }
    assert hidden_parts(parts, 5) == {"small", "seven"}


def test_a_hidden_commune_is_not_the_sum_of_its_counters():
    leaves = {"c1": Amount(30, 20), "c2": Amount(8, 7), "b": Amount(3, 1), "d": Amount(90, 80)}
    tree = tree_of(leaves, {"a": ["c1", "c2"], "tỉnh": ["a", "b", "d"]})
    assert hidden_nodes(tree, ["tỉnh"], 5) == {"b", "a", "c1", "c2"}


def test_a_small_counter_hides_in_its_own_commune():
    leaves = {"c1": Amount(30, 20), "c2": Amount(2, 1), "b": Amount(50, 40)}
    tree = tree_of(leaves, {"a": ["c1", "c2"], "tỉnh": ["a", "b"]})
    assert hidden_nodes(tree, ["tỉnh"], 5) == {"c1", "c2"}


def test_when_all_is_small_all_is_hidden():
    tree = tree_of({"a": Amount(2, 2), "b": Amount(0, 0)}, {"tỉnh": ["a", "b"]})
    assert hidden_nodes(tree, ["tỉnh"], 5) == {"tỉnh", "a"}


amount = st.integers(0, 30).flatmap(
    lambda n: st.integers(0, n).map(lambda satisfied: Amount(n, satisfied))
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(amount, min_size=1, max_size=4), min_size=1, max_size=5))
def test_no_reader_of_all_pages_finds_a_hidden_number(communes):
    leaves = {f"{i}.{j}": each for i, row in enumerate(communes) for j, each in enumerate(row)}
    parts = {f"u{i}": [f"{i}.{j}" for j in range(len(row))] for i, row in enumerate(communes)}
    tree = tree_of(leaves, {**parts, "tỉnh": list(parts)})
    hidden = hidden_nodes(tree, ["tỉnh"], 5)
    assert {node for node, each in tree.amounts.items() if 0 < each.n < 5} <= hidden
    limits = limits_of(table_of(tree, "n"), hidden)
    assert is_safe(limits, 5)
    satisfied = limits_of(table_of(tree, "satisfied"), hidden)
    for cell in found_out(satisfied):
        # Known only where all who are hidden together say the same and these are many, or
        # where a total that stands by itself is of one mind: margins tell what they tell.
        above = [f"u{cell.split('.')[0]}", "tỉnh"] if "." in cell else ["tỉnh"]
        shown = [tree.amounts[node] for node in above if node not in hidden]
        assert limits[cell].width >= 10 or any(each.satisfied in (0, each.n) for each in shown)


def test_a_counter_of_one_is_known_where_its_whole_commune_is_of_one_mind():
    # What is not kept from a reader, so that nobody believes it is (decisions/0011).
    tree = tree_of({"a": Amount(1, 0), "b": Amount(4, 0)}, {"xã": ["a", "b"]})
    hidden = hidden_nodes(tree, ["xã"], 5)
    assert hidden == {"a", "b"}
    assert set(found_out(limits_of(table_of(tree, "satisfied"), hidden))) == {"a", "b"}
