"""A condition against every sort of answer and every way of giving none."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.condition_reading import read
from forms.conditions import OPERATORS, Compare, Ref, amount, answer_to, atoms, holds, refs
from tests.forms.oracle import answers_to, asked_in, forms_with_paths, true

SILENCES = {"passed_over": {}} | {
    mark: {"q": f"~{mark}", "other": f"~{mark}"} for mark in ("dont_know", "refused", "not_asked")
}
ANSWERS: dict[str, object] = {
    "step": 3,
    "code": "waited",
    "yes": "yes",
    "ticks": ["waited", "rude"],
    "number": 15,
    "amount": "12.50",
    "day": "2026-01-31",
    "month": "2026-01",
    "rows": {"row": 3, "none": "~refused"},
    "places": {"waited": 1, "rude": 2},
    "words": "words",
}
BELOW_LIKE_ABOVE = {
    "step": ("2", "3", "4"),
    "number": ("-1", "15", "15.5"),
    "amount": ("12.4", "12.5", "100"),
    "day": ('"2026-01-30"', '"2026-01-31"', '"2026-02-01"'),
    "month": ('"2025-12"', '"2026-01"', '"2026-10"'),
}


def says(line: str, answer: object = None, **others: object) -> bool:
    return holds(read(line), {"q": answer, **others} if answer is not None else others)


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("sort", BELOW_LIKE_ABOVE)
def test_an_answer_is_compared_as_what_it_is(sort: str, operator: str) -> None:
    turned_out = [says(f"q {operator} {value}", ANSWERS[sort]) for value in BELOW_LIKE_ABOVE[sort]]
    assert (
        turned_out
        == {
            "<": [False, False, True],
            "<=": [False, True, True],
            ">": [True, False, False],
            ">=": [True, True, False],
            "=": [False, True, False],
            "!=": [True, False, True],
        }[operator]
    )


@pytest.mark.parametrize(
    "line",
    [
        *(f"q {operator} 3" for operator in OPERATORS),
        *(f'q {operator} "waited"' for operator in OPERATORS),
        *(f'q.row {operator} "waited"' for operator in OPERATORS),
        *(f"q {operator} other" for operator in OPERATORS),
        *(f"count(q) {operator} 0" for operator in OPERATORS),
        *(f"count(q) {operator} 1" for operator in OPERATORS),
        'q has "waited"',
        "q is answered",
        "q.row is answered",
    ],
)
@pytest.mark.parametrize("silence", SILENCES)
def test_no_comparison_holds_for_whoever_said_nothing(silence: str, line: str) -> None:
    assert not holds(read(line), SILENCES[silence])
    assert holds(read(f"not {line}"), SILENCES[silence])


@pytest.mark.parametrize("silence", SILENCES)
@pytest.mark.parametrize("operator", OPERATORS)
def test_it_is_enough_that_one_side_said_nothing(silence: str, operator: str) -> None:
    other = {"other": 3}
    silent = {"q": SILENCES[silence]["q"]} if SILENCES[silence] else {}
    assert not holds(read(f"q {operator} other"), silent | other)
    assert not holds(read(f"other {operator} q"), silent | other)


def test_each_silence_is_told_from_the_others() -> None:
    found = {
        silence: [s for s in ("skipped", "dont_know", "refused") if holds(read(f"q is {s}"), seen)]
        for silence, seen in SILENCES.items()
    }
    assert found == {
        "passed_over": ["skipped"],
        "dont_know": ["dont_know"],
        "refused": ["refused"],
        "not_asked": [],
    }


@pytest.mark.parametrize("sort", ANSWERS)
def test_every_sort_of_answer_is_an_answer(sort: str) -> None:
    assert says("q is answered", ANSWERS[sort])
    assert not says("q is skipped or q is dont_know or q is refused", ANSWERS[sort])


@pytest.mark.parametrize("sort", ANSWERS)
def test_only_what_has_ticks_or_rows_has_something(sort: str) -> None:
    assert says('q has "waited"', ANSWERS[sort]) == (sort in ("ticks", "places"))
    assert says("count(q) = 2", ANSWERS[sort]) == (sort in ("ticks", "places"))


def test_a_row_is_an_answer_of_its_own() -> None:
    rows = ANSWERS["rows"]
    assert says("q.row = 3", rows)
    assert says("q.none is refused", rows)
    assert says("q.passed is skipped", rows)
    assert not says("q.none != 3 or q.passed != 3", rows)
    assert not says("q.row = 3", 3)


def test_a_row_with_a_mark_is_not_counted_as_answered() -> None:
    assert says("count(q) = 1", ANSWERS["rows"])
    assert says('q has "row"', ANSWERS["rows"])
    assert not says('q has "none"', ANSWERS["rows"])


def test_two_answers_are_compared_as_amounts_where_both_are() -> None:
    assert says("q < other", 9, other=10)
    assert says("q < other", "9.50", other="10.00")
    assert says("q = other", "9.50", other="9.5")
    assert says("q <= other", 2, other="2.0")
    assert says("q < other", "2026-01-09", other="2026-01-10")
    assert not says("q < other", "2026-01-10", other="2026-01-09")
    assert says("children <= household", children=2, household=3)


@pytest.mark.parametrize("odd", ["nan", "NaN", "inf", "infinity", "-Infinity", "sNaN"])
@pytest.mark.parametrize("operator", OPERATORS)
def test_a_code_that_python_takes_for_a_number_is_none(odd: str, operator: str) -> None:
    assert amount(odd) is None
    assert not says(f"q {operator} 3", odd)
    assert says("q = other", odd, other=odd)


@pytest.mark.parametrize("answer", [True, None, 2.5, object(), b"3", {}, [], {"a": None}])
@pytest.mark.parametrize("line", ["q < 3", 'q = "3"', 'q has "a"', "count(q) > 0", "q = other"])
def test_what_is_no_answer_at_all_breaks_nothing(line: str, answer: object) -> None:
    assert says(line, answer, other=3) in (True, False)


def test_and_binds_before_or_and_not_before_both() -> None:
    assert says("q = 1 or q = 3 and other = 1", 1, other=2)
    assert not says("(q = 1 or q = 3) and other = 1", 1, other=2)
    assert says("not q = 1 or q = 1", 1)
    assert not says("not (q = 1 or q = 1)", 1)


def test_comparisons_and_answers_are_told_from_left_to_right() -> None:
    condition = read('a = 1 and (b has "x" or not c.row <= d) and count(e) > 1 and f is skipped')
    assert list(map(str, refs(condition))) == ["a", "b", "c.row", "d", "e", "f"]
    assert len(list(atoms(condition))) == 5
    assert next(atoms(condition)) == Compare(Ref("a"), "=", Decimal(1))


def test_an_answer_is_found_by_question_and_row() -> None:
    seen = {"a": 1, "m": {"r": 2}, "s": "~refused"}
    found = [answer_to(Ref(*name.split(".")), seen) for name in ("a", "m.r", "m.x", "s.r", "a.r")]
    assert found == [1, 2, None, "~refused", None]


@settings(max_examples=200, deadline=None)
@given(forms_with_paths(), st.data())
def test_it_agrees_with_the_plain_reading_of_the_same_condition(drawn, data) -> None:
    written, conditions = drawn
    seen = {each["code"]: data.draw(st.sampled_from([*answers_to(each), "~not_asked"]))
            for each in asked_in(written)}  # fmt: skip
    seen = {code: answer for code, answer in seen.items() if answer is not None}
    for each in asked_in(written):
        if "when" in each:
            assert holds(read(each["when"]), seen) == true(conditions[each["code"]], seen)
