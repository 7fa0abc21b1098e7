"""A condition and its XPath hold of the same answers, for whatever is answered or not.

XPath is read back by `conditions_in`, which knows nothing of how it was written, and both
conditions are held against the same answers.
"""

from decimal import Decimal
from typing import Any

import pytest

from forms import condition_reading
from forms.answers import Missing
from forms.conditions import holds
from forms.exchange import names
from forms.exchange.conditions_in import Meant, NoEqual, line_of
from forms.exchange.expression_tree import Call, Denied, Joined, Literal, Name, Pair
from forms.exchange.expressions import NotAnExpression, read
from forms.exchange.knowing import known_in
from forms.exchange.xpath import Asked, broken, last_day, xpath

MARKS = ("dont_know", "refused")
KNOWN = {
    "rate": Asked("rate", "scale", MARKS),
    "one": Asked("one", "choice", MARKS, ("a", "b")),
    "why": Asked("why", "choices", MARKS, ("a", "b", "c")),
    "used": Asked("used", "yes_no"),
    "n": Asked("n", "number"),
    "k": Asked("k", "number"),
    "day": Asked("day", "date"),
    "month": Asked("month", "month"),
    "m": Asked("m", "matrix", MARKS, ("x", "y")),
    "worst": Asked("worst", "ranking", MARKS, ("a", "b")),
}
CODES = {code: code for code in ("a", "b", "c", "yes", "no", "1", "2", "3")}

SEEN: list[dict[str, Any]] = [
    {},
    {"rate": 1, "one": "a", "why": ["a"], "used": "yes", "n": 3, "k": 3, "m": {"x": 1}},
    {"rate": 3, "one": "b", "why": ["a", "c"], "used": "no", "n": 7, "k": 2, "m": {"x": 3, "y": 2}},
    {"rate": Missing.DONT_KNOW, "one": Missing.REFUSED, "why": Missing.REFUSED, "n": 0},
    {"day": "2026-03-01", "month": "2026-03"},
    {"day": "2026-02-28", "month": "2026-02"},
    {"m": {"x": Missing.DONT_KNOW}, "worst": {"a": 1, "b": 2}},
]


def meant(name: str) -> Meant | None:
    code, _, row = name.partition("-")
    if code not in KNOWN:
        return None
    ref = f"{code}.{row}" if row and row != "mark" else code
    return Meant(ref, KNOWN[code].kind, CODES, is_mark=row == "mark")


@pytest.mark.parametrize(
    "line",
    [
        "rate <= 2", "rate != 3", "rate = 1", "rate is answered", "rate is dont_know",
        'one = "a"', 'one != "a"', "one is refused", "one is answered",
        'why has "a"', "count(why) > 1", "count(why) < 3", "count(why) = 1", "count(why) != 1",
        "why is answered", "why is refused", 'used = "yes"', 'used != "yes"',
        "n > 3", "n != 3", "n <= k", "n = k", "n != k", "n is answered", "n is skipped",
        'day >= "2026-03-01"', 'day = "2026-03-01"', 'day != "2026-03-01"',
        'month = "2026-03"', 'month != "2026-03"',
        "m.x >= 2", "m.x != 3", "m.x is answered", "m.x is dont_know", 'm has "y"',
        'worst has "a"', "worst is answered",
        'not (rate <= 2 or used = "no")', "rate <= 2 and (n > 3 or k > 2)", "not not n > 3",
    ],
)  # fmt: skip
def test_a_condition_read_back_from_xpath_holds_of_the_same_answers(line):
    ours = condition_reading.read(line)
    back = condition_reading.read(line_of(xpath(line, KNOWN), meant))
    for seen in SEEN:
        assert holds(back, seen) == holds(ours, seen), (xpath(line, KNOWN), seen)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("n >= 3", "${n} >= 3"),
        ("m.x >= 2", "${m-x} >= 2"),
        ('month <= "2026-02"', "${month} <= date('2026-02-28')"),
        ('month > "2026-02"', "${month} > date('2026-02-28')"),
        ('month >= "2026-02"', "${month} >= date('2026-02-01')"),
        ("worst is refused", "${worst-mark} = 'mark-refused'"),
        ("m is dont_know", "false()"),
        ("count(m) > 1", "((${m-x} != '' or ${m-y} != '') and "
         "(number(${m-x} != '') + number(${m-y} != '')) > 1)"),
    ],
)  # fmt: skip
def test_a_condition_is_written_as_others_read_it(line, told):
    assert xpath(line, KNOWN) == told


def test_a_place_in_an_order_is_how_many_stand_before_it():
    told = xpath("worst.a = 1", KNOWN)
    assert told.startswith("if(selected(${worst}, 'a'), 1 + string-length(")
    assert told.endswith(", '') = 1")


def test_passed_over_means_asked_and_passed_over():
    known = KNOWN | {"k": Asked("k", "number", (), (), ('used = "yes"',))}
    assert xpath("k is skipped", known) == "(${k} = '' and (${used} = 'yes'))"


def test_a_rule_is_broken_only_when_all_it_speaks_of_is_answered():
    assert broken("n <= k", KNOWN) == "${n} != '' and ${k} != '' and not(${n} <= ${k})"


def test_the_last_day_of_a_month_is_known():
    assert [last_day(month) for month in ("2024-02", "2026-02", "2026-12")] == [
        "2024-02-29",
        "2026-02-28",
        "2026-12-31",
    ]


def test_what_a_condition_must_know_comes_from_the_document():
    question = {"code": "q", "kind": "choices", "choices": [{"code": "a"}], "when": "n > 1"}
    known = known_in({"sections": [{"when": "n > 0", "questions": [question]}]})
    assert known == {"q": Asked("q", "choices", (), ("a",), ("n > 0", "n > 1"))}


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("${a} = 1", Pair("=", Name("a"), Literal("1", True))),
        ("a.NAOK == 'x'", Pair("=", Name("a.NAOK"), Literal("x", False))),
        ("!f(1, .)", Denied(Call("f", (Literal("1", True), Name("."))))),
        ("a lt -2 && b", Joined("and", (Pair("<", Name("a"), Literal("-2", True)), Name("b")))),
    ],
)
def test_the_shape_of_an_expression_is_read(text, tree):
    assert read(text) == tree


@pytest.mark.parametrize("text", ["", "(", "a b", "1 +", "f(", "'open", "a = = b", "a" * 10_001])
def test_what_is_no_expression_is_refused(text):
    with pytest.raises(NotAnExpression):
        read(text)
    with pytest.raises(NoEqual):
        line_of(text, meant)


def test_names_of_ours_never_meet_and_come_back():
    made = [names.page(1), names.section("a"), names.rule("a"), names.part("a", "b")]
    made += ["a" + names.OTHER, "a" + names.WHY_NOT, names.mark("refused"), names.TITLE]
    made += [names.listed("scale", "a"), names.listed("scale", "a", ["refused"])]
    assert len(set(made)) == len(made)
    assert names.own(names.listed("scale", "mood", MARKS), "scale") == "mood"
    assert names.own("scale", "scale") is None
    assert names.own("section--a", "scale") is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Q1", "q1"),
        ("1a", "q_1a"),
        ("Độ tuổi", "do_tuoi"),
        ("", "q"),
        ("a" * 50, "a" * 40),
        ("a_", "a_"),
    ],
)
def test_a_foreign_name_becomes_a_code(name, code):
    assert names.code_from(name) == code


def test_a_code_that_is_taken_is_numbered():
    assert names.code_from("a", ["a", "a_2"]) == "a_3"
    assert len(names.code_from("a" * 40, ["a" * 40])) == 40


def test_numbers_are_compared_as_they_are_written():
    assert holds(condition_reading.read("n > 2.5"), {"n": 3})
    assert xpath("n > 2.50", KNOWN) == f"${{n}} > {Decimal('2.50')}"
