"""Rooms above object to an opening, and act while a campaign closes."""

import pytest

from survey import db
from survey.campaigns import life, turning
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune


@pytest.fixture
def writer(app):
    app.extensions["turning"] = turning.Turns()
    with app.app_context():
        yield db.writing_session()


def test_what_is_in_the_way_is_told_and_nothing_is_opened(app, writer):
    campaign = make_campaign(writer, make_commune(writer), is_open=False)
    turning.before_opening(app, lambda _session, _campaign: "Chưa chọn mẫu.")
    turning.before_opening(app, lambda _session, _campaign: None)

    with pytest.raises(life.NotReady) as refused:
        life.open_campaign(writer, campaign)

    assert refused.value.words == ["Chưa chọn mẫu."]
    assert campaign.opened_at is None


def test_what_is_done_at_the_closing_is_done_while_it_is_still_open(app, writer):
    campaign = make_campaign(writer, make_commune(writer))
    seen = []
    turning.at_closing(app, lambda _session, each: seen.append((each.code, each.closed_at)))

    life.close_campaign(writer, campaign)

    assert seen == [(campaign.code, None)]
    assert campaign.closed_at is not None
