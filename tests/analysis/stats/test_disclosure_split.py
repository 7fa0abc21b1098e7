"""A unit's parts by month or way: proved as a reader would solve it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.disclosure import found_out, is_safe, limits_of, two_way
from analysis.stats.disclosure_rules import Amount
from analysis.stats.disclosure_split import hidden_cells, merged


def rows_of(*rows: list[tuple[int, int]]) -> dict[int, dict[int, Amount]]:
    return {
        i: {j: Amount(n, satisfied) for j, (n, satisfied) in enumerate(row) if n}
        for i, row in enumerate(rows)
    }


def test_a_small_cell_is_hidden_with_the_cheapest_rectangle():
    rows = rows_of([(41, 30), (18, 9), (3, 2)], [(55, 40), (22, 9), (14, 9)])
    assert hidden_cells(rows, 5) == {(0, 2), (0, 1), (1, 2), (1, 1)}


def test_what_is_large_is_shown_and_nobody_is_no_cell():
    assert hidden_cells(rows_of([(41, 30), (0, 0)], [(5, 1), (9, 3)]), 5) == frozenset()


def test_without_a_rectangle_nothing_is_split():
    assert hidden_cells(rows_of([(41, 30), (3, 2)], [(0, 0), (9, 3)]), 5) is None
    assert hidden_cells(rows_of([(41, 30), (3, 2)]), 5) is None


def test_a_rectangle_of_nobody_satisfied_hides_nothing():
    rows = rows_of([(41, 30), (3, 0)], [(6, 0), (9, 3)])
    assert hidden_cells(rows, 5) == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert hidden_cells(rows_of([(41, 0), (3, 0)], [(6, 0), (9, 0)]), 5) is None


def test_what_is_hidden_above_is_one_column_below():
    split = {"qr": Amount(9, 8), "kiosk": Amount(3, 1), "paper": Amount(4, 4)}
    assert merged(split, frozenset(("kiosk", "paper")), "~") == {
        "qr": Amount(9, 8),
        "~": Amount(7, 5),
    }
    assert merged(split, frozenset(), "~") == split


cell = st.integers(0, 25).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=5
        )
    )
)
def test_no_reader_of_the_margins_finds_a_hidden_cell(rows):
    hidden = hidden_cells(rows_of(*rows), 5)
    if hidden is None:
        return  # no part is split
    limits = limits_of(two_way([[n for n, _s in row] for row in rows]), hidden)
    assert is_safe(limits, 5)
    assert not found_out(limits_of(two_way([[s for _n, s in row] for row in rows]), hidden))
