"""What a reader can work out, against scipy's own programme run by others (oracle 14)."""

import json
import math
from pathlib import Path

import pytest

from analysis.stats.disclosure import Limits, Table, found_out, is_safe, limits_of, two_way

ORACLE = Path(__file__).parents[2] / "oracle" / "14_disclosure" / "expected.json"
EXPECTED = json.loads(ORACLE.read_text())


def hidden_of(case) -> set:
    return {tuple(cell) for cell in case["suppressed"]} | set(case["hidden_totals"])


@pytest.mark.parametrize("case", EXPECTED["tables"], ids=lambda case: case["name"])
def test_the_attacker_knows_what_the_oracle_says(case):
    limits = limits_of(two_way(case["table"]), hidden_of(case))
    cells = {cell: each for cell, each in limits.items() if isinstance(cell, tuple)}
    assert len(cells) == len(case["attacker"])
    for (row, column), found in cells.items():
        expected = case["attacker"][f"{row},{column}"]
        assert found.low == pytest.approx(expected["attacker_lo"], abs=1e-6)
        assert found.high == pytest.approx(expected["attacker_hi"], abs=1e-6)
        assert ((row, column) in found_out(limits)) == expected["exactly_recovered"]
    assert (not found_out(cells)) == case["safe"]


def test_what_no_sum_speaks_of_can_be_anything():
    table = Table({"alone": 3, "total": 4, "part": 4}, (("total", ("part",)),))
    assert limits_of(table, ["alone"]) == {"alone": Limits(0, math.inf)}
    assert limits_of(table, ["alone", "part"])["part"] == Limits(4, 4)
    assert limits_of(table, []) == {}


def test_safe_is_as_wide_as_the_threshold():
    assert is_safe({"a": Limits(0, 5)}, 5)
    assert not is_safe({"a": Limits(0, 5), "b": Limits(1, 5)}, 5)


def test_a_table_that_does_not_add_up_is_refused():
    with pytest.raises(ValueError, match="not the sum"):
        Table({"total": 5, "part": 4}, (("total", ("part",)),))
    with pytest.raises(ValueError, match="less than nothing"):
        Table({"a": -1}, ())
