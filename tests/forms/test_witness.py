"""Somebody who is found to be asked a question has answered as anybody may."""

from hypothesis import given, settings

from forms import reading
from forms.kinds import KINDS
from forms.routing import path_of
from forms.samples import Patience
from forms.witness import Before, asked_on_the_way
from tests.forms.oracle import SCALES, forms_with_paths, reached
from tests.forms.parts import document, question, section


def on_the_way(written: dict) -> frozenset[str]:
    questionnaire = reading.made(written)
    *before, target = path_of(questionnaire)
    domains = {each.code: KINDS[each.kind].domain(each) for each in questionnaire.questions}
    return asked_on_the_way(target, Before(before, frozenset()), domains, Patience(10_000))


@settings(max_examples=150, deadline=None)
@given(forms_with_paths())
def test_whatever_is_found_can_be_reached(drawn) -> None:
    written, conditions = drawn
    assert on_the_way(written) <= reached(written, conditions)


def test_wishes_go_back_through_several_questions() -> None:
    asked = [
        question("a", "scale", scale="three"),
        question("b", "yes_no", when="a >= 2 and not a = 2"),
        question("c", "yes_no", when='b = "no"'),
        question("d", when='not (c is skipped or c = "yes")'),
    ]
    assert on_the_way(document(section("all", *asked), scales=SCALES)) == {"a", "b", "c", "d"}


def test_what_must_be_answered_is_answered_even_where_nobody_wishes_for_it() -> None:
    asked = [question(code, "yes_no", required=True) for code in ("a", "b")]
    last = question("c", when="a is skipped or b is skipped")
    assert on_the_way(document(section("all", *asked, last))) == {"a", "b"}
