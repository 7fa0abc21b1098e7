"""A line is a condition or it is refused; nothing in it can ever run."""

import contextlib
import sys
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.condition_reading import DEEPEST, LONGEST, NotACondition, read
from forms.conditions import (
    OPERATORS,
    STATES,
    All,
    Compare,
    Condition,
    Count,
    Has,
    Is,
    Not,
    Ref,
    Some,
)

WORDS = {"and", "or", "not", "has", "is"}
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True).filter(lambda name: name not in WORDS)
REFS = st.builds(Ref, NAMES, st.just("") | NAMES)
QUOTED = st.text(st.characters(exclude_characters='"\\', exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.decimals(-(10**6), 10**6, places=2) | st.integers(-9, 9).map(Decimal)
SIGNS = st.sampled_from(sorted(OPERATORS))
ATOMS = st.one_of(
    st.builds(Compare, REFS, SIGNS, NUMBERS | QUOTED | REFS),
    st.builds(Has, REFS, QUOTED),
    st.builds(Count, REFS, SIGNS, st.integers(-99, 99)),
    st.builds(Is, REFS, st.sampled_from(STATES)),
)
TREES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Some, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
PIECES = st.sampled_from(
    [*WORDS, *OPERATORS, *STATES, "(", ")", "count", "q", "m.r", '"x"', '"', "3", "-1.5", ".", " "]
)


def told(condition: Condition) -> str:  # noqa: PLR0911  one line a sort
    """Write a condition as a line, with a bracket around every part."""
    match condition:
        case Not(part):
            return f"not ({told(part)})"
        case All(parts):
            return " and ".join(f"({told(part)})" for part in parts)
        case Some(parts):
            return " or ".join(f"({told(part)})" for part in parts)
        case Has(ref, choice):
            return f'{ref} has "{choice}"'
        case Count(ref, operator, number):
            return f"count({ref}) {operator} {number}"
        case Is(ref, state):
            return f"{ref} is {state}"
        case Compare(left, operator, right):
            return f"{left} {operator} " + (f'"{right}"' if isinstance(right, str) else str(right))


@given(TREES)
def test_a_condition_written_and_read_again_is_the_same(condition: Condition) -> None:
    line = told(condition)
    if len(line) <= LONGEST:
        assert read(line) == condition


@given(st.text() | st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("".join))
def test_any_line_is_a_condition_or_refused(line: str) -> None:
    try:
        condition = read(line)
    except NotACondition as refused:
        assert refused.what
    else:
        assert len(told(condition)) < 10 * LONGEST  # it can be told again


@pytest.mark.parametrize(
    "line",
    [
        "",
        " ",
        "overall",
        "overall <=",
        "<= 3",
        "overall <= 3 and",
        "overall <= 3 overall",
        "overall <= 3)",
        "(overall <= 3",
        "overall == 3",
        "overall => 3",
        "overall <> 3",
        "overall & 3",
        "3 <= overall",
        "1 < overall < 3",
        "overall + 1 = 3",
        "why has waited",
        "why has 3",
        "why is happy",
        'why is "answered"',
        "count why > 1",
        "count(why)",
        "count(why) > 1.5",
        "count(why) > other",
        "count(count(why)) > 1",
        "not",
        "and",
        "a and b",
        "Overall <= 3",
        "_overall <= 3",
        "a.b.c = 3",
        "a. = 3",
        "a.1 = 3",
        'overall = "3',
        'overall = "3\\""',
        "overall = '3'",
        '__import__("os")',
        '__import__("os").system("id") = 0',
        "overall.__class__ = 3",
        "lambda: 3",
        "lambda x = 3",
        'f"{overall}" = "3"',
        "overall <= 3; import os",
        "overall <= 3 # and more",
        "overall if overall else overall",
        "[overall]",
        "{overall}",
        "overall = 1e309",
        "overall = NaN",
        "overall = -",
        "overall = 0x10",
        "overall = 1_000",
        "overall = 1.",
        "overall = .5",
        "overall = 1.1234567",
        "overall = 9999999999999999",
        "overall = １",
        "overall = ٣",
        "overall\u00a0= 3",
        "overall = 3\0",
        "\0overall = 3",
        "overall\u200b = 3",
        "\u202eoverall = 3",
        "שלום = 3",
        "đánh_giá = 3",
        "overall ≤ 3",
        "“overall” = 3",
        "overall = 3 AND overall = 3",
        "𝐨verall = 3",
    ],
)
def test_what_is_no_condition_is_refused(line: str) -> None:
    with pytest.raises(NotACondition):
        read(line)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("overall ? 3", "không hiểu '? 3'"),
        ("overall 3", "chờ một trong: < <= > >= = != has is nhưng có '3'"),
        ("overall <=", "sau dấu so sánh phải là số"),
        ("(overall = 3", "thiếu dấu ')'"),
        ("overall = 3 4", "thừa '4'"),
        ("why has waited", "chờ mã lựa chọn trong dấu \"…\" nhưng có 'waited'"),
        ("why is happy", "phải là một trong: answered, skipped, dont_know, refused"),
        ("not", "chờ mã câu hỏi nhưng hết dòng"),
    ],
)
def test_it_says_where_the_line_stops_being_one(line: str, what: str) -> None:
    with pytest.raises(NotACondition) as refused:
        read(line)
    assert what in refused.value.what


def test_blanks_are_free_and_brackets_may_be_too_many() -> None:
    plain = read("overall <= 3 and not why is skipped")
    assert read("  overall<=3   and((not(why is skipped))) ") == plain
    assert read("count = 3") == Compare(Ref("count"), "=", Decimal(3))


def test_as_deep_as_anybody_needs_and_no_deeper() -> None:
    assert read("(" * DEEPEST + "a = 1" + ")" * DEEPEST) == read("a = 1")
    for opening in ("(", "not "):
        with pytest.raises(NotACondition, match="tầng"):
            read(opening * (DEEPEST + 1) + "a = 1" + ")" * (DEEPEST + 1) * (opening == "("))


def test_ten_thousand_brackets_are_refused_at_once() -> None:
    deep = sys.getrecursionlimit()
    for line in ("(" * 10_000, "not " * 10_000, "(" * 10_000 + "a = 1" + ")" * 10_000):
        with pytest.raises(NotACondition):
            read(line)
    assert sys.getrecursionlimit() == deep


@pytest.mark.parametrize(
    "line",
    [
        "a = 1 or " * 55 + "a=1",
        "(" * LONGEST,
        "a" * LONGEST,
        "a = " + "1" * (LONGEST - 4),
        'a = "' + "x" * (LONGEST - 5),
        '"' * LONGEST,
        "a." * (LONGEST // 2),
        " " * (LONGEST - 1) + "?",
        "a" + " " * (LONGEST - 2) + "?",
        "not " * (LONGEST // 4),
        "<" * LONGEST,
    ],
)
def test_the_longest_line_takes_less_than_five_milliseconds(line: str) -> None:
    assert LONGEST - 10 < len(line) <= LONGEST + 1
    took = []
    for _turn in range(3):
        begun = time.perf_counter()
        with contextlib.suppress(NotACondition):
            read.__wrapped__(line)
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.005
