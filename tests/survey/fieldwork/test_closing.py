"""Closing cuts people from answers: an attacker reads every table and tries every order.

The attacker has the whole database, and joins rows by every value that few rows share
(identities, times, coordinates, words), as far as it leads; then lays each order in which
rows of people are kept beside each in which rows of answers are. Twelve villages of five:
a blind guess is right once a village, so 12 of 60 with a standard deviation of 3.5.
"""

import json
import random
from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from sqlalchemy import inspect, select, text

from survey.fieldwork.models import Attempt, CaseOutcome, FieldworkSettings
from survey.fieldwork.reviewing import Word, review_all
from survey.fieldwork.standing import Verdict
from survey.responses.models import Response
from survey.responses.verification import walk
from survey.sampling.models import Case
from tests.factories.accounts import make_account
from tests.factories.fieldwork import assign_to, make_cases, make_interviewer
from tests.survey.fieldwork.test_intake import close

VILLAGES, IN_EACH = 12, 5
FEW = 3
"""A value that more rows of a table share tells nobody apart."""
TOO_LUCKY = VILLAGES + 5 * 3.5


@pytest.fixture
def truth(app, session, client, campaign, draw, commune, province, clock):
    """Sixty interviews, approved one by one; who said what, by case."""
    luck = random.Random(20261121)
    account = make_account(session, province).id
    kept = {"campaign_id": campaign.id, "ask_position": True, "callback_share_bp": 0}
    session.add(FieldworkSettings(seed="1", **kept))
    entries = {}
    for number in range(VILLAGES):
        cases = make_cases(session, draw, commune, IN_EACH, village=f"Thôn {number}")
        tablet = make_interviewer(app, session, client, campaign, f"Người {number}")
        assign_to(session, tablet, cases)
        begun, order = tablet.wall, list(cases)
        luck.shuffle(order)
        for case in order:
            there = {"lat": 13 + luck.random(), "lon": 109 + luck.random()}
            more = {"took": luck.randrange(10**6), "position": there, "note": f"Nhà {case.code}"}
            entries[tablet.visit(case.id, answers={"overall": luck.randint(1, 5)}, **more)] = case
            tablet.passes(luck.randrange(40_000))
        clock.advance(timedelta(days=2))
        tablet.passes(2 * 86_400 - (tablet.wall - begun) / 1000)
        tablet.sync()
    session.rollback()
    found = {each.case_id: each.response_id for each in session.scalars(select(Attempt))}
    for entry in entries:
        clock.advance(timedelta(seconds=luck.randrange(1, 100)))
        with app.app_context():
            review_all(session, campaign, [entry], Word(Verdict.APPROVED), account)
            session.commit()
    return found


def tables_of(session) -> dict[str, list[dict]]:
    session.rollback()
    names = inspect(session.get_bind()).get_table_names()
    return {
        name: [dict(row) for row in session.execute(text(f"SELECT * FROM {name}")).mappings()]
        for name in names
    }


def told_apart(tables: dict[str, list[dict]]) -> dict[int, set[str]]:
    """Return by case the responses that rare values lead to."""
    rows = [(name, row) for name, found in tables.items() for row in found]
    shared, holders = Counter(), defaultdict(list)
    for at, (name, row) in enumerate(rows):
        for value in {_token(name, column, value) for column, value in row.items()} - {None}:
            shared[name, value] += 1
            holders[value].append(at)
    rare = {
        value: held
        for value, held in holders.items()
        if all(shared[rows[at][0], value] <= FEW for at in held)
    }
    return {row["id"]: _reached(rows, rare, row) for row in tables["cases"]}


def _token(table: str, column: str, value: object) -> str | None:
    if value is None or isinstance(value, bool):
        return None
    # A number means something only with what it is the number of.
    is_case = column == "case_id" or (table, column) == ("cases", "id")
    if is_case:
        return f"case {value}"
    if column == "id" and isinstance(value, int):
        return f"{table} {value}"
    return str(value) if len(str(value)) > 7 else None


def _reached(rows, rare, case: dict) -> set[str]:
    seen, at_hand, found = set(), [("cases", case)], set()
    for _step in range(4):
        values = {
            _token(name, column, value) for name, row in at_hand for column, value in row.items()
        }
        new = {at for value in values for at in rare.get(value, ())} - seen
        seen |= new
        at_hand = [rows[at] for at in new]
        found |= {row["id"] for name, row in at_hand if name == "responses"}
    return found


def orders_of_people(tables) -> dict[str, list[int]]:
    return {
        "cases": [row["id"] for row in tables["cases"]],
        "outcomes": [row["case_id"] for row in tables["case_outcomes"]],
        "assignments": [row["case_id"] for row in tables["assignments"]],
        "attempts": [row["case_id"] for row in tables["attempts"] if row["case_id"]],
    }


def orders_of_answers(tables) -> dict[str, list[str]]:
    by_place = sorted(tables["responses"], key=lambda row: (row["unit_id"], row["position"]))
    return {
        "position": [row["id"] for row in by_place],
        "kept": [row["id"] for row in tables["responses"]],
        "identity": sorted(row["id"] for row in tables["responses"]),
        "reviews": [row["response_id"] for row in tables["reviews"]],
        "rulings": [row["response_id"] for row in tables["rulings"]],
    }


def hits(tables, truth, people: list[int], answers: list[str]) -> int:
    """Return how often the order of people within a village is the order of its answers."""
    village_of = {row["id"]: row["second"] for row in tables["cases"]}
    where = {row["id"]: json.loads(row["design"])["second"] for row in tables["responses"]}
    asked, said = defaultdict(list), defaultdict(list)
    for case in people:
        asked[village_of[case]].append(case)
    for response in answers:
        said[where[response]].append(response)
    return sum(
        truth.get(case) == response
        for village, cases in asked.items()
        for case, response in zip(cases, said[village], strict=False)
    )


def test_before_the_closing_each_case_leads_to_its_response(session, truth):
    found = told_apart(tables_of(session))
    assert len(truth) == VILLAGES * IN_EACH
    assert all(response in found[case] for case, response in truth.items())


def test_after_the_closing_nobody_is_told_apart(app, session, campaign, truth):
    close(app, session, campaign)
    tables = tables_of(session)
    assert not any(told_apart(tables).values())
    people, answers = orders_of_people(tables), orders_of_answers(tables)
    assert people.pop("attempts") == []
    lucky = {
        (one, other): n
        for one, cases in people.items()
        for other, responses in answers.items()
        if (n := hits(tables, truth, cases, responses)) > TOO_LUCKY
    }
    assert lucky == {}
    assert walk(session) == []


def test_of_a_closed_campaign_names_places_and_words_are_gone(app, session, campaign, truth):
    close(app, session, campaign)
    session.rollback()
    told = session.execute(text("SELECT * FROM attempts")).mappings().all()
    kept = {"id", "campaign_id", "interviewer_id", "disposition", "is_assigned"}
    assert {name for row in told for name in row if row[name] is not None} == kept
    assert set(session.scalars(select(Case.label))) == {None}
    assert set(session.scalars(select(Case.labels))) == {"{}"}
    assert set(session.scalars(text("SELECT reason FROM reviews"))) <= {""}


def test_how_each_case_ended_stays(app, session, campaign, tablet, cases):
    tablet.visit(cases[0].id)
    tablet.visit(cases[1].id, "refusal")
    tablet.sync()
    close(app, session, campaign)
    session.rollback()
    found = {row.case_id: row.disposition for row in session.scalars(select(CaseOutcome))}
    assert len(found) == 6
    assert (found[cases[0].id], found[cases[1].id]) == ("complete", "refusal")
    assert found[cases[2].id] == "unknown_household"
    assert session.scalars(select(Response.channel)).all() == ["interview"]
