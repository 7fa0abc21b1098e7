"""Hiding parts of a sample: whoever subtracts what is shown learns nobody's answers."""

import numpy as np
import pytest

from analysis.samples.gathered import Gathered
from analysis.samples.hiding import hidden_parts_of, shared_groups


def sample(values) -> Gathered:
    n = len(values)
    everybody = np.ones(n, bool)
    nothing = (None,) * 5
    columns = (np.ones(n), everybody, *nothing, np.ones(n, int), {})
    return Gathered(*columns, {"overall": np.array(values, float)})


def parted(**sizes: int) -> np.ndarray:
    return np.repeat(list(sizes), list(sizes.values()))


def hidden(ways) -> dict[str, frozenset[str]]:
    n = len(next(iter(ways.values())))
    return hidden_parts_of(sample([1, 0] * (n // 2) + [1] * (n % 2)), "overall", ways)


def test_nothing_is_hidden_where_all_are_many():
    assert hidden({"sex": parted(F=30, M=40)}) == {"sex": frozenset()}


def test_a_small_part_takes_the_smallest_other_with_it():
    assert hidden({"unit": parted(a=4, b=50, c=30)}) == {"unit": {"a", "c"}}


def test_two_small_parts_that_are_many_together_hide_each_other():
    assert hidden({"unit": parted(a=8, b=7, c=30)}) == {"unit": {"a", "b"}}


def test_company_comes_from_the_same_stratum_where_strata_are_told():
    # Without the strata d would keep a company; with them north less b would tell of a.
    units = parted(a=4, b=40, c=40, d=20)
    strata = parted(north=44, south=60)
    assert hidden({"unit": units})["unit"] == {"a", "d"}
    assert hidden({"unit": units, "stratum": strata})["unit"] >= {"a", "b"}
    assert hidden({"unit": units, "stratum": strata})["stratum"] == frozenset()


def test_a_small_stratum_hides_the_units_in_it():
    found = hidden({"unit": parted(a=6, b=40, c=40), "stratum": parted(x=6, y=40, z=40)})
    assert found["stratum"] >= {"x"}
    assert "a" in found["unit"]


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [
        ("aabbcc", "xxxxyy", 2),  # units in strata
        ("aabb", "xyxy", 1),  # crossing everywhere
        ("aabbcc", "xyzzww", 3),  # a is x and y; b is z; c is w
    ],
)
def test_groups_are_the_finest_that_neither_crosses(one, other, groups):
    codes = [np.unique(list(way), return_inverse=True)[1] for way in (one, other)]
    assert len(set(shared_groups(*codes))) == groups


def test_nobody_hides_nobody():
    assert hidden({"unit": np.array([], dtype=str)}) == {"unit": frozenset()}
