import re
from datetime import date

from sqlalchemy import func, select

from analysis.rollup.advance import behind
from analysis.samples.models import WeightedResult
from survey.accounts.models import Account
from survey.campaigns.models import Campaign
from survey.demonstration import seeding
from survey.dossiers.models import Dossier
from survey.fieldwork.interviewer_models import Interviewer
from survey.fieldwork.models import Attempt
from survey.invitations.models import Invitee
from survey.mail.models import Letter
from survey.places.models import Counter, Unit
from survey.responses.models import Response
from survey.responses.verification import walk
from survey.sampling.models import Case, Draw, FrameRow
from tests.factories.places import make_province


def count(session, model) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(model))


EVERYTHING = (
    *(Unit, Counter, Campaign, Account, Response, Dossier),
    *(FrameRow, Draw, Case, Interviewer, Attempt, Invitee, Letter, WeightedResult),
)


def test_the_demo_is_one_real_province_and_a_second_run_adds_nothing(app, session, settings):
    run = app.test_cli_runner()
    first = run.invoke(args=["survey", "seed-demo"])
    assert first.exit_code == 0, first.output
    made = [count(session, model) for model in EVERYTHING]
    # 1 + 135 units of today's Gia Lai, and those it was made of; two counters each.
    today = select(func.count()).select_from(Unit).where(Unit.valid_to.is_(None))
    assert session.scalar(today) == 136
    assert made[1:4] == [272, 5, 1]
    assert made[4] > 10_000
    assert 0 not in made
    assert walk(session) == []
    # No page greets with answers that wait to be counted.
    assert behind(session).answers_left == 0
    assert run.invoke(args=["survey", "seed-demo"]).output == ""
    assert [count(session, model) for model in EVERYTHING] == made
    # The password is for its owner only.
    assert (settings.var / "demo-sign-in").stat().st_mode & 0o077 == 0


def test_a_demo_of_an_earlier_version_gains_what_is_new(app, session):
    today = date(2026, 11, 20)
    with app.app_context():
        stage = seeding.set_stage(session, today)
        for play in (seeding.play_routine, seeding.play_ad_hoc):
            list(play(session, stage))
    session.commit()
    run = app.test_cli_runner()
    done = run.invoke(args=["survey", "seed-demo"])
    assert done.exit_code == 0, done.output
    codes = session.scalars(select(Campaign.code).order_by(Campaign.code)).all()
    assert codes == ["MAU-DT", "MAU-DX", "MAU-DX-2", "MAU-TM", "MAU-TX"]
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
