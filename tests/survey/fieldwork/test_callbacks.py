"""Who is called back follows from the seed; what they say is held against the response."""

import pytest
from sqlalchemy import func, select

from survey.fieldwork.callbacks import (
    INTERVIEWED,
    REACHED,
    Count,
    Told,
    call,
    callbacks_of,
    is_chosen,
    to_call,
)
from survey.fieldwork.models import Attempt, Callback, FieldworkSettings
from tests.factories.accounts import make_account
from tests.survey.fieldwork.test_intake import close


@pytest.fixture
def everybody(session, campaign):
    settings = {"campaign_id": campaign.id, "ask_position": False, "seed": "1"}
    session.add(FieldworkSettings(callback_share_bp=10_000, **settings))
    session.commit()


@pytest.fixture
def account(session, province):
    made = make_account(session, province).id
    session.commit()
    return made


def test_the_share_is_chosen_by_the_seed_and_the_case_alone():
    settings = FieldworkSettings(seed="2026", callback_share_bp=1000)
    chosen = [code for code in map(str, range(10_000)) if is_chosen(settings, code)]
    # Binomial(10,000; 0.1): mean 1,000, standard deviation 30; beyond four of them 1 in 16,000.
    assert 880 < len(chosen) < 1120
    assert chosen == [code for code in map(str, range(10_000)) if is_chosen(settings, code)]
    assert is_chosen(FieldworkSettings(seed="x", callback_share_bp=0), "1") is False
    assert is_chosen(None, "1") is False


def test_only_completed_interviews_are_called_about(tablet, session, cases, campaign, everybody):
    tablet.visit(cases[0].id)
    tablet.visit(cases[1].id, "refusal")
    tablet.visit(cases[2].id, "partial")
    tablet.sync()
    session.rollback()
    assert [one.standing.case.id for one in to_call(session, campaign.id)] == [cases[0].id]


def test_agreement_is_counted_and_is_all_that_the_closing_leaves(
    app, tablet, session, cases, campaign, everybody, account
):
    ids = [tablet.visit(case.id, answers={"overall": 4}) for case in cases[:4]]
    tablet.sync()
    session.rollback()
    said = (
        Told(True, True, {"overall": 4}),
        Told(True, True, {"overall": 2}),
        Told(True, False, {"overall": 4}),
        Told(False, None, {}),
    )
    with app.app_context():
        for attempt_id, told in zip(ids, said, strict=True):
            call(session, campaign, session.get_one(Attempt, attempt_id), told, account)
        session.commit()
    expected = {REACHED: Count(4, 3), INTERVIEWED: Count(3, 2), "overall": Count(2, 1)}
    assert callbacks_of(session, campaign.id) == expected
    close(app, session, campaign)
    assert callbacks_of(session, campaign.id) == expected
    assert session.scalar(select(func.count()).select_from(Callback)) == 0


def test_a_later_call_that_reached_somebody_stands(
    app, tablet, session, cases, campaign, everybody, account
):
    entry = tablet.visit(cases[0].id, answers={"overall": 4})
    tablet.sync()
    session.rollback()
    with app.app_context():
        attempt = session.get_one(Attempt, entry)
        call(session, campaign, attempt, Told(True, True, {"overall": 4}), account)
        call(session, campaign, attempt, Told(False, None, {}), account)
        session.commit()
    assert callbacks_of(session, campaign.id)[REACHED] == Count(1, 1)
