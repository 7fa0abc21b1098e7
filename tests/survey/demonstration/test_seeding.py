import json
from datetime import date

import pytest
from sqlalchemy import select

from survey.campaigns.calendar import calendar_of
from survey.campaigns.models import Campaign
from survey.demonstration import seeding
from survey.responses.models import Response
from tests.factories.places import make_province


@pytest.fixture
def stage(session):
    return seeding.set_stage(session, date(2026, 11, 20))


def test_the_stage_is_set_once_and_says_whose_it_is(app, session, stage):
    assert stage.province.name == "Tỉnh Gia Lai"
    assert len(stage.communes) == 135
    assert seeding.is_somebody_elses(session)  # until the sample campaign stands
    with app.app_context():
        list(seeding.play_routine(session, stage))
    assert not seeding.is_somebody_elses(session)
    assert not seeding.is_seeded(session)


def test_the_ad_hoc_campaign_is_over_when_the_demonstration_begins(app, session, stage):
    with app.app_context():
        assert sum(seeding.play_ad_hoc(session, stage)) > 500
    campaign = session.query(Campaign).one()
    assert (campaign.kind, campaign.closed_at is not None) == ("ad_hoc", True)


def test_another_ad_hoc_campaign_runs_and_the_calendar_points_out_what_it_overlaps(
    app, session, stage
):
    with app.test_request_context():
        list(seeding.play_routine(session, stage))
        list(seeding.play_ad_hoc(session, stage))
        assert sum(seeding.play_running(session, stage)) > 100
        said = calendar_of(session, stage.province.id, 2026).overlaps
    assert any(seeding.ROUTINE in each and seeding.RUNNING in each for each in said), said


def test_everything_seeded_says_that_it_is_a_sample(app, session, stage):
    with app.app_context():
        list(seeding.play_routine(session, stage))
    assert "số liệu mẫu" in session.query(Campaign).one().name


def test_somebodys_own_units_are_somebody_elses(session):
    assert not seeding.is_somebody_elses(session)
    make_province(session)
    assert seeding.is_somebody_elses(session)


def test_the_unhappy_give_reasons_and_the_happy_are_not_asked(app, session, stage):
    with app.app_context():
        list(seeding.play_ad_hoc(session, stage))
    said = [json.loads(answers) for answers in session.scalars(select(Response.answers))]
    reasons = {each["overall"] <= 3: each["why"] for each in said}
    assert reasons[False] == "~not_asked"
    assert isinstance(reasons[True], list)
    assert all((each["overall"] <= 3) == isinstance(each["why"], list) for each in said)
