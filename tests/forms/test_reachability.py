"""A question nobody can be asked is told, and none that somebody can be asked is."""

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms import reading
from forms.kinds import KINDS
from forms.reachability import unreachable
from forms.routing import path_of
from tests.forms.oracle import SCALES, asked_in, forms_with_paths, reached, said
from tests.forms.parts import choices, document, question, section

DRAWN = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def found_reachable(written) -> set[str]:
    questionnaire = reading.made(written)
    path = path_of(questionnaire)
    domains = {each.code: KINDS[each.kind].domain(each) for each in questionnaire.questions}
    lost = {stop.question.code for stop in unreachable(path, domains)}
    return {each.code for each in questionnaire.questions} - lost


@DRAWN
@given(forms_with_paths())
def test_it_agrees_with_trying_every_way_of_answering(drawn) -> None:
    written, conditions = drawn
    assert found_reachable(written) == reached(written, conditions)


@DRAWN
@given(forms_with_paths(3), st.data())
def test_what_compares_two_answers_is_never_told_wrongly(drawn, data) -> None:
    written, conditions = drawn
    numbers = [each["code"] for each in asked_in(written) if each["kind"] in ("number", "scale")]
    if not numbers:
        return
    names = st.sampled_from(numbers)
    pair = ("ref", data.draw(names), data.draw(st.sampled_from(["<", "=", ">"])), data.draw(names))
    last = question("last", when=said(pair))
    written["sections"].append(section("part_last", last))
    assert found_reachable(written) >= reached(written, {**conditions, "last": pair})


def only_reaches(when: str, *asked) -> bool:
    written = document(section("all", *asked, question("last", when=when)), scales=SCALES)
    return "last" in found_reachable(written)


LONG = question("long", "choices", choices=choices(*(f"c{n}" for n in range(30))))
TABLE = question("t", "matrix", scale="three", rows=choices(*(f"r{n}" for n in range(9))))


def test_many_choices_named_at_once_are_never_told_wrongly() -> None:
    ticked = " and ".join(f'long has "c{n}"' for n in range(1, 12))
    assert only_reaches(f'{ticked} and not long has "c0"', LONG)


def test_many_ticks_are_counted() -> None:
    assert only_reaches("count(long) = 30", LONG)
    assert not only_reaches("count(long) > 30", LONG)


def test_many_rows_are_never_told_wrongly() -> None:
    assert only_reaches("t.r0 = 1 and t.r5 = 1 and t.r8 = 3", TABLE)
    assert only_reaches("count(t) = 9", TABLE)
    assert only_reaches("count(t) >= 3 and t.r1 is skipped", TABLE)
    assert not only_reaches("t.r0 = 1 and t.r0 = 2", TABLE)


def test_the_first_and_the_last_day_there_is_do_no_harm() -> None:
    day = question("d", "date")
    assert not only_reaches('d < "0001-01-01"', day)
    assert not only_reaches('d > "9999-12-31"', day)
    assert only_reaches('not d > "9999-12-31"', day)


def test_no_whole_number_lies_between_three_and_four() -> None:
    assert not only_reaches("n > 3 and n < 4", question("n", "number"))
    assert only_reaches("n > 3 and n < 4", question("n", "decimal", decimals=1))
    assert not only_reaches("n > 0.1 and n < 0.2", question("n", "decimal", decimals=1))


def test_what_cannot_be_followed_to_its_end_ends_soon() -> None:
    asked = [question(f"q{n}", "choices", choices=choices(*"abcdefgh")) for n in range(6)]
    every = " or ".join(f'q{n} has "{c}"' for n in range(6) for c in "abc")
    begun = time.perf_counter()
    assert only_reaches(f'({every}) and q0 has "d" and q5 has "e"', *asked)
    assert time.perf_counter() - begun < 1


def lost_in_a_chain(first: str, link: str) -> int:
    asked = [question("q0", "scale", scale="three"), question("q1", "yes_no", when=first)]
    asked += [question(f"q{n}", "yes_no", when=link.format(n - 1)) for n in range(2, 400)]
    begun = time.perf_counter()
    found = found_reachable(document(section("all", *asked), scales=SCALES))
    assert time.perf_counter() - begun < 2
    return 400 - len(found)


def test_a_long_chain_is_followed_to_its_end_and_back_to_where_it_breaks() -> None:
    assert lost_in_a_chain("q0 <= 2", 'q{} = "yes"') == 0
    assert lost_in_a_chain("q0 <= 2", 'not (q{0} = "yes" or q{0} is skipped)') == 0
    assert lost_in_a_chain("q0 < 2 and q0 > 2", 'q{} = "yes"') == 399


def test_what_nobody_is_asked_is_not_passed_over_either() -> None:
    asked = [
        question("a", "scale", scale="three"),
        question("b", "yes_no", when="a = 1 and a = 2"),
        question("c", when="b is skipped"),
        question("d", when="not b is answered"),
    ]
    assert found_reachable(document(section("all", *asked), scales=SCALES)) == {"a", "d"}
