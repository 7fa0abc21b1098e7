"""Two people type a form, blind to each other; the database itself says they are two."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from survey.db import writing_session
from survey.paper.comparing import UNREADABLE, Typed
from survey.paper.keeping import Became
from survey.paper.models import TypedWords, Typing
from survey.paper.typing import Refusal, Typist, Waits, take, typings_of
from survey.responses.models import Response
from tests.factories.accounts import make_account
from tests.factories.campaigns import make_campaign
from tests.factories.paper import make_forms, subject, typed

SCAN = Typist(None, "0.97")


@pytest.fixture
def types(context, session, code):
    """Let somebody type the form, and commit."""

    def do(typist, said=None, form=code):
        by = typist if isinstance(typist, Typist) else Typist(typist.id)
        taken = take(session, subject(session, form), said or typed(), by)
        session.commit()
        return taken

    return do


def kept(session) -> list[Response]:
    session.expire_all()
    return list(session.scalars(select(Response)))


def test_the_first_typing_waits_and_the_same_again_puts_the_form_into_the_ledger(
    types, session, people
):
    an, binh, _chi = people
    assert types(an) is Waits.SECOND
    assert kept(session) == []
    assert types(binh) is Became.KEPT
    (row,) = kept(session)
    assert (row.channel, json.loads(row.answers)["overall"], row.minute) == ("paper", 2, None)
    assert str(row.day) == "2026-11-18"


def test_what_differs_waits_for_a_third(types, session, people):
    an, binh, chi = people
    types(an)
    assert types(binh, typed({"overall": "1"})) is Waits.THIRD
    assert kept(session) == []
    assert types(chi) is Refusal.FULL


def test_nobody_types_a_form_twice(types, session, people):
    an, binh, _chi = people
    types(an)
    assert types(an) is Refusal.TWICE
    assert types(SCAN) is Became.KEPT
    assert types(an) is Refusal.TWICE
    assert types(SCAN) is Refusal.TWICE
    assert types(binh) is Refusal.FULL
    assert len(kept(session)) == 1


def test_a_scanner_is_one_of_two_at_most(types, people):
    assert types(SCAN) is Waits.SECOND
    assert types(Typist(None)) is Refusal.TWICE
    assert types(people[0]) is Became.KEPT


def test_a_form_of_a_campaign_never_opened_is_not_typed(
    context, session, commune, questionnaire, people, types
):
    draft = make_campaign(session, commune, is_open=False, questionnaire=questionnaire)
    form = make_forms(session, draft, commune)[0]
    assert types(people[0], form=form) is Refusal.EARLY


def test_words_leave_with_the_form_and_lie_in_no_typing(types, session, people, code):
    an, binh, _chi = people
    types(an, typed({"comment": "Cán bộ nhiệt tình", "sex": "else", "sex.else~": "khác"}))
    rows = session.scalars(select(Typing)).all()
    assert [json.loads(row.cells) for row in rows] == [
        {"comment": "+", "sex": "else", "sex.else~": "+"}
    ]
    assert session.scalar(select(func.count()).select_from(TypedWords)) == 2
    said = {"comment": "cán bộ  nhiệt tình.", "sex": "else", "sex.else~": "Khác"}
    assert types(binh, typed(said)) is Became.KEPT
    assert session.scalar(select(func.count()).select_from(TypedWords)) == 0
    words = session.execute(text("SELECT question, words FROM remarks ORDER BY question")).all()
    assert [tuple(row) for row in words] == [("comment", "Cán bộ nhiệt tình"), ("sex", "khác")]


def test_two_find_a_form_void(types, session, people):
    an, binh, _chi = people
    void = Typed(is_void=True)
    assert types(an, void) is Waits.SECOND
    assert types(binh, void) is Became.VOID
    assert kept(session) == []


def test_an_answer_nobody_could_read_is_left_out_and_marked(types, session, people):
    cells = {"overall": "1", "sex": UNREADABLE}
    types(people[0], typed(cells))
    types(people[1], typed(cells))
    (row,) = kept(session)
    assert "sex" not in json.loads(row.answers)
    assert row.flags == '["partly"]'


def race(app, code, *typists, said=None):
    """Let all type the form at once, each on a thread and connection of their own."""
    gate = Barrier(len(typists))

    def one(typist):
        with app.app_context():
            gate.wait()
            session = writing_session()
            taken = take(session, subject(session, code), said or typed(), Typist(typist))
            session.commit()
            return taken

    with ThreadPoolExecutor(len(typists)) as pool:
        return list(pool.map(one, typists))


def test_of_many_second_typings_at_once_one_is_taken(app, session, province, people, code, types):
    more = [make_account(session, province, "typist").id for _ in range(6)]
    session.commit()
    types(people[0])
    taken = race(app, code, *more)
    assert sorted(map(str, taken)) == sorted(map(str, [Became.KEPT, *[Refusal.FULL] * 5]))
    assert len(kept(session)) == 1


def test_of_many_first_typings_at_once_two_are_taken(app, session, province, code):
    many = [make_account(session, province, "typist").id for _ in range(6)]
    session.commit()
    taken = race(app, code, *many)
    expected = [Waits.SECOND, Became.KEPT, *[Refusal.FULL] * 4]
    assert sorted(map(str, taken)) == sorted(map(str, expected))
    assert [each.number for each in typings_of(session, code)] == [1, 2]


def test_the_same_person_in_two_windows_is_one(app, session, people, code):
    session.commit()
    taken = race(app, code, people[0].id, people[0].id)
    assert sorted(map(str, taken)) == sorted(map(str, [Waits.SECOND, Refusal.TWICE]))


ROW = (
    "INSERT INTO typings (form_code, number, typist, account_id, day, is_void, cells, at) "
    "VALUES (:code, {number}, {typist}, {account}, NULL, false, '{{}}', '2026-11-20 02:30:00')"
)


@pytest.mark.parametrize(
    "values",
    [
        {"number": 2, "typist": "{an}", "account": "{an}"},  # An was the first
        {"number": 1, "typist": "{binh}", "account": "{binh}"},  # there is a first
        {"number": 3, "typist": "{binh}", "account": "{binh}"},
        {"number": 2, "typist": "{binh}", "account": "{chi}"},  # in another's name
        {"number": 2, "typist": "{binh}", "account": "NULL"},
        {"number": 2, "typist": 0, "account": "{binh}"},
    ],
)
def test_the_database_refuses_what_is_not_a_second_person(
    types, session, people, code, values, database_kind
):
    an, binh, chi = (each.id for each in people)
    types(people[0])
    told = {key: str(value).format(an=an, binh=binh, chi=chi) for key, value in values.items()}
    with pytest.raises((IntegrityError, DBAPIError)):
        session.execute(text(ROW.format(**told)), {"code": code})
    session.rollback()
    if database_kind == "sqlite":
        with pytest.raises(DBAPIError):
            replacing = ROW.replace("INSERT", "INSERT OR REPLACE").format(**told)
            session.execute(text(replacing), {"code": code})
        session.rollback()
    assert [each.typist for each in typings_of(session, code)] == [an]


@pytest.mark.parametrize(
    "change",
    [
        'UPDATE typings SET cells = \'{"overall":"1"}\'',
        "DELETE FROM typings",
        "UPDATE paper_forms SET unit_id = unit_id + 1",
        "UPDATE paper_forms SET case_id = 7",
        "DELETE FROM paper_forms",
        "UPDATE paper_batches SET forms = 2",
        "DELETE FROM paper_outcomes",
        "UPDATE paper_outcomes SET outcome = 'void'",
    ],
)
def test_what_was_typed_and_printed_stays(types, app, people, change):
    types(people[0])
    types(people[1])
    with Session(app.extensions["engine"]) as other, pytest.raises(DBAPIError):
        other.execute(text(change))
