"""The page's script reveals exactly the follow-ups that the server would ask."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from forms import reading, showing, wiring
from forms.filling import fill
from forms.form import BallotForm
from forms.paging import Next
from forms.questionnaire import Questionnaire
from tests.forms.oracle import answers_to, asked_in, forms_with_paths, sent_for
from tests.forms.parts import choices, overall, question, section
from tests.forms.small import everything, sound

pytestmark = pytest.mark.browser
DRAWN = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

ANSWER = """given => {
  const form = document.getElementById("paper");
  for (const [name, value] of given) {
    for (const e of form.querySelectorAll(`[name="${name}"]`)) {
      if (e.type === "radio" || e.type === "checkbox") e.checked = e.value === value;
      else e.value = value;
    }
  }
  form.dispatchEvent(new Event("change"));
}"""
STANDING = """() => ({
  sent: [...new FormData(document.getElementById("paper"))].filter(([n, v]) => n[0] !== "_" && v),
  open: [...document.querySelectorAll("[data-when]")].filter(e => !e.hidden)
    .map(e => e.querySelector(".q").id.slice(2)),
  offered: [...document.querySelectorAll("[data-among]")].filter(e => !e.hidden)
    .map(e => e.dataset.among),
})"""


@pytest.fixture(scope="module")
def sheet(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def in_forms() -> Iterator[None]:
    app = Flask("forms_alone")
    Babel(app, default_locale="vi")
    wiring.init_app(app)
    with app.app_context():
        yield


def opened(
    sheet: Page, questionnaire: Questionnaire, sent: dict[str, str], page: int
) -> BallotForm:
    """Show a page of a questionnaire in the browser, its script running."""
    form = BallotForm(questionnaire, "vi", sent, next_=Next(page))
    script = f"<script>{showing.script()}</script>" if form.has_follow_ups else ""
    sheet.set_content(f'<form id="paper">{showing.filled(form)}</form>{script}')
    return form


def agreed(sheet: Page, form: BallotForm) -> None:
    """Demand that what stands open is what the server asks for what the page would send."""
    standing = sheet.evaluate(STANDING)
    filled = fill(form.questionnaire, dict(standing["sent"]))
    if filled.faults:
        return
    follow_ups = [
        each.field.question.code for _, shown in form.sections for each in shown if each.when
    ]
    assert standing["open"] == [code for code in follow_ups if code in filled.asked], standing


@DRAWN
@given(forms_with_paths(), st.data())
def test_any_page_in_any_state_shows_what_the_server_would_ask(
    sheet: Page, in_forms: None, drawn, data
) -> None:
    written, _conditions = drawn
    questionnaire = reading.made(written)
    page = data.draw(st.integers(1, len(questionnaire.pages)))
    here = {each.code for part in questionnaire.pages[page - 1] for each in part.questions}

    def said(codes_here: bool) -> dict[str, str]:
        sent: dict[str, str] = {}
        for each in asked_in(written):
            if (each["code"] in here) == codes_here and answers_to(each):
                answer = data.draw(st.sampled_from(answers_to(each)))
                sent |= sent_for(each["code"], each["kind"], answer)
        return sent

    form = opened(sheet, questionnaire, said(False), page)
    if not form.has_follow_ups:
        return
    agreed(sheet, form)
    for _turn in range(3):
        sheet.evaluate("() => document.getElementById('paper').reset()")
        sheet.evaluate(ANSWER, list(said(True).items()))
        agreed(sheet, form)


def test_own_words_that_look_like_a_mark_are_words(sheet: Page, in_forms: None) -> None:
    text = question("says", "text", allows=["refused"])
    after = question("more", when="says is answered")
    form = opened(sheet, sound(section("all", text, after)), {}, 1)
    sheet.evaluate(ANSWER, [["says", "~refused"]])
    agreed(sheet, form)
    assert sheet.evaluate(STANDING)["open"] == ["more"]


@pytest.mark.parametrize(
    ("kind", "typed", "when"),
    [
        ("date", "31/01/2026", 'day = "2026-01-31"'),
        ("date", "1-2-2026", 'day > "2026-01-31"'),
        ("month", "5/2026", 'day = "2026-05"'),
        ("decimal", "12,50", "day = 12.5"),
        ("number", " 7", "day > 6"),
    ],
)
def test_what_is_typed_where_there_is_no_calendar_is_understood(
    sheet: Page, in_forms: None, kind: str, typed: str, when: str
) -> None:
    asked = question("day", kind, **({"decimals": 2} if kind == "decimal" else {}))
    form = opened(sheet, sound(section("all", asked, question("more", when=when))), {}, 1)
    # A browser without a calendar keeps the attribute and shows a plain box.
    sheet.evaluate(
        "() => Object.defineProperty(document.querySelector('[name=day]'), 'value',"
        f" {{get: () => {typed!r}}})"
    )
    sheet.evaluate("() => document.getElementById('paper').dispatchEvent(new Event('input'))")
    assert sheet.evaluate(STANDING)["open"] == ["more"]
    assert fill(form.questionnaire, {"day": typed}).asked == ["day", "more"]


def test_what_is_offered_follows_the_ticks_and_lets_go_of_what_is_unticked(
    sheet: Page, in_forms: None
) -> None:
    why = question("why", "choices", choices=choices("x", "y", "z"))
    best = question("best", "choice", among="why", choices=choices("x", "y"))
    order = question("order", "ranking", among="why", choices=choices("x", "y", "z"))
    last = question("last", when='best = "y" or order.z = 1')
    form = opened(sheet, sound(section("all", why, best, order, last)), {}, 1)
    assert sheet.evaluate(STANDING)["open"] == []
    sheet.evaluate(ANSWER, [["why.y", "1"], ["why.z", "1"], ["best", "y"], ["order.z", "1"]])
    assert sheet.evaluate(STANDING)["open"] == ["best", "order", "last"]
    assert sheet.evaluate(STANDING)["offered"] == ["why.y", "why.y", "why.z"]
    agreed(sheet, form)
    sheet.evaluate(ANSWER, [["why.y", ""], ["why.z", ""], ["why.x", "1"]])
    standing = sheet.evaluate(STANDING)
    assert (standing["open"], standing["sent"]) == (["best", "order"], [["why.x", "1"]])


def test_the_whole_of_it_on_three_pages(sheet: Page, in_forms: None) -> None:
    form = opened(sheet, everything(), {}, 1)
    sheet.evaluate(ANSWER, [["overall", "2"], ["why.waited", "1"], ["why.rude", "1"]])
    agreed(sheet, form)
    assert sheet.evaluate(STANDING)["open"] == ["why", "worst"]
    sheet.evaluate(ANSWER, [["overall", "4"]])
    assert sheet.evaluate(STANDING)["open"] == []
    form = opened(sheet, everything(), {"overall": "4"}, 2)
    sheet.evaluate(ANSWER, [["used", "yes"]])
    agreed(sheet, form)
    assert sheet.evaluate(STANDING)["open"] == ["minutes"]


def test_a_question_may_be_called_like_a_part_of_a_form(sheet: Page, in_forms: None) -> None:
    named = [question(code, "yes_no") for code in ("elements", "closest", "length", "name")]
    more = question("more", when='elements = "yes"')
    opened(sheet, sound(section("all", overall(), *named, more)), {}, 1)
    sheet.evaluate(ANSWER, [["elements", "yes"]])
    assert sheet.evaluate(STANDING)["open"] == ["more"]


def test_what_is_not_asked_is_not_passed_over(sheet: Page, in_forms: None) -> None:
    low = question("low", "yes_no", when="overall <= 2")
    form = opened(
        sheet, sound(section("all", overall(), low, question("more", when="low is skipped"))), {}, 1
    )
    assert sheet.evaluate(STANDING)["open"] == []
    sheet.evaluate(ANSWER, [["overall", "1"]])
    assert sheet.evaluate(STANDING)["open"] == ["low", "more"]
    agreed(sheet, form)


def test_a_row_with_a_mark_is_not_counted(sheet: Page, in_forms: None) -> None:
    rows = [{"code": code, "words": {"vi": code}} for code in ("x", "y")]
    table = question("table", "matrix", scale="mood", rows=rows, allows=["refused"])
    more = question("more", when="count(table) = 1")
    form = opened(sheet, sound(section("all", overall(), table, more)), {}, 1)
    sheet.evaluate(ANSWER, [["table.x", "3"], ["table.y", "~refused"]])
    assert sheet.evaluate(STANDING)["open"] == ["more"]
    agreed(sheet, form)


def test_a_broken_rule_shows_itself_where_all_pages_are_one(sheet: Page, in_forms: None) -> None:
    whole = showing.whole(everything(), "vi")
    sheet.set_content(f'<form id="paper">{whole}</form><script>{showing.script()}</script>')
    rule = sheet.locator(".rule")
    expect(rule).to_be_hidden()
    sheet.evaluate(ANSWER, [["overall", "4"], ["household", "2"], ["children", "3"]])
    expect(rule).to_be_visible()
    sheet.evaluate(ANSWER, [["children", "2"]])
    expect(rule).to_be_hidden()
