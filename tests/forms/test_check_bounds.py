"""The rules of ranges, each broken once."""

from datetime import date

import pytest

from forms.check_bounds import day_in, month_in
from tests.forms.kinds.asking import faults_with

NEEDS = {"decimal": {"decimals": 2}}


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("number", {"least": 0, "most": 120}),
        ("number", {"least": -5, "most": -1}),
        ("number", {"least": 7, "most": 7}),
        ("number", {"measure": {"vi": "phút", "en": "minutes"}}),
        ("decimal", {"least": "0.5", "most": "12.25"}),
        ("decimal", {"least": -1, "most": "-0.01"}),
        ("date", {"least": "2026-02-28", "most": "2026-03-01"}),
        ("date", {"most": "1900-01-01"}),
        ("month", {"least": "2026-01", "most": "2026-01"}),
    ],
)
def test_a_range_well_written_has_no_fault(kind: str, keys: dict[str, object]) -> None:
    assert faults_with(kind, **NEEDS.get(kind, {}), **keys) == {}


@pytest.mark.parametrize("name", ["least", "most"])
@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("number", ["5", 1.5, True, None, [1], 10**15, -(10**15), "", "a"]),
        ("decimal", [0.5, "0,5", "0.555", ".5", "5.", "1e3", "NaN", "", None, True, "+1", "５"]),
        ("date", ["31/01/2026", "2026-02-30", "2026-01", "20260131", 2026, None, date(2026, 1, 1)]),
        ("month", ["01/2026", "2026-13", "2026-01-01", "202601", 2026, None]),
    ],
)
def test_a_bound_is_written_in_one_way(kind: str, values: list[object], name: str) -> None:
    for value in values:
        found = faults_with(kind, **NEEDS.get(kind, {}), **{name: value})
        assert list(found) == [name], value


@pytest.mark.parametrize(
    ("kind", "keys", "where"),
    [
        ("number", {"least": 5, "most": 4}, "least"),
        ("number", {"most": -1}, "most"),
        ("decimal", {"least": "0.51", "most": "0.5"}, "least"),
        ("date", {"least": "2026-02-01", "most": "2026-01-31"}, "least"),
        ("date", {"least": "2101-01-01"}, "least"),
        ("date", {"most": "1899-12-31"}, "most"),
        ("month", {"least": "2026-02", "most": "2026-01"}, "least"),
    ],
)
def test_a_range_nobody_can_answer_within_is_a_fault(
    kind: str, keys: dict[str, object], where: str
) -> None:
    assert list(faults_with(kind, **NEEDS.get(kind, {}), **keys)) == [where]


@pytest.mark.parametrize("decimals", [0, 7, -1, "2", 1.5, True, None])
def test_a_decimal_has_one_to_six_digits(decimals: object) -> None:
    assert list(faults_with("decimal", decimals=decimals)) == ["decimals"]


@pytest.mark.parametrize("decimals", [1, 6])
def test_the_fewest_and_the_most_digits_are_taken(decimals: int) -> None:
    assert faults_with("decimal", decimals=decimals) == {}


@pytest.mark.parametrize("kind", ["number", "decimal"])
def test_a_measure_is_words_in_languages_that_are_there(kind: str) -> None:
    for measure, where in (("phút", "measure"), ({"vi": "phút", "fr": "min"}, "measure.fr")):
        assert list(faults_with(kind, **NEEDS.get(kind, {}), measure=measure)) == [where]


def test_a_day_and_a_month_are_read_as_files_write_them() -> None:
    assert day_in("2026-01-31") == date(2026, 1, 31)
    assert month_in("2026-01") == date(2026, 1, 1)
    assert [day_in(raw) for raw in ("", None, "2026-1-31", "２026-01-31")] == [None] * 4
    assert [month_in(raw) for raw in ("", None, "2026-1", "0000-01")] == [None] * 4
