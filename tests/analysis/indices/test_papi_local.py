import pytest

from analysis.indices.definitions import shelf
from analysis.indices.method import Reason
from analysis.indices.papi_local import local_index, mean_of
from analysis.indices.structure import Indicator, every_part

LOCAL = shelf().definitions["papi-local-2020"]


def all_answered(value_of):
    """Give every question one answer, 20 times."""
    return {
        each.question: {value_of(each): 20}
        for part in every_part(LOCAL.parts)
        for each in part.indicators
    }


def best(each: Indicator) -> str:
    if each.values is None:
        return str(int(each.low if each.best_is_low else each.high))
    wanted = each.low if each.best_is_low else each.high
    return next(code for code, number in each.values.items() if number == wanted)


def worst(each: Indicator) -> str:
    if each.values is None:
        return str(int(each.high if each.best_is_low else each.low))
    wanted = each.high if each.best_is_low else each.low
    return next(code for code, number in each.values.items() if number == wanted)


def lines(counts, fewest=5):
    return {line.part.code: line.value for line in local_index(LOCAL, counts, fewest)}


@pytest.mark.parametrize(("answer", "total", "dimension"), [(best, 80, 10), (worst, 8, 1)])
def test_the_ends_of_the_goalposts_are_the_ends_of_the_scale(answer, total, dimension):
    found = lines(all_answered(answer))
    assert found[""].value == pytest.approx(total)
    assert [found[f"D{k}"].value for k in range(1, 9)] == pytest.approx([dimension] * 8)
    assert found["1.1"].value == pytest.approx(dimension / 4)
    assert found["3.1"].value == pytest.approx(dimension / 3)
    assert {value.n for value in found.values()} == {20}
    assert {value.method for value in found.values()} == {LOCAL.method}


def test_the_mean_is_taken_over_those_who_answered():
    rating = Indicator("q", 1, 5)
    assert mean_of(rating, {"5": 3, "1": 1, "~refused": 9}) == (4.0, 4)
    ballot = Indicator("q", 0, 1, values={"yes": 1.0, "no": 0.0})
    assert mean_of(ballot, {"yes": 1, "no": 3, "~dont_know": 5, "maybe": 2}) == (0.25, 4)
    assert mean_of(rating, {"~skipped": 4}) == (None, 0)


def test_what_lacks_a_part_has_no_score_and_is_no_zero():
    counts = all_answered(best)
    del counts["d5_2_rating"]
    found = lines(counts)
    assert found["5.2"].reason is Reason.NO_ANSWERS
    assert found["D5"].value is None
    assert found[""].value is None
    assert found[""].reason is not None
    assert found["D6"].value == pytest.approx(10)


def test_four_answers_are_too_few():
    counts = all_answered(best) | {"d7_2_air": {"5": 4}}
    found = lines(counts)
    assert found["7.2"].reason is Reason.TOO_FEW
    assert found["7.2"].n == 4
