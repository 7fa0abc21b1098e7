import re

from sqlalchemy import func, select

from survey.accounts.models import Account
from survey.campaigns.models import Campaign
from survey.places.models import Counter, Unit
from survey.responses.models import Response
from survey.responses.verification import walk
from tests.factories.places import make_province


def count(session, model) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(model))


def test_the_demo_is_one_real_province_and_a_second_run_adds_nothing(app, session, settings):
    run = app.test_cli_runner()
    assert run.invoke(args=["survey", "seed-demo"]).exit_code == 0
    made = [count(session, model) for model in (Unit, Counter, Campaign, Account, Response)]
    # 1 + 135 units of today's Gia Lai, and those it was made of; two counters each.
    today = select(func.count()).select_from(Unit).where(Unit.valid_to.is_(None))
    assert session.scalar(today) == 136
    assert made[1:4] == [272, 2, 1]
    assert made[4] > 10_000
    assert walk(session) == []
    assert run.invoke(args=["survey", "seed-demo"]).exit_code == 0
    assert [count(session, m) for m in (Unit, Counter, Campaign, Account, Response)] == made


def test_the_welcome_says_where_everything_is(app, session):
    run = app.test_cli_runner()
    run.invoke(args=["survey", "seed-demo"])
    told = run.invoke(args=["survey", "welcome"]).output
    code = session.scalar(select(Counter.code).order_by(Counter.id).limit(1))
    for address in (f"/q/{code}", "/kiosk/", "/manage/"):
        assert f"http://langnghe.test{address}" in told
    assert re.search(r"quanly@example\.vn\s+\S{12,}", told)


def test_somebodys_own_database_is_left_alone(app, session):
    make_province(session)
    session.commit()
    told = app.test_cli_runner().invoke(args=["survey", "seed-demo"])
    assert "không nạp số liệu mẫu" in told.output
    assert count(session, Unit) == 1


def test_the_password_is_for_its_owner_only(app, settings):
    app.test_cli_runner().invoke(args=["survey", "seed-demo"])
    assert (settings.var / "demo-sign-in").stat().st_mode & 0o077 == 0
