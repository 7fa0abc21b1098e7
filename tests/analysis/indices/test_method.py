import pytest

from analysis.indices.method import (
    Method,
    MixedMethods,
    Point,
    Reason,
    Value,
    compared,
    only_method,
    series,
)

USERS = Method("sipas-2017", "SIPAS 2017-2020", "2640/QĐ-BNV", 2017)
PEOPLE = Method("sipas-2023", "SIPAS 2022-2026", "1001/QĐ-BNV", 2023)
# DOMAIN §0: the national series, 2019 and 2020 of service users, 2022-2024 of the population.
NATIONAL = ((2019, 84.45, USERS), (2020, 85.48, USERS), (2022, 80.08, PEOPLE))
SINCE = ((2023, 82.66, PEOPLE), (2024, 83.94, PEOPLE))


def points(*told):
    return [Point(year, Value(value, None, method)) for year, value, method in told]


def years(runs):
    return [[point.year for point in run.points] for run in runs]


def test_two_values_of_one_method_have_a_difference():
    newer, older = points(*SINCE)[1].value, points(*SINCE)[0].value
    assert compared(newer, older) == pytest.approx(1.28)


def test_a_fall_by_change_of_method_is_no_fall():
    first, second = points(*NATIONAL)[1:]
    with pytest.raises(MixedMethods, match="sipas-2017"):
        compared(second.value, first.value)


def test_what_is_withheld_has_no_difference():
    withheld = Value(None, None, PEOPLE, Reason.WITHHELD)
    assert compared(withheld, Value(80.0, 10, PEOPLE)) is None
    with pytest.raises(MixedMethods):
        compared(withheld, Value(80.0, 10, USERS))


def test_values_that_belong_together_name_their_method():
    assert only_method(point.value for point in points(*SINCE)) == PEOPLE
    assert only_method(()) is None


def test_the_same_code_under_another_decision_is_another_method():
    other = Method("sipas-2023", "SIPAS", "1187/QĐ-BNV", 2025)
    with pytest.raises(MixedMethods):
        only_method((Value(1.0, 1, PEOPLE), Value(1.0, 1, other)))


def test_the_national_series_breaks_at_2021():
    runs = series(points(*SINCE, *NATIONAL))
    assert years(runs) == [[2019, 2020], [2022, 2023, 2024]]
    assert [run.gap for run in runs] == [None, Reason.NEW_METHOD]


def test_a_missing_year_is_not_drawn_through():
    runs = series(points((2022, 80.08, PEOPLE), (2024, 83.94, PEOPLE)))
    assert years(runs) == [[2022], [2024]]
    assert runs[1].gap is Reason.NO_YEAR


def test_a_withheld_year_is_not_drawn_through_nor_as_zero():
    withheld = Point(2023, Value(None, None, PEOPLE, Reason.WITHHELD))
    runs = series([*points((2022, 47.9, PEOPLE), (2024, 47.8, PEOPLE)), withheld])
    assert years(runs) == [[2022], [2024]]
    assert runs[1].gap is Reason.WITHHELD


def test_a_change_of_method_is_told_over_what_was_withheld_meanwhile():
    withheld = Point(2021, Value(None, None, PEOPLE, Reason.WITHHELD))
    runs = series([*points((2020, 85.48, USERS), (2022, 80.08, PEOPLE)), withheld])
    assert [run.gap for run in runs] == [None, Reason.NEW_METHOD]


def test_no_years_make_no_run():
    assert series([]) == ()
    assert series([Point(2023, Value(None, 3, PEOPLE, Reason.TOO_FEW))]) == ()
