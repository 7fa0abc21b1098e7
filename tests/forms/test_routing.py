"""The path through a questionnaire: what is asked, on which page, because of what."""

from hypothesis import given, settings
from hypothesis import strategies as st

from forms import reading
from forms.condition_reading import read
from forms.routing import asked, is_follow_up, pages_by_code, path_of
from tests.forms.oracle import answers_to, asked_in, forms_with_paths, true
from tests.forms.parts import choices, overall, question, section
from tests.forms.small import everything, sound


@settings(max_examples=150, deadline=None)
@given(forms_with_paths(), st.data())
def test_the_path_is_what_the_conditions_say(drawn, data) -> None:
    written, conditions = drawn
    said = {each["code"]: data.draw(st.sampled_from(answers_to(each) or [None]))
            for each in asked_in(written)}  # fmt: skip
    seen = {code: answer for code, answer in said.items() if answer is not None}
    known, expected = {}, set()
    for code in said:
        if code in conditions and not true(conditions[code], known):
            known[code] = "~not_asked"
            continue
        expected.add(code)
        if code in seen:
            known[code] = seen[code]
    assert asked(reading.made(written), seen) == expected


def test_an_answer_to_what_is_not_asked_leads_nowhere() -> None:
    questionnaire = sound(
        section(
            "all",
            overall(),
            question("a", "yes_no", when="overall = 1"),
            question("b", when='a = "yes"'),
            question("c", when="a is skipped"),
        )
    )
    assert asked(questionnaire, {"overall": 5, "a": "yes"}) == {"overall"}
    assert asked(questionnaire, {"overall": 1, "a": "yes"}) == {"overall", "a", "b"}
    assert asked(questionnaire, {"overall": 1}) == {"overall", "a", "c"}


def test_a_question_is_asked_when_its_section_is_and_itself() -> None:
    stops = {stop.question.code: stop for stop in path_of(everything())}
    assert stops["minutes"].when == read('overall is answered and used = "yes"')
    assert stops["used"].when == read("overall is answered")
    assert stops["overall"].when is None
    assert stops["worst"].when == read(
        "count(why) > 1 and "
        '(why has "waited" or why has "rude" or why has "forms" or why has "other")'
    )


def test_pages_are_counted_from_one() -> None:
    pages = pages_by_code(everything())
    assert [pages[code] for code in ("welcome", "worst", "used", "wish")] == [1, 1, 2, 3]


def test_a_follow_up_hangs_on_its_own_page() -> None:
    stops = {stop.question.code: stop for stop in path_of(everything())}
    pages = pages_by_code(everything())
    follow_ups = {code for code, stop in stops.items() if is_follow_up(stop, pages)}
    assert follow_ups == {"why", "worst", "minutes", "children"}


def test_what_is_offered_among_ticks_on_its_page_is_a_follow_up() -> None:
    why = question("why", "choices", choices=choices("a", "b"))
    best = question("best", "choice", among="why", choices=choices("a", "b"))
    for page in (False, True):
        questionnaire = sound(section("one", why), section("two", best, page=page))
        last = path_of(questionnaire)[-1]
        assert is_follow_up(last, pages_by_code(questionnaire)) is not page
        assert asked(questionnaire, {}) == {"why"}
        assert asked(questionnaire, {"why": ["a"]}) == {"why", "best"}
