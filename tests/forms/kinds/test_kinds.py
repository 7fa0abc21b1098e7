"""The registry is whole: each kind goes by its name, can be shown and is tried."""

from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms import answers, filling, reading
from forms.kinds import KINDS, BadAnswer
from forms.kinds.answer import Said
from forms.questionnaire import Question
from tests.forms.kinds.asking import asked, choices, made, page, rows, with_question

HERE = Path(__file__).parent
NEEDED = {"scale": "mood", "choices": choices("a", "b", "c"), "rows": rows("a", "b"), "decimals": 2}
TYPED = st.text() | st.sampled_from(
    ["1", "2", "a", "yes", "1,5", "1e309", "NaN", "-1", "31/06/2026", "~refused", "９", "9" * 5000]
)


def needed(kind: str) -> dict[str, object]:
    return {name: NEEDED[name] for name in KINDS[kind].shape.needs}


@cache
def bare(kind: str) -> Question:
    """Return a question of `kind` that says no more than it must."""
    return asked(kind, **needed(kind))


def everything() -> dict[str, object]:
    """Return what every kind may say of itself and needs nothing elsewhere."""
    text = {"vi": "lời", "en": "words"}
    return {"hint": text, "reason": text}


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_has_one_file_one_template_and_one_test(in_app: Flask, name: str) -> None:
    assert KINDS[name].name == name
    assert KINDS[name].coerce.__module__.startswith("forms.kinds.")
    assert (Path(filling.__file__).parent / "kinds" / f"{name}.py").exists()
    assert in_app.jinja_env.get_template(f"forms/kinds/{name}.html").module.show
    assert (HERE / f"test_{name}.py").exists()


@pytest.mark.parametrize("name", KINDS)
def test_nothing_sent_is_no_answer(name: str) -> None:
    question = asked(name, **needed(name))
    kind = KINDS[name]
    for said in (Said({}), Said(dict.fromkeys(kind.parts(question), ""))):
        assert kind.coerce(said, question) is None
        assert kind.words is None or kind.words(said, question) is None


@pytest.mark.parametrize("name", KINDS)
# The first letters drawn in a run take a second to be gathered, whatever is tried with them.
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_rubbish_is_refused_in_words_or_is_an_answer_that_can_be_kept(
    in_app: Flask, name: str, data: st.DataObject
) -> None:
    question, kind = bare(name), KINDS[name]
    parts = data.draw(st.dictionaries(st.sampled_from(kind.parts(question) or ("",)), TYPED))
    said = Said(parts)
    try:
        answer = kind.coerce(said, question)
    except BadAnswer as bad:
        assert str(bad).startswith(("Xin ", "Câu này ", "Lựa chọn ", "Ngày ", "Tháng ", "Có "))
    else:
        assert answers.canonical({"q1": answer})


@pytest.mark.parametrize("name", KINDS)
def test_every_field_on_the_page_is_one_that_is_read_and_has_its_words(
    in_app: Flask, name: str
) -> None:
    form = made(name, **needed(name), **everything())
    whole = page(form)
    fields = [e for e in whole.walk() if e.tag in ("input", "select", "textarea")]
    named = {field["name"] for field in fields}
    assert named <= filling.names_of(form)
    assert {name for name in filling.names_of(form) if name.startswith("q1")} <= named
    ids = [e["id"] for e in whole.walk() if e.get("id")]
    assert len(ids) == len(set(ids))
    labelled = {label["for"] for label in whole.find_all("label") if label.get("for")}
    for field in fields:
        assert field.is_within("label") or field["id"] in labelled
    for element in whole.walk():
        assert set(element.get("aria-describedby").split()) <= set(ids)
        assert not {"style", "checked", "selected", "required", "onclick"} & set(element.attributes)


@pytest.mark.parametrize("name", KINDS)
def test_the_question_stands_under_its_name_with_its_hint_and_reason(
    in_app: Flask, name: str
) -> None:
    whole = page(made(name, **needed(name), **everything()))
    question = next(e for e in whole.walk() if e.get("id") == "q-q1")
    assert question.tag in ("fieldset", "div")
    assert "Câu hỏi một?" in question.text
    assert question.find("p", id="h-q1").text == "lời"
    assert question.find("p", id="w-q1").text == "Vì sao hỏi câu này: lời"
    if KINDS[name].is_asked:
        tied = [e["aria-describedby"] for e in question.walk() if e.get("aria-describedby")]
        assert tied == ["h-q1 w-q1"]


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.is_asked])
def test_a_question_that_must_be_answered_says_so_in_words(in_app: Flask, name: str) -> None:
    whole = page(made(name, required=True, **needed(name)))
    question = next(e for e in whole.walk() if e.get("id") == "q-q1")
    heading = question.find("legend" if question.tag == "fieldset" else "label")
    assert "(bắt buộc)" in heading.text
    assert "không bắt buộc" not in heading.text


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.is_asked])
def test_a_mistake_stands_in_the_question_and_is_tied_to_it(in_app: Flask, name: str) -> None:
    form = made(name, **needed(name))
    part = next(iter(KINDS[name].parts(form.questions[-1])))
    sent = {f"q1.{part}" if part else "q1": "\0"}
    whole = page(form, sent)
    question = next(e for e in whole.walk() if e.get("id") == "q-q1")
    assert question.find("p", id="e-q1").text
    assert [e for e in question.walk() if "e-q1" in e.get("aria-describedby").split()]


@pytest.mark.parametrize(("key", "tied"), [("hint", "h-q1"), ("reason", "w-q1")])
def test_each_thing_said_beside_a_question_is_tied_to_it_alone_too(
    in_app: Flask, key: str, tied: str
) -> None:
    box = page(made("number", **{key: everything()[key]})).find("input", name="q1")
    assert box["aria-describedby"] == tied


def test_a_measure_alone_is_tied_to_its_box(in_app: Flask) -> None:
    box = page(made("number", measure=everything()["hint"])).find("input", name="q1")
    assert box["aria-describedby"] == "u-q1"
    assert "aria-describedby" not in page(made("number")).find("input", name="q1").attributes


def test_a_question_read_aloud_waits_for_a_tap_and_says_what_it_reads(
    in_app: Flask, tmp_path: Path
) -> None:
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny/q1.opus").write_bytes(b"spoken")
    document = with_question("yes_no", audio={"vi": "q1.opus"})
    assert reading.faults_of(document, shelves=tmp_path) == []
    question = page(reading.made(document, tmp_path)).find("fieldset", id="q-q1")
    audio = question.find("audio")
    assert "controls" in audio.attributes
    assert "autoplay" not in audio.attributes
    assert audio["preload"] == "none"
    assert audio["src"].endswith("q1.opus")
    assert audio["aria-label"] == "Nghe đọc câu hỏi: Câu hỏi một?"
    assert not page(made("yes_no")).find_all("audio")
