"""Exactly what was asked is kept, whatever is sent and in whatever order."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import filling, reading
from forms.answers import canonical, is_missing
from forms.filling import Filled, fill
from forms.questionnaire import Questionnaire
from tests.forms.oracle import answers_to, asked_in, forms_with_paths, sent_for, true
from tests.forms.parts import MOOD, choices, document, overall, question, section
from tests.forms.small import everything, sound

WHY = question(
    "why",
    "choices",
    when="overall <= 3",
    choices=choices(
        "waited", "rude", "other", "none", other={"other": True}, none={"exclusive": True}
    ),
)
BEST = question("best", "choice", among="why", choices=choices("waited", "rude"))
FEW = {"code": "few", "rule": "days <= overall", "words": {"vi": "Số ngày nhiều quá."}}
DRAWN = settings(max_examples=200, deadline=None)


def all_of(*asked: dict, **said) -> Questionnaire:
    return sound(section("all", *asked), **said)


def filled(*asked: dict, **sent: str) -> Filled:
    return fill(all_of(*asked), {name.replace("__", "."): value for name, value in sent.items()})


def walked(written: dict, conditions: dict, said: dict) -> dict:
    """Return what is kept of `said`, in the simplest way."""
    kept: dict = {}
    for each in asked_in(written):
        code = each["code"]
        if code in conditions and not true(conditions[code], kept):
            kept[code] = "~not_asked"
        elif said[code] is not None:
            kept[code] = said[code]
    notes = {each["code"] for each in asked_in(written) if each["kind"] == "note"}
    texts = {each["code"] for each in asked_in(written) if each["kind"] == "text"}
    return {
        code: answer
        for code, answer in kept.items()
        if code not in notes and not (code in texts and answer == "words")
    }


@DRAWN
@given(forms_with_paths(), st.data())
def test_what_the_path_asked_is_kept_and_nothing_else(drawn, data) -> None:
    written, conditions = drawn
    said = {each["code"]: data.draw(st.sampled_from(answers_to(each))) for each in asked_in(written)
            if answers_to(each)}  # fmt: skip
    sent = {}
    for each in asked_in(written):
        sent |= sent_for(each["code"], each["kind"], said[each["code"]])
    found = fill(reading.made(written), sent)
    assert (found.faults, found.lacking) == ({}, [])
    assert found.answers == walked(written, conditions, said)
    texts = {each["code"] for each in asked_in(written) if each["kind"] == "text"}
    assert set(found.words) == {
        code for code in texts if said[code] == "words" and code in found.asked
    }


JUNK = st.sampled_from(["", "1", "2", "a", "yes", "~refused", "~dont_know", "~not_asked", "9", "x"])


@DRAWN
@given(forms_with_paths(), st.data())
def test_whatever_is_sent_only_the_path_is_kept(drawn, data) -> None:
    written, conditions = drawn
    questionnaire = reading.made(written)
    names = [*sorted(filling.names_of(questionnaire)), "x", "p.x", "_page", "p.~"]
    sent = data.draw(st.dictionaries(st.sampled_from(names), JUNK))
    found = fill(questionnaire, sent)
    codes = [each["code"] for each in asked_in(written)]
    unasked = dict.fromkeys(set(codes) - set(found.asked), "~not_asked")
    seen = {**unasked, **dict.fromkeys(found.words, "words"), **found.answers}
    for each in asked_in(written):
        code = each["code"]
        asked = code not in conditions or true(conditions[code], seen)
        assert (code in found.asked) == asked
        if not asked:
            assert found.answers.get(code, "~not_asked") == "~not_asked"
            assert code not in found.words
            assert code not in found.faults
            assert code not in found.lacking
        elif code in found.answers:
            assert found.answers[code] in answers_to(each)
        elif each.get("required"):
            assert code in found.words or code in found.lacking or code in found.faults


@DRAWN
@given(forms_with_paths(), st.data())
def test_the_order_in_which_things_are_sent_means_nothing(drawn, data) -> None:
    questionnaire = reading.made(drawn[0])
    names = sorted(filling.names_of(questionnaire))
    pairs = list(data.draw(st.dictionaries(st.sampled_from(names or ["x"]), JUNK)).items())
    first = fill(questionnaire, dict(pairs))
    random.Random(len(pairs)).shuffle(pairs)
    again = fill(questionnaire, dict(pairs))
    assert canonical(again.answers).encode() == canonical(first.answers).encode()
    assert (again.words, again.lacking, again.asked) == (first.words, first.lacking, first.asked)
    assert set(again.faults) == set(first.faults)


@DRAWN
@given(forms_with_paths(), st.data())
def test_what_was_kept_and_is_sent_again_is_kept_again(drawn, data) -> None:
    written, _conditions = drawn
    questionnaire = reading.made(written)
    sent: dict[str, str] = {}
    for each in asked_in(written):
        if ways := answers_to(each):
            answer = data.draw(st.sampled_from(ways))
            sent |= sent_for(each["code"], each["kind"], answer)
    once = fill(questionnaire, sent)
    kinds = {each["code"]: each["kind"] for each in asked_in(written)}
    back: dict[str, str] = dict(once.words)
    for code, answer in once.answers.items():
        if answer != "~not_asked":
            back |= sent_for(code, kinds[code], answer)
    twice = fill(questionnaire, back)
    assert canonical(twice.answers) == canonical(once.answers)
    assert twice.words == once.words


def test_the_first_look_at_a_questionnaire_is_empty_and_asks_what_it_always_asks() -> None:
    found = fill(everything(), {})
    assert found.is_empty
    assert found.lacking == ["overall"]
    assert "why" not in found.asked
    assert found.answers["why"] == "~not_asked"
    assert "welcome" in found.asked
    assert "welcome" not in found.answers


def test_everything_somebody_says_is_kept_in_its_own_writing() -> None:
    sent = {
        "overall": "2", "why.rude": "1", "why.waited": "1", "worst": "rude", "used": "yes",
        "minutes": " 15", "paid": "12,5", "day": "31/01/2026", "birth": "5/1980",
        "aspects.fair": "2", "aspects.quick": "~dont_know", "order.cost": "1", "order.speed": "2",
        "commune.~": "~refused", "household": "4", "children": "4", "job.~": "~refused",
        "wish": " Nhanh hơn\r\nnữa ",
    }  # fmt: skip
    found = fill(everything(), sent)
    assert (found.faults, found.lacking) == ({}, [])
    assert canonical(found.answers) == (
        '{"aspects":{"fair":2,"quick":"~dont_know"},"birth":"1980-05","children":4,'
        '"commune":"~refused","day":"2026-01-31","household":4,"job":"~refused","minutes":15,'
        '"order":{"cost":1,"speed":2},"overall":2,"paid":"12.50","used":"yes",'
        '"why":["waited","rude"],"worst":"rude"}'
    )
    assert found.words == {"wish": "Nhanh hơn\nnữa"}


def test_one_bad_answer_spoils_no_good_one() -> None:
    found = filled(
        overall(),
        question("n", "number"),
        question("said", "text"),
        overall="６",
        n="3",
        said="còn",
    )
    assert list(found.faults) == ["overall"]
    assert (found.answers, found.words) == ({"n": 3}, {"said": "còn"})


@pytest.mark.parametrize(
    "sent", [{}, {"overall": ""}, {"said": " \u200b\r\n"}, {"x": "5"}, {"said.~": ""}]
)
def test_a_ballot_on_which_nothing_is_said_is_empty(sent: dict[str, str]) -> None:
    found = fill(all_of(overall(), WHY, question("said", "text")), sent)
    assert found.is_empty
    assert not found.faults


@pytest.mark.parametrize("sent", [{"overall": "1"}, {"said": "x"}, {"s": "~refused"}])
def test_whoever_says_why_they_say_nothing_has_said_something(sent: dict[str, str]) -> None:
    refusable = question("s", "scale", scale="mood", allows=["refused"])
    assert not fill(all_of(overall(), question("said", "text"), refusable), sent).is_empty


def test_a_required_question_is_lacking_until_it_is_answered_or_declined() -> None:
    asked = question("s", "scale", scale="mood", required=True, allows=["refused"])
    words = question("said", "text", required=True, allows=["dont_know"])
    assert filled(asked, words).lacking == ["s", "said"]
    assert filled(asked, words, s="~refused", **{"said__~": "~dont_know"}).lacking == []
    assert filled(asked, words, s="1", said="~gì đó").lacking == []
    assert filled(asked, words, s="9", said=" ").lacking == ["said"]
    assert (
        filled(overall(), question("said", "text", required=True, when="overall = 1")).lacking == []
    )


def test_a_mark_that_is_not_offered_is_refused() -> None:
    for mark in ("~refused", "~dont_know", "~not_asked", "~skipped", "~answered"):
        assert list(filled(overall(), overall=mark).faults) == ["overall"]
        assert list(
            filled(question("n", "number", allows=["dont_know"]), **{"n__~": mark}).faults
        ) == ([] if mark == "~dont_know" else ["n"])


def test_own_words_are_words_whatever_they_begin_with() -> None:
    text, after = (
        question("said", "text", allows=["refused"]),
        question("a", when="said is answered"),
    )
    found = filled(text, after, said="~refused", a="x")
    assert (found.words, found.answers) == ({"said": "~refused", "a": "x"}, {})
    assert found.asked == ["said", "a"]


def test_what_is_no_longer_asked_is_dropped_with_its_words() -> None:
    sent = {"why__waited": "1", "why__other": "1", "why__other~": "Máy hỏng"}
    low, high = (filled(overall(), WHY, overall=step, **sent) for step in ("2", "4"))
    assert (low.answers, low.words) == (
        {"overall": 2, "why": ["waited", "other"]},
        {"why": "Máy hỏng"},
    )
    assert (high.answers, high.words) == ({"overall": 4, "why": "~not_asked"}, {})


def test_a_wrong_answer_to_what_is_not_asked_is_no_mistake() -> None:
    found = filled(overall(), WHY, overall="5", why__waited="ba", why__none="1")
    assert (found.faults, found.answers) == ({}, {"overall": 5, "why": "~not_asked"})


def test_a_wrong_answer_leads_nowhere() -> None:
    after = question("a", when="overall is answered")
    assert filled(overall(), after, overall="9", a="x").asked == ["overall"]


def test_only_what_was_ticked_is_offered() -> None:
    sent = {"overall": "1", "why__waited": "1"}
    assert filled(overall(), WHY, BEST, best="waited", **sent).answers["best"] == "waited"
    found = filled(overall(), WHY, BEST, best="rude", **sent)
    assert "đã đánh dấu" in str(found.faults["best"])
    assert "best" not in found.answers


@pytest.mark.parametrize("sent", [{}, {"why__none": "1"}, {"why__other": "1", "why__other~": "x"}])
def test_where_nothing_is_offered_nothing_is_asked(sent: dict[str, str]) -> None:
    must = BEST | {"required": True}
    found = filled(overall(), WHY, must, overall="1", best="waited", **sent)
    assert (found.faults, found.lacking) == ({}, [])
    assert found.answers["best"] == "~not_asked"


def test_places_are_given_among_what_was_ticked() -> None:
    order = question("order", "ranking", among="why", choices=choices("waited", "rude"))
    sent = {"overall": "1", "why__waited": "1"}
    assert filled(overall(), WHY, order, order__waited="1", **sent).answers["order"] == {
        "waited": 1
    }
    assert list(filled(overall(), WHY, order, order__rude="1", **sent).faults) == ["order"]


def test_a_constraint_is_told_at_the_last_question_it_speaks_of() -> None:
    questionnaire = all_of(overall(), question("days", "number"), rules=[FEW])
    assert fill(questionnaire, {"overall": "3", "days": "3"}).faults == {}
    assert fill(questionnaire, {"overall": "3", "days": "4"}).faults == {"days": FEW["words"]}


@pytest.mark.parametrize(
    "sent", [{"overall": "3"}, {"days": "4"}, {}, {"overall": "9", "days": "4"}]
)
def test_a_constraint_holds_for_whoever_left_some_of_it_unsaid(sent: dict[str, str]) -> None:
    assert (
        "days" not in fill(all_of(overall(), question("days", "number"), rules=[FEW]), sent).faults
    )


def test_a_constraint_on_what_is_not_asked_is_none() -> None:
    days = question("days", "number", when="overall <= 2")
    questionnaire = all_of(overall(), days, rules=[FEW])
    assert fill(questionnaire, {"overall": "3", "days": "9"}).faults == {}
    assert list(fill(questionnaire, {"overall": "2", "days": "9"}).faults) == ["days"]


def test_a_unit_is_one_of_those_offered_here() -> None:
    questionnaire = all_of(question("commune", "unit"))
    assert fill(questionnaire, {"commune": "00001"}, {"00001": "Xã A"}).answers == {
        "commune": "00001"
    }
    assert list(fill(questionnaire, {"commune": "00001"}, {"00002": "Xã B"}).faults) == ["commune"]
    assert list(fill(questionnaire, {"commune": "00001"}).faults) == ["commune"]


def test_names_on_the_wire_belong_to_one_question_each() -> None:
    questionnaire = everything()
    names = filling.names_of(questionnaire)
    assert {"overall", "why.waited", "why.other~", "why.~", "aspects.quick", "order.~"} <= names
    assert not any(name.startswith("_") for name in names)
    for name in names:
        asked = filling.question_of(questionnaire, name)
        assert asked is not None
        assert asked.code == name.partition(".")[0]
    assert filling.question_of(questionnaire, "welcome") is None
    assert filling.question_of(questionnaire, "why.weather") is None


def test_a_question_may_have_the_name_of_something_in_python() -> None:
    assert filled(question("data", "text"), data="được").words == {"data": "được"}


def test_what_conditions_see_is_what_was_answered() -> None:
    found = filled(overall(), question("said", "text"), overall="1", said="~refused")
    assert found.seen["overall"] == 1
    assert not is_missing(found.seen["said"])


def test_a_scale_that_begins_at_nought_is_answered_by_nought() -> None:
    zero = {"options": [{**step, "value": n} for n, step in enumerate(MOOD["options"])]}
    asked = question("s", "scale", scale="zero", required=True)
    written = document(section("all", asked), scales={"zero": zero})
    found = fill(reading.made(written), {"s": "0"})
    assert (found.answers, found.lacking, found.is_empty) == ({"s": 0}, [], False)
