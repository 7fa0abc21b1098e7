"""A ballot as a browser and a screen reader get it."""

import gzip
import re

import pytest
from flask import Flask

from forms import filling, library, paging, showing
from forms.form import BallotForm
from tests.forms.small import everything
from tests.markup import Element, parse

pytestmark = pytest.mark.usefixtures("in_app")
DOSSIER = library.find("dossier", 1)
SCALES = DOSSIER.questions[:12]


def blank(language: str = "vi") -> Element:
    return parse(showing.blank(DOSSIER, language))


def returned(*pairs: tuple[str, str]) -> Element:
    sent = dict(pairs)
    next_ = paging.following(DOSSIER, filling.fill(DOSSIER, sent), paging.Turn())
    return parse(showing.filled(BallotForm(DOSSIER, "vi", sent, next_=next_)))


@pytest.mark.parametrize("language", DOSSIER.languages)
def test_each_scale_is_a_fieldset_with_its_question_as_legend(language: str) -> None:
    fieldsets = blank(language).find_all("fieldset")
    legends = [fieldset.find("legend").text for fieldset in fieldsets]
    assert legends == [question.words[language] for question in SCALES]
    assert [fieldset["id"] for fieldset in fieldsets] == [f"q-{each.code}" for each in SCALES]


def test_each_choice_is_a_radio_button_whose_label_says_number_and_word() -> None:
    for fieldset, question in zip(blank().find_all("fieldset"), SCALES, strict=True):
        labels = fieldset.find_all("label")
        assert question.scale is not None
        for label, option in zip(labels, question.scale.options, strict=True):
            radio = label.find("input", type="radio", name=question.code)
            assert radio["value"] == str(option.value)
            assert radio["id"] == f"{question.code}-{option.value}"
            assert str(option.value) in label.text
            assert option.words["vi"] in label.text


def test_ids_are_unique_and_references_lead_somewhere() -> None:
    page = returned(("overall", "9"), ("feedback", "9"), ("comment", "x" * 2001))
    ids = [element["id"] for element in page.walk() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in page.walk():
        assert set(element.get("aria-describedby").split()) <= set(ids)
        assert element.get("for", ids[0]) in ids
        assert element.get("href", f"#{ids[0]}").removeprefix("#") in ids


@pytest.mark.parametrize("language", DOSSIER.languages)
def test_nothing_is_chosen_beforehand_and_nothing_runs(language: str) -> None:
    page = blank(language)
    for element in page.walk():
        assert element.tag not in ("script", "style")
        unwanted = {"checked", "style", "required", "autofocus"} | {
            name for name in element.attributes if name.startswith("on")
        }
        assert unwanted.isdisjoint(element.attributes)


def test_the_overall_question_leads_with_faces_and_only_it() -> None:
    lead, *others = blank().find_all("fieldset")
    assert lead["class"] == "lead"
    faces = [use["href"] for use in lead.find_all("use")]
    assert len(set(faces)) == 5
    assert not [use for other in others for use in other.find_all("use")]
    assert {other["class"] for other in others} == {"q"}


def test_no_choice_is_marked_out_from_the_others() -> None:
    for fieldset in blank().find_all("fieldset"):
        marks = {
            (label.get("class"), label.find("input").get("class"), label.find("span").get("class"))
            for label in fieldset.find_all("label")
        }
        assert marks == {("", "", "")}


def test_words_come_last_with_their_limit_and_are_said_to_be_optional() -> None:
    page = blank()
    box = page.find("textarea")
    assert box["maxlength"] == "2000"
    label = page.find("label", for_="comment")
    assert "không bắt buộc" in label.text
    assert page.find("p", id="h-comment").text.startswith("Xin đừng ghi họ tên")
    assert box["aria-describedby"] == "h-comment"


def test_what_was_sent_is_still_there() -> None:
    page = returned(("overall", "4"), ("on_time", "1"), ("comment", '\n<b>Tốt</b> & "nhanh"'))
    chosen = [e["id"] for e in page.walk() if "checked" in e.attributes]
    assert chosen == ["overall-4", "on_time-1"]
    # The first line end inside a textarea is the browser's to drop.
    assert "".join(map(str, page.find("textarea").inside)) == '\n\n<b>Tốt</b> & "nhanh"'


def test_a_mistake_stands_in_its_fieldset_and_is_tied_to_it() -> None:
    page = returned(("overall", "4"), ("feedback", "0"))
    fieldset = page.find("fieldset", id="q-feedback")
    assert fieldset["aria-describedby"] == "e-feedback h-feedback"
    assert "Xin chọn lại" in fieldset.find("p", id="e-feedback").text
    assert len(page.find_all("p", class_="oops")) == 1


def test_a_form_that_was_not_judged_shows_no_mistake() -> None:
    form = BallotForm(DOSSIER, "en", {"overall": "9"})
    assert "oops" not in showing.filled(form)


def test_a_blank_ballot_is_written_once_for_each_language(in_app: Flask) -> None:
    assert showing.blank(DOSSIER, "vi") is showing.blank(DOSSIER, "vi")
    assert showing.blank(DOSSIER, "vi") != showing.blank(DOSSIER, "en")
    assert len(in_app.extensions[showing.BLANKS]) == 2


def test_a_kiosk_gets_every_page_in_one_with_large_faces_and_the_rules() -> None:
    page = parse(showing.whole(everything(), "vi"))
    asked = [each.code for each in everything().questions]
    shown = [e["id"].removeprefix("q-") for e in page.walk() if e.get("id").startswith("q-")]
    assert shown == asked
    assert not page.find_all("input", name="_page")
    rule = page.find("p", class_="rule")
    assert (rule["data-at"], rule.text) == (
        "children",
        "Số trẻ em không thể nhiều hơn số người trong hộ.",
    )
    assert "hidden" in rule.attributes
    must = [e for e in page.walk() if "data-must" in e.attributes]
    assert len(must) == sum(each.is_required for each in everything().questions)


def test_the_ballot_and_its_style_are_small() -> None:
    for language in DOSSIER.languages:
        whole = showing.style() + showing.blank(DOSSIER, language)
        assert len(gzip.compress(whole.encode())) < 4_500


def test_the_style_is_plain_and_whole() -> None:
    style = showing.style()
    assert style.count("{") == style.count("}")
    assert not re.search(r"url\(|@import|/\*|</", style)
    used = set(re.findall(r"var\((--[a-z-]+)\)", style))
    assert used <= set(re.findall(r"(--[a-z-]+):", style))
