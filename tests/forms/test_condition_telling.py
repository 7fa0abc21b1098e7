"""The page's script is told what it can see, and nothing it would have to guess."""

import pytest

from forms.condition_reading import read
from forms.condition_telling import told, told_broken

ALWAYS, NEVER = ["and"], ["or"]


@pytest.mark.parametrize(
    ("line", "lists"),
    [
        ("overall <= 3", ["<=", "overall", "n", 3.0]),
        ("a != -1.5", ["!=", "a", "n", -1.5]),
        ('used = "yes"', ["=", "used", "s", "yes"]),
        ("m.row >= 4", [">=", "m.row", "n", 4.0]),
        ("a < b.row", ["<", "a", "r", "b.row"]),
        ('why has "x"', ["has", "why.x"]),
        ("count(why) > 1", ["count", ">", "why", 1]),
        ("a is refused", ["is", "refused", "a"]),
        (
            "not a = 1 and (b = 2 or c = 3)",
            [
                "and",
                ["not", ["=", "a", "n", 1.0]],
                ["or", ["=", "b", "n", 2.0], ["=", "c", "n", 3.0]],
            ],
        ),
    ],
)
def test_each_sort_of_condition_has_one_writing(line: str, lists: list) -> None:
    assert told(read(line)) == lists


@pytest.mark.parametrize(
    ("line", "lists"),
    [
        ("far = 1", ALWAYS),
        ("far = 2", NEVER),
        ("gone = 1", NEVER),
        ("gone is refused", ALWAYS),
        ("passed is skipped", ALWAYS),
        ("unasked is skipped", NEVER),
        ('ticks has "x"', ALWAYS),
        ("count(ticks) > 1", NEVER),
        ("far = other", NEVER),
        ("here = 1 and far = 1", ["and", ["=", "here", "n", 1.0], ALWAYS]),
        ("not (here = 1 or far = 1)", ["not", ["or", ["=", "here", "n", 1.0], ALWAYS]]),
    ],
)
def test_what_other_pages_have_settled_is_told_as_settled(line: str, lists: list) -> None:
    elsewhere = {
        "far": 1, "other": 2, "gone": "~refused", "passed": None, "unasked": "~not_asked",
        "ticks": ["x"],
    }  # fmt: skip
    assert told(read(line), elsewhere) == lists


@pytest.mark.parametrize(
    ("line", "lists"),
    [
        ("here < far", ["<", "here", "n", 3.0]),
        ("far < here", [">", "here", "n", 3.0]),
        ("far >= here", ["<=", "here", "n", 3.0]),
        ("far != here.row", ["!=", "here.row", "n", 3.0]),
        ("here = amount", ["=", "here", "n", 12.5]),
        ("here > day", [">", "here", "s", "2026-01-31"]),
        ("table.row = here", ["=", "here", "n", 2.0]),
        ("here = gone", NEVER),
        ("passed = here", NEVER),
    ],
)
def test_an_answer_of_another_page_stands_as_a_value(line: str, lists: list) -> None:
    elsewhere = {
        "far": 3, "amount": "12.50", "day": "2026-01-31", "table": {"row": 2},
        "gone": "~dont_know", "passed": None,
    }  # fmt: skip
    assert told(read(line), elsewhere) == lists


def test_a_rule_is_broken_when_all_it_looks_at_is_answered_and_it_does_not_hold() -> None:
    assert told_broken(read("a <= b.row")) == [
        "and",
        ["is", "answered", "a"],
        ["is", "answered", "b.row"],
        ["not", ["<=", "a", "r", "b.row"]],
    ]
