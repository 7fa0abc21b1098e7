"""The rules of one question, and those its kind adds."""

import pytest

from forms.check_question import Frame, Shape, faults_in_question
from forms.reading import SHAPES, faults_of
from forms.rules import Fault
from tests.forms.parts import choices, document, overall, question, section
from tests.forms.small import SHELVES, everything_written


def told(asked: object, **said) -> dict[str, str]:
    frame = Frame(("vi",), {"mood": {"satisfied": [2]}}, SHAPES, **said)
    return {fault.where: fault.what for fault in faults_in_question(asked, "q", frame)}


def test_a_kind_adds_its_own_keys_and_rules() -> None:
    def odd(asked, where, languages):
        yield Fault(f"{where}.height", f"{asked['height']} {languages}")

    frame = Frame(("vi",), {}, {"tower": Shape(frozenset({"height"}), frozenset({"steps"}), odd)})
    found = list(faults_in_question(question("a", "tower", height=3, steps=9), "q", frame))
    assert found == [Fault("q.height", "3 ('vi',)")]
    found = list(faults_in_question(question("b", "tower", walls=3), "q", frame))
    assert [fault.what for fault in found] == ["không có khoá này", "thiếu khoá height"]


def test_a_code_is_used_once_in_all_the_questionnaire() -> None:
    taken = {"one"}
    assert "đã dùng" in told(question("one"), codes=taken)["q.code"]
    assert told(question("two"), codes=taken) == {}
    assert taken == {"one", "two"}


@pytest.mark.parametrize("code", list("qehwuf"))
def test_a_code_that_would_give_two_things_one_id_is_the_pages(code: str) -> None:
    assert "trang phiếu" in told(question(code))["q.code"]


@pytest.mark.parametrize("code", [[], {}, None, 3, True, "", "_a", "a-b", "a.b", "~a", "A", "đ"])
def test_a_code_that_is_none_is_told(code) -> None:
    assert "không phải mã" in told(question("x") | {"code": code})["q.code"]


def test_keys_of_other_kinds_are_not_passed_over() -> None:
    for key, value in (
        ("choices", choices("a", "b")),
        ("most", 3),
        ("scale", "mood"),
        ("rows", []),
    ):
        assert told(question("x", "text", **{key: value}))[f"q.{key}"] == "không có khoá này"


def test_the_question_the_verdict_hangs_on_is_a_scale_that_knows_satisfaction() -> None:
    assert told(overall()) == {}
    assert "phải theo thang đo" in told(question("overall", "yes_no"))["q.kind"]
    frame = Frame(("vi",), {"mood": {}}, SHAPES)
    (fault,) = faults_in_question(overall(), "q", frame)
    assert fault.where == "q.scale"
    assert told(question("other", "scale", scale="mood")) == {}


@pytest.mark.parametrize("kind", sorted(set(SHAPES) - {"note"}))
def test_every_kind_may_be_required_hinted_at_reasoned_and_asked_when(kind: str) -> None:
    written = everything_written()
    found = {
        each["kind"]: (part, each) for part in written["sections"] for each in part["questions"]
    }
    _part, asked = found[kind]
    asked |= {"required": True, "hint": {"vi": "Gợi ý"}, "reason": {"vi": "Vì sao"}}
    assert faults_of(written, shelves=SHELVES) == []


def test_sound_questions_make_a_sound_questionnaire() -> None:
    assert faults_of(document(section("all", overall(), question("wish", "text")))) == []
