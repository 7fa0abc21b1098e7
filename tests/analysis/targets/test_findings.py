"""Findings: what opens and closes them, and what the database itself refuses."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from analysis.targets.evidence import Evidence
from analysis.targets.finding_models import Finding, FindingAct
from analysis.targets.findings import (
    Cause,
    ClosedAlready,
    Opening,
    close,
    comment,
    ever_opened,
    may_close,
    open_all,
)
from survey.diary.models import DiaryEntry
from tests.analysis.ledgers import MOMENT, open_campaign
from tests.factories.accounts import make_account
from tests.factories.places import make_commune, make_counter, make_province

EVIDENCE = Evidence(100, 80, 0.7, 0.87, 9500, ">", "Kế hoạch", date(2026, 11, 21), "m")


@pytest.fixture
def commune(session):
    return make_commune(session)


@pytest.fixture
def opening(session, commune):
    return Opening(commune.id, None, open_campaign(session, commune).id, Cause.NOT_MET, EVIDENCE)


@pytest.fixture
def finding(session, opening):
    open_all(session.connection(), [opening], MOMENT)
    return session.scalars(select(Finding)).one()


@pytest.fixture
def account(session, commune):
    return make_account(session, commune)


def test_what_is_open_is_not_opened_again(session, commune, opening, finding):
    counter = make_counter(session, commune)
    at_counter = Opening(commune.id, counter.id, opening.campaign_id, Cause.CUSUM, EVIDENCE)

    assert open_all(session.connection(), [opening, at_counter, at_counter], MOMENT) == 1
    assert len(session.scalars(select(FindingAct)).all()) == 2
    assert ever_opened(session, opening.campaign_id, Cause.NOT_MET) == {commune.id}


def test_a_comment_and_a_closing_stand_with_who_and_why(app, session, finding, account, opening):
    with app.app_context():
        comment(session, finding, "Đã họp với bộ phận", account.id, MOMENT)
        close(session, finding, "Đã bố trí thêm người", account.id, MOMENT)
        session.commit()
        session.refresh(finding)
        with pytest.raises(ClosedAlready):
            close(session, finding, "Lần nữa", account.id, MOMENT)

    assert (finding.closed_reason, finding.closed_by) == ("Đã bố trí thêm người", account.id)
    assert finding.closed_on == date(2026, 11, 21)
    acts = session.scalars(select(FindingAct).order_by(FindingAct.id)).all()
    assert [(act.act, act.account_id) for act in acts] == [
        ("opened", None),
        ("commented", account.id),
        ("closed", account.id),
    ]
    told = session.scalars(select(DiaryEntry.act).order_by(DiaryEntry.id)).all()
    assert told == ["finding.commented", "finding.closed"]
    assert open_all(session.connection(), [opening], MOMENT) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE findings SET evidence = '{}'",
        "UPDATE findings SET closed_on = '2026-11-22', closed_reason = 'x', unit_id = 1",
        "UPDATE findings SET counter_id = 1",
        "DELETE FROM findings",
        "UPDATE finding_acts SET words = 'x'",
        "DELETE FROM finding_acts",
    ],
)
def test_the_database_changes_no_finding_and_no_act(session, finding, change):
    session.commit()
    with pytest.raises(DBAPIError, match=r"changed in no other way|stands|append-only|denied"):
        session.execute(text(change))


def test_the_database_closes_none_without_a_reason_and_reopens_none(app, session, finding, account):
    session.commit()
    for reason in ("NULL", "'  '"):
        closing = f"UPDATE findings SET closed_on = '2026-11-22', closed_reason = {reason}"
        with pytest.raises(IntegrityError):
            session.execute(text(closing))
        session.rollback()
    with app.app_context():
        close(session, finding, "Xong", account.id, MOMENT)
        session.commit()
    with pytest.raises(DBAPIError, match="changed in no other way"):
        session.execute(text("UPDATE findings SET closed_on = NULL, closed_reason = NULL"))


def test_whoever_missed_the_target_does_not_close_the_finding(session):
    province = make_province(session)
    commune = make_commune(session, province)

    assert may_close(province.id, commune)
    assert not may_close(commune.id, commune)
    assert may_close(province.id, province)  # nobody is above
