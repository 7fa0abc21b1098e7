"""A month is taken as a browser sends it or as Vietnam writes it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.domains import Between
from forms.kinds import KINDS, BadAnswer
from tests.forms.kinds.asking import asked, made, read, shown

ANY = asked("month")
BOUNDS = {"least": "2025-03", "most": "2026-11"}
MOVED = asked("month", **BOUNDS)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_month_comes_back_the_same_whichever_way_it_is_written(day: date) -> None:
    kept = f"{day:%Y-%m}"
    assert read(ANY, kept) == kept
    for sign in "/-.":
        assert read(ANY, f"{day.month}{sign}{day.year}") == kept
        assert read(ANY, f" {day.month:02}{sign}{day.year} ") == kept


@pytest.mark.parametrize(
    "raw",
    ["13/2026", "2026-13", "00/2026", "2026-00", "01/26", "2026/01", "2026-1", "202601", "012026",
     "01/01/2026", "2026-01-01", "０1/2026", "tháng 1", "0000-01", "\0", "2026-01\n"],
)  # fmt: skip
def test_what_is_no_month_is_refused(raw: str) -> None:
    with pytest.raises(BadAnswer, match="Xin ghi tháng/năm, ví dụ 01/2026"):
        read(ANY, raw)


@pytest.mark.parametrize("raw", ["2025-02", "12/2026"])
def test_out_of_range_names_the_range(raw: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        read(MOVED, raw)
    assert str(refused.value) == "Xin ghi trong khoảng từ 03/2025 đến 11/2026."


def test_both_bounds_count() -> None:
    assert [read(MOVED, raw) for raw in BOUNDS.values()] == ["2025-03", "2026-11"]


def test_a_condition_may_compare_within_the_range() -> None:
    expected = Between(date(2025, 3, 1), date(2026, 11, 1), date, is_month=True)
    assert KINDS["month"].domain(MOVED) == expected
    whole = Between(date(1900, 1, 1), date(2100, 12, 1), date, is_month=True)
    assert KINDS["month"].domain(ANY) == whole


def test_the_box_says_how_to_write_it_where_a_browser_knows_no_months(in_app) -> None:
    box = shown(made("month", **BOUNDS), {"q1": "13/2026"}).find("input", name="q1")
    assert (box["type"], box["min"], box["max"]) == ("month", "2025-03", "2026-11")
    assert box["placeholder"] == "01/2026"
    assert box["value"] == "13/2026"
