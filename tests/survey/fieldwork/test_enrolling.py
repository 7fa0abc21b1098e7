"""An interviewer's tablet is let in once, by code and PIN."""

from datetime import timedelta

import pytest

from survey.fieldwork.enrolling import open_enrolment
from survey.fieldwork.interviewer_models import Interviewer
from survey.fieldwork.revoking import revoke
from survey.offline.enrolling import LIFE, Secret
from tests.factories.devices import through
from tests.factories.fieldwork import InterviewerTablet
from tests.survey.fieldwork.test_intake import close


@pytest.fixture
def secret(app, session, campaign, cases):
    with app.app_context():
        made = open_enrolment(session, campaign)
    session.commit()
    return made


@pytest.fixture
def fresh(client):
    return InterviewerTablet(through(client))


def test_a_tablet_is_let_in_once_and_may_ask_again(client, fresh, secret):
    assert fresh.enrol(secret).status == 200
    assert fresh.enrol(secret).said["device"] == fresh.id
    other = InterviewerTablet(through(client))
    assert other.enrol(secret).said["error"] == "used"


def test_five_wrong_pins_end_a_code(fresh, secret):
    wrong = Secret(secret.code, "x")
    assert [fresh.enrol(wrong).said.get("left") for _ in range(5)] == [4, 3, 2, 1, 0]
    assert fresh.enrol(secret).said["error"] == "expired"


def test_a_code_lives_a_quarter_of_an_hour(fresh, secret, clock):
    clock.advance(LIFE + timedelta(seconds=1))
    assert fresh.enrol(secret).said["error"] == "expired"
    assert fresh.enrol(Secret("ZZZZZZZZ", "1")).said["error"] == "unknown"


def test_a_closed_campaign_lets_nobody_in(app, session, fresh, secret, campaign):
    close(app, session, campaign)
    reply = fresh.enrol(secret)
    assert (reply.status, reply.said["error"]) == (403, "over")
    assert "đã đóng" in reply.said["words"]["vi"]


def test_what_was_done_before_revoking_is_kept_and_after_it_set_aside(
    app, session, tablet, cases, clock
):
    first = tablet.visit(cases[0].id)
    with app.app_context():
        revoke(session, session.get_one(Interviewer, tablet.id))
        session.commit()
    clock.advance(timedelta(hours=1))
    tablet.passes(3600)
    second = tablet.visit(cases[1].id)
    reply = tablet.sync()
    assert (set(reply.receipts), reply.aside) == ({first}, {second: "revoked"})
