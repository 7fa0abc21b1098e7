"""A page as somebody sees it: open or hidden, filled in, and what it carries along."""

import json

import pytest

from forms import showing
from forms.filling import fill
from forms.form import BallotForm
from forms.paging import Next, Turn, following
from tests.forms.parts import choices, overall, question, section
from tests.forms.small import everything, sound
from tests.markup import Element, parse

pytestmark = pytest.mark.usefixtures("in_app")
PLACES = {"00001": "Xã A & B", "00002": "Xã <b>C</b>"}
FULL = {
    "overall": "2", "why.rude": "1", "why.waited": "1", "why.other": "1", "why.other~": '"<i>',
    "worst": "rude", "used": "yes", "minutes": "15", "paid": "12,5", "day": "2026-01-31",
    "birth": "1980-05", "aspects.fair": "2", "order.cost": "1", "commune": "00002",
    "household": "4", "children": "3", "job": "<script>", "wish": "</textarea>",
}  # fmt: skip


def page_of(page: int, sent: dict[str, str] | None = None, **said) -> BallotForm:
    next_ = Next(page, **said)
    return BallotForm(everything(), "vi", sent or {}, places=PLACES, next_=next_)


def shown(form: BallotForm) -> Element:
    return parse(showing.filled(form))


def sent_by(page: Element) -> dict[str, str]:
    """Return what a browser sends from a page as it stands."""
    found: dict[str, str] = {}
    for element in page.walk():
        name = element.get("name")
        if element.tag == "textarea":
            found[name] = "".join(map(str, element.inside)).removeprefix("\n")
        if element.tag == "select":
            chosen = [each for each in element.find_all("option") if "selected" in each.attributes]
            found[name] = (chosen[0].get("value") or chosen[0].text) if chosen else ""
        tickable = element.get("type") in ("radio", "checkbox")
        if element.tag == "input" and (not tickable or "checked" in element.attributes):
            found[name] = element.get("value")
    return found


@pytest.mark.parametrize("page", [1, 2, 3])
def test_what_was_said_anywhere_is_sent_again_from_any_page(page: int) -> None:
    sent = sent_by(shown(page_of(page, FULL)))
    assert {name: value for name, value in sent.items() if value and name[0] != "_"} == FULL


@pytest.mark.parametrize("page", [1, 2, 3])
def test_no_two_things_on_a_page_share_an_id_and_no_name_is_the_pages_own(page: int) -> None:
    faults = {each.code: "Sai." for each in everything().questions}
    markup = shown(page_of(page, FULL, faults=faults))
    ids = [element["id"] for element in markup.walk() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in markup.walk():
        assert set(element.get("aria-describedby").split()) <= set(ids)
        assert element.get("for", ids[0]) in ids
    own = {element["name"] for element in markup.walk() if element.get("name", "x")[0] == "_"}
    assert own <= {"_page", "_shown", "_at_once"}
    assert {"_page", "_shown", "_at_once"} <= {e.get("name") for e in markup.walk()}


@pytest.mark.parametrize("page", [1, 2, 3])
def test_nothing_is_chosen_or_written_beforehand(page: int) -> None:
    markup = shown(page_of(page))
    for element in markup.walk():
        assert not {"checked", "selected", "required", "autofocus", "style"} & set(
            element.attributes
        )
    sent = sent_by(markup)
    assert {value for name, value in sent.items() if name[0] != "_"} <= {""}


def test_follow_ups_stand_hidden_until_they_are_due() -> None:
    def hidden(form: BallotForm) -> list[bool]:
        return ["hidden" in e.attributes for e in shown(form).walk() if e.get("data-when")]

    assert hidden(page_of(1)) == [True, True]
    assert hidden(page_of(1, open=frozenset({"why"}))) == [False, True]
    assert hidden(page_of(1, open=frozenset({"why", "worst"}))) == [False, False]


def test_a_follow_up_says_when_it_is_due_in_what_the_page_can_see() -> None:
    def told(form: BallotForm) -> list[object]:
        return [json.loads(e["data-when"]) for e in shown(form).walk() if e.get("data-when")]

    assert told(page_of(1))[0] == ["<=", "overall", "n", 3]
    assert told(page_of(2, {"overall": "2"})) == [["and", ["and"], ["=", "used", "s", "yes"]]]
    assert told(page_of(3, FULL)) == [["is", "answered", "household"]]


def test_what_hangs_on_another_page_is_there_or_not() -> None:
    def there(sent: dict[str, str]) -> set[str]:
        shown = [each for _, several in page_of(2, sent).sections for each in several]
        return {each.field.question.code for each in shown if each.when is None}

    assert there({"overall": "2"}) == {"used", "paid", "day", "birth"}
    assert there({}) == set()


def test_what_is_not_shown_on_its_own_page_is_carried_along() -> None:
    form = page_of(2, {"day": "2026-01-31"})
    assert form.carried == [("day", "2026-01-31")]


def test_only_what_this_questionnaire_asks_is_carried() -> None:
    form = page_of(3, {"overall": "2", "x": "1", "_visit": "v", "why.weather": "1", "used": ""})
    assert form.carried == [("overall", "2")]
    assert "wish" not in dict(page_of(3, FULL).carried)


def test_words_are_words_and_never_markup() -> None:
    evil = "<script>alert(1)</script>\"'&"
    texts = {"vi": evil}
    form = sound(
        section(
            "all",
            question("one", "choice", evil, choices=[{"code": c, "words": texts} for c in "ab"]),
            question("two", "number", evil, measure=texts, hint=texts, reason=texts),
            question("three", "matrix", evil, scale="bad", rows=[{"code": "r", "words": texts}]),
            question("four", "ranking", evil, choices=[{"code": c, "words": texts} for c in "ab"]),
            question("five", "note", evil),
        ),
        scales={"bad": {"options": [{"value": n, "words": texts} for n in (1, 2)]}},
    )
    sent = {"two": evil, "one": evil, "four.a": evil}
    markup = shown(BallotForm(form, "vi", sent, next_=Next(1, faults={"two": evil})))
    assert [e for e in markup.walk() if e.tag == "script"] == []
    assert markup.find("input", name="two")["value"] == evil
    assert markup.find("p", id="e-two").text == evil
    assert evil in markup.find("fieldset", id="q-one").find("legend").text


def test_a_mistake_is_told_in_the_language_of_the_page() -> None:
    rule = {"code": "r", "rule": "overall > 1", "words": {"vi": "Sai.", "en": "Wrong."}}
    questionnaire = sound(
        section("all", overall()), languages=["vi"], rules=[{**rule, "words": {"vi": "Sai."}}]
    )
    next_ = following(questionnaire, fill(questionnaire, {"overall": "1"}), Turn(1))
    form = BallotForm(questionnaire, "vi", {"overall": "1"}, next_=next_)
    assert shown(form).find("p", id="e-overall").text == "Sai."


def test_choices_not_ticked_elsewhere_stand_hidden_and_unchosen() -> None:
    why = question("why", "choices", choices=choices("x", "y"))
    best = question("best", "choice", among="why", choices=choices("x", "y"))
    questionnaire = sound(section("one", why), section("two", best, page=True))
    sent = {"why.x": "1", "best": "y"}
    markup = shown(BallotForm(questionnaire, "vi", sent, next_=Next(2)))
    assert [
        (label["data-among"], "hidden" in label.attributes) for label in markup.find_all("label")
    ] == [("why.x", False), ("why.y", True)]
    assert [e for e in markup.walk() if "checked" in e.attributes] == []


def test_ticks_on_the_same_page_reveal_what_they_offer() -> None:
    why = question("why", "choices", choices=choices("x", "y"))
    best = question("best", "choice", among="why", choices=choices("x", "y"))
    form = BallotForm(sound(section("all", why, best)), "vi")
    assert form.has_follow_ups
    (wrapper,) = [e for e in shown(form).walk() if e.get("data-when")]
    assert json.loads(wrapper["data-when"]) == ["or", ["has", "why.x"], ["has", "why.y"]]


def test_a_page_without_follow_ups_needs_no_script() -> None:
    form = BallotForm(sound(section("all", overall())), "vi")
    assert not form.has_follow_ups
    assert "_at_once" not in showing.filled(form)
    assert (form.pages, form.is_last, form.has_faces) == (1, True, True)


def test_speech_is_offered_where_it_is_spoken() -> None:
    form = page_of(1)
    (field,) = [e.field for _, all_ in form.sections for e in all_ if e.field.question.audio]
    address = field.audio("vi")
    assert address is not None
    assert address.endswith("/everything/overall.vi.opus")
    assert field.audio("en") is None


@pytest.mark.parametrize("language", ["km", "fr", "", "VI"])
def test_a_language_in_which_it_is_not_whole_is_refused(language: str) -> None:
    with pytest.raises(ValueError, match="cannot be asked"):
        BallotForm(everything(), language)
