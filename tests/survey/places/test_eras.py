from datetime import date

from survey.places.eras import BEFORE_REFORM, SINCE_REFORM, era_of


def test_a_sheet_with_districts_is_of_before_the_reform():
    assert era_of(["tinh", "huyen", "xa"]) == BEFORE_REFORM
    assert BEFORE_REFORM.valid_to == date(2025, 6, 30)


def test_a_sheet_without_districts_is_of_today():
    assert era_of(["tinh", "xa"]) == SINCE_REFORM
    assert (SINCE_REFORM.valid_from, SINCE_REFORM.valid_to) == (date(2025, 7, 1), None)
