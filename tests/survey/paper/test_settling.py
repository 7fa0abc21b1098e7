"""A third person settles what two typings say differently."""

import json
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from survey.paper.comparing import DAY, VOID, Typed
from survey.paper.keeping import Became
from survey.paper.models import Settlement, TypedWords
from survey.paper.settling import Stands, dispute_of, may_settle, result_of, settle
from survey.paper.typing import Typist, take
from survey.responses.models import Response
from tests.factories.paper import THAT_DAY, subject, typed

FIRST = {"overall": "1", "came": "yes", "times": "3", "comment": "Nhanh"}
SECOND = {"overall": "2", "came": "yes", "times": "4", "comment": "Chậm"}


@pytest.fixture
def dispute(context, session, code, people):
    def do(first: Typed, second: Typed):
        for person, said in zip(people, (first, second), strict=False):
            take(session, subject(session, code), said, Typist(person.id))
        session.commit()
        return dispute_of(session, subject(session, code))

    return do


@pytest.fixture
def settled(session, people):
    def do(dispute, chosen, own=None, by=None):
        result = result_of(dispute, chosen, own or Typed())
        became = settle(session, dispute, chosen, result, (by or people[2]).id)
        session.commit()
        return became

    return do


def answers(session) -> dict:
    return json.loads(session.scalars(select(Response.answers)).one())


def test_each_difference_is_decided_by_itself(dispute, settled, session, people, code):
    found = dispute(typed(FIRST), typed(SECOND))
    assert found.names == ("overall", "times", "comment")
    own = Typed(cells={"times": "14"})
    chosen = {"overall": Stands.SECOND, "times": Stands.OWN, "comment": Stands.FIRST}
    assert settled(found, chosen, own) is Became.KEPT
    kept = answers(session)
    assert (kept["overall"], kept["came"], kept["times"]) == (2, "yes", 14)
    assert session.scalar(text("SELECT words FROM remarks")) == "Nhanh"
    assert session.scalar(select(TypedWords)) is None
    row = session.get(Settlement, code)
    assert "Nhanh" not in row.cells
    assert json.loads(row.chosen) == {name: str(whose) for name, whose in chosen.items()}
    assert dispute_of(session, subject(session, code)) is None


def test_what_nobody_can_read_is_left_out(dispute, settled, session):
    found = dispute(typed(FIRST), typed(SECOND))
    everything = dict.fromkeys(found.names, Stands.UNREADABLE)
    assert settled(found, everything) is Became.KEPT
    assert answers(session) == {"came": "yes"}
    assert session.scalar(text("SELECT flags FROM responses")) == '["partly"]'


def test_the_day_is_settled_too(dispute, settled, session):
    found = dispute(typed(FIRST), typed(FIRST, date(2026, 11, 17)))
    assert found.names == (DAY,)
    settled(found, {DAY: Stands.SECOND})
    assert session.scalars(select(Response.day)).one() == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("stands", "became"), [(Stands.FIRST, Became.KEPT), (Stands.SECOND, Became.VOID)]
)
def test_whether_a_form_is_void_is_one_question(dispute, settled, stands, became):
    found = dispute(typed(FIRST), Typed(is_void=True))
    assert found.names == (VOID,)
    assert settled(found, {VOID: stands}) is became


def test_readings_that_do_not_hold_together_leave_out_what_does_not(dispute, settled, session):
    # "times" is asked of those who came: who did not come has no times.
    found = dispute(typed({"overall": "1", "came": "yes", "times": "3"}), typed({"overall": "1"}))
    settled(found, {"came": Stands.SECOND, "times": Stands.FIRST})
    assert answers(session)["overall"] == 1
    assert answers(session)["times"] == "~not_asked"


def test_whoever_typed_the_form_does_not_settle_it(dispute, settled, session, people, code):
    found = dispute(typed(FIRST), typed(SECOND))
    an, binh, chi = people
    assert [may_settle(session, code, each.id) for each in people] == [False, False, True]
    chosen = dict.fromkeys(found.names, Stands.FIRST)
    for one_of_both in (an, binh):
        assert settled(found, chosen, by=one_of_both) is None
    assert session.scalar(select(Response)) is None
    assert settled(found, chosen, by=chi) is Became.KEPT
    assert settled(found, chosen, by=chi) is None  # once
    assert len(session.scalars(select(Response)).all()) == 1


ROW = (
    "INSERT INTO settlements (form_code, first_number, first_typist, second_number, "
    "second_typist, account_id, day, is_void, cells, chosen, at) VALUES "
    "(:code, {first}, {one}, {second}, {other}, {by}, NULL, true, '{{}}', '{{}}', "
    "'2026-11-20 02:30:00')"
)


@pytest.mark.parametrize(
    "values",
    [
        {"one": "{an}", "other": "{binh}", "by": "{an}"},
        {"one": "{an}", "other": "{binh}", "by": "{binh}"},
        # Whoever would lie about who typed is found out by the key.
        {"one": "{chi}", "other": "{binh}", "by": "{an}"},
        {"one": "{an}", "other": "{chi}", "by": "{binh}"},
        {"one": "{binh}", "other": "{an}", "by": "{chi}"},
        {"one": "{an}", "other": "{an}", "by": "{chi}", "second": 1},
    ],
)
def test_the_database_refuses_whoever_is_no_third(dispute, session, people, code, values):
    dispute(typed(FIRST), typed(SECOND))
    an, binh, chi = (each.id for each in people)
    told = {"first": 1, "second": 2} | values
    told = {key: str(value).format(an=an, binh=binh, chi=chi) for key, value in told.items()}
    with pytest.raises(DBAPIError):
        session.execute(text(ROW.format(**told)), {"code": code})
        session.commit()
    session.rollback()
    assert session.get(Settlement, code) is None


def test_the_order_of_readings_says_nothing_of_who_typed_which(dispute):
    found = dispute(typed(FIRST), typed(SECOND))
    assert set(found.readings("overall")) == {Stands.FIRST, Stands.SECOND}
    assert found.readings("overall") == found.readings("overall")
    orders = {found.readings(f"q{number}") for number in range(40)}
    assert len(orders) == 2


def test_a_form_of_one_typing_or_of_two_that_agree_is_no_dispute(dispute, session, code):
    assert dispute_of(session, subject(session, code)) is None
    assert dispute(typed(FIRST, THAT_DAY), typed(FIRST, THAT_DAY)) is None
