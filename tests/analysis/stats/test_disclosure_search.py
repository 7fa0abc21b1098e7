"""The cells hidden beside the small ones: enough of them, and no more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.disclosure import Table, found_out, is_safe, limits_of, two_way
from analysis.stats.disclosure_search import suppressed
from tests.analysis.stats.test_disclosure import EXPECTED

TABLES = {str(case["table"]): case["table"] for case in EXPECTED["tables"]}


@pytest.mark.parametrize("rows", TABLES.values(), ids=str)
def test_every_table_of_the_oracle_is_made_safe(rows):
    table = two_way(rows)
    pattern = suppressed(table)
    assert {cell for cell in pattern.small if isinstance(cell, tuple)} == {
        (i, j) for i, row in enumerate(rows) for j, n in enumerate(row) if 0 < n < 5
    }
    assert is_safe(limits_of(table, pattern.hidden))


def test_the_smallest_sibling_keeps_a_small_one_company():
    table = Table(
        {"tỉnh": 269, "a": 120, "b": 85, "c": 4, "d": 60},
        (("tỉnh", ("a", "b", "c", "d")),),
    )
    pattern = suppressed(table)
    assert (pattern.small, pattern.complementary) == ({"c"}, {"d"})
    assert (pattern.limits["c"].low, pattern.limits["c"].high) == (0, 64)


def test_the_smallest_rectangle_is_chosen():
    # Oracle 14: with cells (0,2) and (2,0) small, (0,0) and (2,2) close the rectangle.
    pattern = suppressed(two_way([[41, 18, 3], [55, 22, 14], [2, 31, 12], [60, 25, 11]]))
    assert pattern.complementary == {(0, 0), (2, 2)}


def test_a_table_without_small_cells_is_published_whole():
    pattern = suppressed(two_way([[10, 0], [20, 30]]))
    assert (pattern.hidden, pattern.limits) == (frozenset(), {})


def test_when_all_there_is_is_small_its_total_goes_too():
    pattern = suppressed(two_way([[3]]))
    assert pattern.hidden == {(0, 0), "r0", "c0", "all"}
    assert not found_out(pattern.limits)


def test_nobody_hides_among_one():
    with pytest.raises(ValueError, match="fewer than 2"):
        suppressed(two_way([[3]]), 1)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 25), min_size=width, max_size=width), min_size=1, max_size=4
        )
    )
)
def test_no_random_table_lets_a_hidden_cell_be_known(rows):
    table = two_way(rows)
    pattern = suppressed(table)
    limits = limits_of(table, pattern.hidden)
    assert not found_out(limits)
    assert is_safe(limits)
    assert all(each.low <= table.counts[cell] <= each.high for cell, each in limits.items())
