"""Cases get a form each, and lose their tie to it at the closing."""

import json

import pytest
from sqlalchemy import select, text

from survey.campaigns.kinds import Kind
from survey.campaigns.life import close_campaign
from survey.paper.batches import Order, deal, deal_to_cases, forms_of, handed_out
from survey.paper.models import Form
from survey.paper.typing import Typist, take
from survey.responses.models import Response
from tests.factories.campaigns import make_campaign
from tests.factories.paper import subject, typed

DRAW = (
    "INSERT INTO draws (id, campaign_id, frame_id, number, design, seed, reason, drawn_at, "
    "account_id, digest, cases) VALUES (:id, :campaign, 1, :number, '{}', 's', :reason, "
    "'2026-10-01 02:30:00', NULL, 'd', 3)"
)
FRAME = (
    "INSERT INTO frames (id, code, name, unit_id, source, rows, digest, imported_at) "
    "VALUES (1, 'K1', 'Khung', :unit, 'k.csv', 9, 'd', '2026-10-01 02:30:00')"
)
CASE = (
    "INSERT INTO cases (id, campaign_id, draw_id, code, label, unit_id, stratum, psu, second, "
    "weight, fpc, second_fpc, labels, place, number) VALUES (:id, :campaign, :draw, :code, "
    "'Bà Ba, thôn 2', :unit, 'núi', 'p1', NULL, '12.5', 9, NULL, :labels, :place, :id)"
)


@pytest.fixture
def field(session, province, questionnaire):
    return make_campaign(
        session, province, kind=Kind.FIELD, code="DT-1", questionnaire=questionnaire
    )


@pytest.fixture
def drawn(session, field, commune, neighbour):
    """Three main cases and a reserve in force, and one of an earlier draw."""
    session.execute(text(FRAME), {"unit": commune.id})
    for number, reason in ((1, ""), (2, "Sửa khung")):
        told = {"id": number, "campaign": field.id, "number": number, "reason": reason}
        session.execute(text(DRAW.replace(":", r":")), told)
    for number, draw, unit, place in (
        (1, 1, commune, "main"),
        (2, 2, commune, "main"),
        (3, 2, commune, "main"),
        (4, 2, neighbour, "main"),
        (5, 2, commune, "reserve"),
    ):
        told = {"id": number, "draw": draw, "unit": unit.id, "place": place}
        told |= {"campaign": field.id, "code": f"H{number}", "labels": '{"sex":"F"}'}
        session.execute(text(CASE), told)
    session.commit()


def cases_of(session, batch):
    session.expire_all()
    forms = session.scalars(select(Form).where(Form.batch_id == batch.id))
    return sorted(form.case_id for form in forms)


def test_each_case_in_force_gets_one_form_once(context, session, field, commune, province, drawn):
    there = Order(field, commune, "vi")
    batch = deal_to_cases(session, there)
    session.commit()
    assert cases_of(session, batch) == [2, 3]
    assert deal_to_cases(session, there) is None
    assert cases_of(session, deal_to_cases(session, there, with_reserve=True)) == [5]
    everywhere = deal_to_cases(session, Order(field, province, "vi"))
    assert cases_of(session, everywhere) == [4]
    assert [each.case_code for each in handed_out(session, batch.id)] == ["H2", "H3"]
    assert [form.case_id for form in forms_of(session, batch)] == [2, 3]


def test_a_form_brings_the_design_of_its_case(context, session, field, commune, drawn, people):
    batch = deal_to_cases(session, Order(field, commune, "vi"))
    session.commit()
    code = handed_out(session, batch.id)[0].code
    for person in people[:2]:
        take(session, subject(session, code), typed(), Typist(person.id))
    design = json.loads(session.scalars(select(Response.design)).one())
    assert design == {
        "weight": "12.5", "stratum": "núi", "psu": "p1", "fpc": 9, "labels": {"sex": "F"}
    }  # fmt: skip


def test_closing_cuts_the_cases_out_and_no_more(context, session, field, commune, drawn):
    batch = deal_to_cases(session, Order(field, commune, "vi"))
    session.commit()
    close_campaign(session, field)
    session.commit()
    session.expire_all()
    forms = session.scalars(select(Form)).all()
    assert [form.case_id for form in forms] == [None, None]
    assert {form.batch_id for form in forms} == {batch.id}
    assert handed_out(session, batch.id) == []


def test_the_order_of_rows_says_nothing_of_the_order_of_cases(
    context, session, field, commune, drawn
):
    # Codes are dealt by chance: with two cases each order comes up.
    seen = set()
    for _ in range(40):
        batch = deal_to_cases(session, Order(field, commune, "vi"))
        found = session.execute(
            text("SELECT case_id FROM paper_forms WHERE batch_id = :id ORDER BY code"),
            {"id": batch.id},
        )
        seen.add(tuple(found.scalars()))
        session.rollback()
    assert seen == {(2, 3), (3, 2)}


def test_forms_of_a_unit_are_of_no_case(context, session, campaign, commune):
    batch = deal(session, Order(campaign, commune, "vi"), 5)
    assert {form.case_id for form in forms_of(session, batch)} == {None}
    assert (batch.forms, len(forms_of(session, batch))) == (5, 5)
