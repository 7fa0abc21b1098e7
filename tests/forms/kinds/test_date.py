"""A day is taken as a calendar sends it or as Vietnam writes it, and must exist."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.domains import Between
from forms.kinds import KINDS, BadAnswer
from tests.forms.kinds.asking import asked, made, read, shown

ANY = asked("date")
BOUNDS = {"least": "2025-01-01", "most": "2026-12-31"}
FILED = asked("date", **BOUNDS)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_a_day_comes_back_the_same_whichever_way_it_is_written(day: date) -> None:
    kept = day.isoformat()
    assert read(ANY, kept) == kept
    for sign in "/-.":
        assert read(ANY, day.strftime(f"%d{sign}%m{sign}%Y")) == kept
        assert read(ANY, f"{day.day}{sign}{day.month}{sign}{day.year}") == kept


def test_the_day_comes_before_the_month() -> None:
    assert read(ANY, "03/04/2026") == "2026-04-03"


@pytest.mark.parametrize("raw", ["", " "])
def test_a_blank_box_is_no_answer(raw: str) -> None:
    assert read(ANY, raw) is None


@pytest.mark.parametrize(
    "raw",
    ["00/01/2026", "31/06/2026", "13/25/2025", "01/13/2026", "29/02/2025", "2026-02-30",
     "31/01/26", "1/2/26", "26-01-31", "31/1-2026", "2026/01/31", "2026-1-31", "20260131",
     "31012026", "2026-13-01", "2026-W05-6", "2026-01-31T00:00", "３1/01/2026", "hôm qua",
     "0000-01-01", "1769817600", "\0", "2026-01-31\n"],
)  # fmt: skip
def test_a_day_that_does_not_exist_or_may_be_another_is_refused(raw: str) -> None:
    with pytest.raises(BadAnswer, match="Xin ghi ngày/tháng/năm, ví dụ 31/01/2026"):
        read(ANY, raw)


@pytest.mark.parametrize("raw", ["2024-12-31", "01/01/2027", "0026-01-31"])
def test_out_of_range_names_the_range(raw: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        read(FILED, raw)
    assert str(refused.value) == "Xin ghi trong khoảng từ 01/01/2025 đến 31/12/2026."


def test_both_bounds_count() -> None:
    assert [read(FILED, raw) for raw in BOUNDS.values()] == ["2025-01-01", "2026-12-31"]


def test_a_year_slipped_from_the_finger_is_refused() -> None:
    with pytest.raises(BadAnswer, match="từ 01/01/1900 đến 31/12/2100"):
        read(ANY, "0026-01-31")


def test_a_condition_may_compare_within_the_range() -> None:
    expected = Between(date(2025, 1, 1), date(2026, 12, 31), date)
    assert KINDS["date"].domain(FILED) == expected


def test_the_browser_shows_its_calendar_within_the_range(in_app) -> None:
    box = shown(made("date", **BOUNDS), {"q1": "31/06/2026"}).find("input", name="q1")
    assert (box["type"], box["min"], box["max"]) == ("date", "2025-01-01", "2026-12-31")
    assert box["value"] == "31/06/2026"
    assert box["placeholder"] == "31/01/2026"  # seen only where there is no calendar
