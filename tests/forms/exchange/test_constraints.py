"""Bounds go out as a constraint and come back as the same bounds."""

from typing import Any

import pytest

from forms.exchange.constraints import constraint, message
from forms.exchange.constraints_in import bound

TICKS = [{"code": "a"}, {"code": "b"}, {"code": "none", "exclusive": True}]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ({"kind": "number", "least": -5, "most": 120}, ". >= -5 and . <= 120"),
        ({"kind": "decimal", "least": "0.50"}, ". >= 0.50"),
        ({"kind": "date", "most": "2026-12-31"}, ". <= date('2026-12-31')"),
        (
            {"kind": "month", "least": "2026-01", "most": "2026-02"},
            ". >= date('2026-01-01') and . <= date('2026-02-28')",
        ),
        ({"kind": "text", "longest": 99}, "string-length(.) <= 99"),
        (
            {"kind": "choices", "choices": TICKS, "least": 2, "most": 2},
            "not(selected(., 'none') and count-selected(.) > 1)"
            " and (count-selected(.) >= 2 or selected(., 'none')) and count-selected(.) <= 2",
        ),
        ({"kind": "note"}, ""),
    ],
)
def test_bounds_are_told_and_read_back(question, told):
    assert constraint(question) == told
    bare: dict[str, Any] = {"kind": question["kind"]}
    if "choices" in question:
        bare["choices"] = [{"code": choice["code"]} for choice in question["choices"]]
    if told:
        assert bound(bare, told)
    assert bare == question


def test_dont_know_is_ticked_alone_too():
    question = {"kind": "choices", "choices": TICKS[:2], "allows": ["dont_know"]}
    assert constraint(question) == ("not(selected(., 'mark-dont_know') and count-selected(.) > 1)")
    assert bound({"kind": "choices", "choices": []}, constraint(question))


@pytest.mark.parametrize(
    ("kind", "said", "bounds"),
    [
        ("number", ". > 0 and . < 10", {"least": 1, "most": 9}),
        ("number", ". >= 1 and regex(., '^1')", {"least": 1}),
        ("number", ". >= 1.5", {}),
        ("decimal", ". > 0", {}),
        ("text", ". >= 1", {}),
        ("number", "((((", {}),
        ("date", ". <= today()", {}),
    ],
)
def test_what_is_not_understood_is_said_and_the_rest_is_put(kind, said, bounds):
    question = {"kind": kind}
    understood = bound(question, said)
    assert question == {"kind": kind, **bounds}
    assert understood == (said == ". > 0 and . < 10")


def test_the_message_says_the_bounds_in_each_language():
    question = {"kind": "number", "least": 1, "most": 9}
    assert message(question, ["vi", "en"]) == {
        "vi": "Câu trả lời nằm ngoài mức cho phép: 1 – 9.",
        "en": "The answer is outside what is allowed: 1 – 9.",
    }
    assert message({"kind": "number"}, ["vi"]) == {}
    assert "99" in message({"kind": "text", "longest": 99}, ["vi"])["vi"]
    assert "2 – …" in message({"kind": "choices", "choices": TICKS, "least": 2}, ["vi"])["vi"]
