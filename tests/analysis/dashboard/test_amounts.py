from decimal import Decimal

import pytest

from analysis.dashboard.amounts import amount_words, named_quartiles, points
from analysis.indices.quartiles import of_days, of_numbers
from survey.i18n import choose_locale


@pytest.fixture(autouse=True)
def spoken(app):
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("12345.50"), "12.345,5"),
        (Decimal(100), "100"),
        (Decimal("-0.25"), "-0,25"),
        ("2026-11-05", "05/11/2026"),
        ("2026-11", "11/2026"),
        ("hôm qua", "hôm qua"),
    ],
)
def test_amounts_are_written_as_an_office_would(value, written):
    assert amount_words(value) == written


def test_english_has_its_own_points():
    choose_locale("en")
    assert amount_words(Decimal("12345.50")) == "12,345.5"


def test_a_difference_has_its_sign_and_none_where_one_side_is_missing():
    assert points(0.0321) == "+3,2 điểm phần trăm"
    assert points(-0.05) == "−5,0 điểm phần trăm"
    assert points(-0.0003) == "+0,0 điểm phần trăm"
    assert points(None) == "–"


def test_days_are_early_and_late_where_numbers_are_small_and_large():
    days, numbers = of_days({"2026-11-05": 1}), of_numbers({Decimal(3): 1})
    assert [name for name, _value in named_quartiles(days)][::4] == ["Sớm nhất", "Muộn nhất"]
    assert [name for name, _value in named_quartiles(numbers)][::4] == ["Nhỏ nhất", "Lớn nhất"]
