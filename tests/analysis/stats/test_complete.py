"""Rows answered throughout, their people and their weights."""

from math import inf, nan

import numpy as np
import pytest

from analysis.stats.complete import complete, moments


def test_rows_with_a_gap_are_left_out_and_counted_by_their_people():
    rows = complete([[1, 2], [nan, 3], [4, 5]], counts=[2, 3, 4])

    assert rows.values.tolist() == [[1, 2], [4, 5]]
    assert (rows.n, rows.left_out) == (6, 3)


def test_a_row_of_many_people_is_many_rows():
    one = moments(complete([[1, 2], [3, 5], [4, 4]], counts=[2, 1, 3]))
    other = moments(complete([[1, 2], [1, 2], [3, 5], [4, 4], [4, 4], [4, 4]]))

    assert np.allclose(one[0], other[0])
    assert np.allclose(one[1], other[1])


@pytest.mark.parametrize(
    "asked",
    [
        lambda: complete([1, 2]),
        lambda: complete([[1, inf]]),
        lambda: complete([[1, 2]], weights=[-1]),
        lambda: complete([[1, 2]], weights=[nan]),
        lambda: complete([[1, 2]], weights=[0]),
        lambda: complete([[1, 2]], weights=[1, 1]),
        lambda: complete([[1, 2]], counts=[0.5]),
    ],
)
def test_what_cannot_be_is_refused(asked):
    with pytest.raises(ValueError, match="must"):
        asked()
