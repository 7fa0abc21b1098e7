"""Two who change one campaign's invitations at once, or one while it closes."""

from threading import Thread

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from survey.access.permissions import RoleName
from survey.campaigns.kinds import Kind
from survey.campaigns.life import close_campaign
from survey.campaigns.models import Campaign
from survey.invitations.inviting import choose_mode, invite, take_turn
from survey.invitations.lists import Person
from survey.invitations.models import Invitee
from survey.invitations.sending import send_invitations
from survey.places.models import Unit
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_province
from tests.survey.invitations.test_organiser_pages import handed_in, posted

SHEET = "email,nhóm\nan@vidu.vn,A\n"
pytestmark = pytest.mark.only_on("postgresql")  # SQLite has one writer anyway


@pytest.fixture
def campaign(session):
    return make_campaign(session, make_province(session), kind=Kind.INVITED, code="TM1")


@pytest.fixture
def organiser(app, session, campaign):
    unit_id = session.scalar(text("SELECT unit_id FROM campaign_units"))
    signed_in = app.test_client()
    sign_in(signed_in, make_account(session, session.get(Unit, unit_id), RoleName.MANAGER))
    session.commit()
    return signed_in


def meanwhile(app, act, ask):
    """Do `act` and, before it is committed, let somebody `ask`; return what they were told."""
    told = []
    with app.app_context(), Session(app.extensions["engine"]) as first:
        act(first, first.scalars(select(Campaign)).one())
        asking = Thread(target=lambda: told.append(ask()))
        asking.start()
        asking.join(1.0)
        assert asking.is_alive()
        first.commit()
    asking.join(20)
    return told[0]


def listed(session, campaign):
    take_turn(session, campaign)
    invite(session, campaign, [Person(0, "an@vidu.vn", "an@vidu.vn", "", "A")])


def test_the_same_list_at_the_same_time_invites_nobody_twice(app, session, organiser):
    answer = meanwhile(app, listed, lambda: handed_in(organiser, SHEET))
    assert answer.status_code == 200
    assert "địa chỉ đã có" in answer.text
    assert session.scalar(select(func.count()).select_from(Invitee)) == 1


def test_the_mode_is_not_changed_by_whoever_came_a_moment_after_the_letters(app, organiser):
    def sent(session, campaign):
        listed(session, campaign)
        choose_mode(session, campaign.id, mode="grouped", leaves="closing")
        send_invitations(session, campaign)

    wish = {"mode": "together", "leaves": "batches"}
    answer = meanwhile(app, sent, lambda: posted(organiser, "mode", **wish))
    assert answer.status_code == 200
    assert "không đổi nữa" in answer.text


def test_nobody_is_put_on_the_list_of_a_campaign_that_closes_meanwhile(app, session, organiser):
    answer = meanwhile(app, close_campaign, lambda: handed_in(organiser, SHEET))
    assert answer.status_code == 302
    assert session.scalars(select(Invitee.id)).all() == []
