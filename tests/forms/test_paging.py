"""Page by page, forward and back, with script and without: nothing asked is left out or lost."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import filling, paging, reading
from forms.filling import REQUIRED, fill
from forms.form import BallotForm
from forms.paging import Next, Turn, following, here, turn_of
from forms.questionnaire import Questionnaire
from tests.forms.oracle import answers_to, asked_in, forms_with_paths, sent_for
from tests.forms.parts import choices, overall, question, section
from tests.forms.small import everything, sound
from tests.forms.test_filling import walked

PAGED = sound(
    section("first", question("used", "yes_no", required=True)),
    section("visit", overall(), question("days", "number"), page=True, when='used = "yes"'),
    section("says", question("thanks", "note"), page=True),
    section("last", question("wish", "line"), page=True),
    rules=[{"code": "few", "rule": "days <= overall", "words": {"vi": "Nhiều quá."}}],
)
FOLLOWED = sound(
    section(
        "all",
        overall(),
        question("why", "choices", when="overall <= 3", choices=choices("a", "b")),
        question(
            "worst", "choice", when="count(why) > 1", choices=choices("a", "b"), required=True
        ),
    )
)


def after(questionnaire: Questionnaire, page: int, sent: dict[str, str], **said) -> Next:
    return following(questionnaire, fill(questionnaire, sent), Turn(page, **said))


class Citizen:
    """Fills in one page after another as `said`, by a browser with or without script."""

    def __init__(self, questionnaire: Questionnaire, said: dict, *, script: bool) -> None:
        self.questionnaire, self.said, self.script = questionnaire, said, script
        self.sent: dict[str, str] = {}
        self.next = Next(1)
        self.pages: list[int] = []

    def sends(self, *, back: bool = False) -> None:
        form = BallotForm(self.questionnaire, "vi", self.sent, next_=self.next)
        self.pages.append(form.page)
        given = dict(form.carried)
        for each in self.visible(form, given):
            given |= sent_for(each.code, each.kind, self.said[each.code])
        page = {
            "_page": str(form.page),
            "_shown": form.open,
            "_at_once": "1" if self.script else "",
        }
        turn = turn_of(given | page | ({"_go": "back"} if back else {}))
        self.sent = given
        self.next = following(self.questionnaire, self.filled, turn)

    def visible(self, form: BallotForm, given: dict[str, str]) -> Iterator:
        for _section, shown in form.sections:
            for each in shown:
                asked = fill(self.questionnaire, given).asked
                if each.is_open if not self.script else each.field.question.code in asked:
                    yield each.field.question

    @property
    def filled(self) -> filling.Filled:
        return fill(self.questionnaire, self.sent)


@settings(max_examples=200, deadline=None)
@given(forms_with_paths(), st.booleans(), st.lists(st.booleans(), max_size=6), st.data())
def test_whoever_goes_through_all_pages_has_said_all_they_were_asked(
    drawn, script, turns_back, data
) -> None:
    written, conditions = drawn
    said = {each["code"]: data.draw(st.sampled_from(answers_to(each) or [None]))
            for each in asked_in(written)}  # fmt: skip
    citizen = Citizen(reading.made(written), said, script=script)
    turns = iter([*turns_back, *[False] * 40])
    while citizen.next.page is not None:
        citizen.sends(back=next(turns))
        assert citizen.next.faults == {}
    assert citizen.filled.answers == walked(written, conditions, said)
    assert citizen.filled.lacking == []


JUNK = st.sampled_from(["", "1", "2", "a", "yes", "~refused", "9", "1.2", "１", "back", "p.q.r.s"])


@settings(max_examples=200, deadline=None)
@given(forms_with_paths(), st.data())
def test_nothing_forged_gets_anything_kept_that_is_wrong_or_loses_anything(drawn, data) -> None:
    questionnaire = reading.made(drawn[0])
    names = sorted(filling.names_of(questionnaire))
    own = ["_page", "_shown", "_at_once", "_go"]
    given = data.draw(st.dictionaries(st.sampled_from([*names, *own, "_x", "zz"]), JUNK))
    turn = turn_of(given)
    assert not set(own) & set(given)
    found = fill(questionnaire, given)
    next_ = following(questionnaire, found, turn)
    if next_.page is None:
        assert (found.faults, found.lacking) == ({}, [])
        return
    assert 1 <= next_.page <= len(questionnaire.pages)
    form = BallotForm(questionnaire, "vi", given, next_=Next(next_.page, next_.open))
    carried = dict(form.carried)
    shown = {each.field.question.code for _, several in form.sections for each in several}
    for name, value in given.items():
        asked = filling.question_of(questionnaire, name)
        if asked is not None and value:
            assert (name in carried) != (asked.code in shown)


def test_pages_follow_each_other_and_those_nobody_asks_are_passed_by() -> None:
    yes = {"used": "yes"}
    assert after(PAGED, 1, yes).page == 2
    assert after(PAGED, 1, {"used": "no"}).page == 4
    assert after(PAGED, 2, yes).page == 4  # a note alone is no page
    assert after(PAGED, 4, yes) == Next(None)


def test_back_is_the_page_that_was_there_before() -> None:
    assert after(PAGED, 4, {"used": "yes"}, goes_back=True).page == 2
    assert after(PAGED, 4, {"used": "no"}, goes_back=True).page == 1
    assert after(PAGED, 1, {}, goes_back=True).page == 1
    wrong = {"used": "yes", "days": "ba"}
    assert after(PAGED, 2, wrong, goes_back=True) == Next(1)


def test_mistakes_lead_to_the_first_page_that_has_one() -> None:
    sent = {"used": "maybe", "overall": "9", "wish": "x\ny"}
    found = after(PAGED, 4, sent)
    assert (found.page, set(found.faults)) == (1, {"used"})
    found = after(PAGED, 4, sent | {"used": "yes"})
    assert (found.page, set(found.faults)) == (2, {"overall"})
    found = after(PAGED, 4, sent | {"used": "no"})
    assert (found.page, set(found.faults)) == (4, {"wish"})


def test_what_is_wrong_further_on_waits_for_its_page() -> None:
    assert after(PAGED, 1, {"used": "yes", "overall": "9"}).faults == {}


def test_what_is_required_is_asked_for_on_its_page() -> None:
    assert after(PAGED, 1, {}) == Next(1, faults={"used": REQUIRED})
    assert after(PAGED, 4, {}).page == 1


def test_what_does_not_fit_together_is_told_where_the_last_of_it_stands() -> None:
    found = after(PAGED, 4, {"used": "yes", "overall": "2", "days": "3"})
    assert (found.page, found.faults) == (2, {"days": {"vi": "Nhiều quá."}})


def test_without_script_a_follow_up_is_shown_once() -> None:
    low = {"overall": "1"}
    assert after(FOLLOWED, 1, low) == Next(1, frozenset({"why"}))
    assert after(FOLLOWED, 1, low, shown=frozenset({"why"})) == Next(None)
    assert after(FOLLOWED, 1, {"overall": "4"}) == Next(None)


def test_with_script_it_was_there_at_once() -> None:
    assert after(FOLLOWED, 1, {"overall": "1"}, shows_at_once=True) == Next(None)


def test_nobody_is_told_to_answer_what_they_have_not_seen() -> None:
    both = {"overall": "1", "why.a": "1", "why.b": "1"}
    seen = {"shown": frozenset({"why"})}
    assert after(FOLLOWED, 1, both, **seen) == Next(1, frozenset({"why", "worst"}))
    told = Next(1, frozenset({"why", "worst"}), {"worst": REQUIRED})
    assert after(FOLLOWED, 1, both, shown=frozenset({"why", "worst"})) == told
    assert after(FOLLOWED, 1, both, shows_at_once=True) == told


def test_a_mistake_keeps_follow_ups_open() -> None:
    found = after(FOLLOWED, 1, {"overall": "1", "why.a": "no"})
    assert (found.open, set(found.faults)) == ({"why"}, {"why"})


def test_the_same_page_again_is_as_it_was() -> None:
    filled = fill(FOLLOWED, {"overall": "1", "why.a": "no"})
    assert here(FOLLOWED, filled, Turn(1)) == Next(1, frozenset({"why"}))
    assert here(FOLLOWED, filled, Turn(99)).page == here(FOLLOWED, filled, Turn(0)).page == 1


@pytest.mark.parametrize("page", ["", "0", "-1", "99999", "1.5", "１", "1e3", "٣", " 2", "a"])
def test_a_page_that_is_none_is_the_first_or_the_last(page: str) -> None:
    turn = turn_of({"_page": page})
    assert turn.page in (0, 1)
    assert following(PAGED, fill(PAGED, {}), turn).page == 1
    assert following(PAGED, fill(PAGED, {}), Turn(9999)).page == 1


def test_what_a_page_says_of_itself_is_taken_out_of_what_was_sent() -> None:
    given = {"_page": "2", "_go": "back", "_shown": "why.worst", "_at_once": "1", "overall": "1"}
    assert turn_of(given) == Turn(2, True, frozenset({"why", "worst"}), True)
    assert given == {"overall": "1"}
    assert turn_of({}) == Turn(1, False, frozenset({""}), False)


def test_the_last_page_is_known_to_be_the_last() -> None:
    def last(sent: dict[str, str], page: int) -> bool:
        return paging.is_last(PAGED, fill(PAGED, sent), page)

    assert [last({}, page) for page in (1, 2, 3, 4)] == [False, False, False, True]
    ends = sound(
        section("one", overall()), section("two", question("why"), page=True, when="overall <= 3")
    )
    assert not paging.is_last(ends, fill(ends, {}), 1)
    assert not paging.is_last(ends, fill(ends, {"overall": "5"}), 1)  # it may be changed yet
    assert paging.is_last(ends, fill(ends, {}), 2)


def test_follow_ups_are_those_of_the_page() -> None:
    questionnaire = everything()
    filled = fill(questionnaire, {"overall": "1", "used": "yes", "household": "3"})
    found = [sorted(paging.follow_ups(questionnaire, filled, page)) for page in (1, 2, 3)]
    assert found == [["why"], ["minutes"], ["children"]]
