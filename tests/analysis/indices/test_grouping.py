import json
from collections import Counter
from pathlib import Path

import pytest

from analysis.indices.grouping import Group, grouped

ORACLE = Path(__file__).parents[2] / "oracle" / "domain"
BEST_FIRST = (Group.HIGHEST, Group.HIGH_AVERAGE, Group.LOW_AVERAGE, Group.LOWEST)


def sizes(n, withheld=0):
    scores = {f"p{place}": 30 + place / 7 for place in range(n)}
    found = Counter(grouped(scores | {f"w{k}": None for k in range(withheld)}).values())
    return [found[group] for group in BEST_FIRST]


def test_63_provinces_are_parted_as_the_reports_part_them():
    # DOMAIN §3.2: 16/16/15/16 with 63; 15 in the highest group of 2023, when 61 had a score.
    assert sizes(63) == [16, 16, 15, 16]
    assert sizes(61, withheld=2)[0] == 15
    assert sum(sizes(61, withheld=2)) == 61


def test_the_groups_of_2019_are_those_of_the_report():
    # 24 of 63 rows are known: all of the highest group and 8 of the second. Those not
    # known all lie lower, in the second group and below.
    tables = json.loads((ORACLE / "papi_table.json").read_text(encoding="utf-8"))["tables"]
    rows = next(table for table in tables if table["id"] == "papi2019_t3.1")["rows"]
    scores = {row["province"]: row["D1"] for row in rows}
    unknown = {f"unknown {k}": 4.98 - k / 100 for k in range(39)}
    found = grouped(scores | unknown)
    for row in rows:
        said = Group.HIGHEST if row["group_2019_inferred"] == "best" else Group.HIGH_AVERAGE
        assert found[row["province"]] is said


def test_what_is_withheld_is_in_no_group():
    found = grouped({"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0, "Quang Ninh": None})
    assert "Quang Ninh" not in found
    assert found["a"] is Group.LOWEST


def test_equal_scores_are_never_parted():
    found = grouped(dict.fromkeys("abcdefgh", 5.0))
    assert len(set(found.values())) == 1


def test_fewer_than_four_make_no_groups():
    assert grouped({"a": 1.0, "b": 2.0, "c": 3.0, "d": None}) == {}
    assert grouped({}) == {}


def test_a_score_is_a_number():
    with pytest.raises(ValueError, match="number"):
        grouped({"a": float("nan"), "b": 1.0, "c": 2.0, "d": 3.0})
