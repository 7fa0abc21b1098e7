"""What goes when a campaign of those invited closes, even if whoever closes it is killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from survey.campaigns.kinds import Kind
from survey.campaigns.life import close_campaign
from survey.campaigns.models import Campaign
from survey.invitations.closing import forget_closed
from survey.invitations.models import Invitee, InviteeGroup
from survey.invitations.sending import send_invitations, send_reminders
from survey.mail.models import Letter
from survey.mail.postman import post_waiting
from survey.responses.models import Response
from tests.factories.campaigns import make_campaign
from tests.factories.invitations import make_invited
from tests.factories.places import make_province

ROOT = Path(__file__).parents[3]
KILLED = """
import os, signal, sys
from dataclasses import replace
from sqlalchemy import event
from sqlalchemy.orm import Session
from survey.campaigns.life import close_campaign
from survey.campaigns.models import Campaign
from survey.campaigns import turning
from survey.settings import Settings
from wsgi import create_app
from pathlib import Path

var, url, moment, number = sys.argv[1:]
app = create_app(Settings(Path(var), url, "a test's key", "a test's salt", 8000, "http://x", 0.0))
def die(session, *_any):
    if not session.in_nested_transaction():
        os.kill(os.getpid(), signal.SIGKILL)
with app.app_context(), Session(app.extensions["engine"]) as session:
    session.connection(execution_options={"writes": True})
    if moment == "before":
        turning.at_closing(app, die)  # the last act of all
    elif moment == "commit":
        event.listen(session, "before_commit", die)
    else:
        event.listen(session, "after_commit", die)
    close_campaign(session, session.get_one(Campaign, int(number)))
    session.commit()
"""


@pytest.fixture
def invited(session, settings):
    made = make_invited(session, make_province(session), settings.var, {"A": 6, "B": 6}, "dossier")
    session.commit()
    return made


def outbox(settings):
    return sorted(path.name for path in (settings.var / "outbox").glob("*"))


def mailed(app, session, campaign) -> None:
    with app.app_context():
        send_invitations(session, campaign)
        session.commit()
    while post_waiting(app):
        pass
    with app.app_context():
        send_reminders(session, campaign)
        session.commit()


def closed(app, session, campaign) -> None:
    with app.app_context():
        close_campaign(session, session.get_one(Campaign, campaign.id))
        session.commit()


def test_letters_and_their_files_go_with_the_closing(app, session, settings, invited):
    campaign, _tokens = invited
    mailed(app, session, campaign)
    assert len(outbox(settings)) == 12
    draft = settings.var / "outbox" / ("." + outbox(settings)[0].replace(".eml", ".4711"))
    draft.write_bytes(b"somebody was cut off")
    closed(app, session, campaign)
    assert outbox(settings) == []
    assert session.scalar(select(func.count()).select_from(Letter)) == 0


def test_a_savepoint_let_go_of_is_not_taken_for_the_end(app, session, settings, invited):
    campaign, _tokens = invited
    with app.app_context():
        close_campaign(session, session.get_one(Campaign, campaign.id))
        with session.begin_nested():
            session.execute(text("SELECT 1"))
        assert list((settings.var / "invitations").iterdir())
        session.commit()
    assert list((settings.var / "invitations").iterdir()) == []


def test_letters_of_a_campaign_that_goes_on_stay(app, session, settings, invited):
    campaign, _tokens = invited
    mailed(app, session, campaign)
    other = make_campaign(session, make_province(session, "Tỉnh Đắk Lắk"), kind=Kind.INVITED)
    session.commit()
    closed(app, session, other)
    assert len(outbox(settings)) == 12
    with pytest.raises(Exception, match="never removed"):
        session.execute(text("DELETE FROM letters"))
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Letter)) == 24


def test_a_letter_under_way_while_the_campaign_closes_goes_once_it_is_known(
    app, session, settings, invited
):
    campaign, _tokens = invited
    mailed(app, session, campaign)
    one = session.scalars(select(Letter).where(Letter.kind == "reminder").limit(1)).one()
    under_way = text("UPDATE letters SET state = 'sending', way = 'outbox' WHERE id = :id")
    session.execute(under_way, {"id": one.id})
    session.commit()
    closed(app, session, campaign)
    assert session.scalars(select(Letter.state)).all() == ["sending"]
    session.commit()
    with app.extensions["engine"].begin() as writer:
        writer.execute(
            text("UPDATE letters SET state = 'done', way = NULL, due_at = NULL, settled_on = :day"),
            {"day": "2026-11-20"},
        )
    assert forget_closed(app)
    assert session.scalars(select(Letter.id)).all() == []
    assert not forget_closed(app)


def test_a_mail_about_to_leave_as_the_campaign_closes_does_not_leave(
    app, session, settings, invited, monkeypatch
):
    campaign, _tokens = invited
    with app.app_context():
        send_invitations(session, campaign)
    session.commit()
    from survey.mail.outbox import Outbox

    write = Outbox._write

    def closes_meanwhile(self, draft, raw):
        write(self, draft, raw)
        if session.get_one(Campaign, campaign.id).closed_at is None:
            closed(app, session, campaign)

    monkeypatch.setattr(Outbox, "_write", closes_meanwhile)
    while post_waiting(app):
        pass
    assert outbox(settings) == []


@pytest.mark.parametrize("moment", ["before", "commit", "after"])
def test_killed_while_closing_all_is_done_or_nothing(app, session, settings, invited, moment):
    campaign, tokens = invited
    mailed(app, session, campaign)
    client = app.test_client()
    for token in tokens["A"]:
        assert client.post(f"/i/{token}", data={"overall": "4"}).status_code == 200
    url = app.extensions["engine"].url.render_as_string(hide_password=False)
    told = [sys.executable, "-c", KILLED, str(settings.var), url, moment, str(campaign.id)]
    died = subprocess.run(told, cwd=ROOT, env={**os.environ}, check=False, capture_output=True)
    assert died.returncode == -9, died.stderr.decode()
    session.rollback()
    is_closed = session.get_one(Campaign, campaign.id).closed_at is not None
    assert is_closed == (moment == "after")
    assert len(session.scalars(select(Response.id)).all()) == (6 if is_closed else 0)
    assert len(session.scalars(select(Invitee.id)).all()) == (0 if is_closed else 12)
    if not is_closed:
        session.commit()
        assert not forget_closed(app)
        # Nothing happened: the key is there, another answer comes, and it closes as ever.
        assert client.post(f"/i/{tokens['B'][0]}", data={"overall": "2"}).status_code == 200
        closed(app, session, campaign)
        assert len(session.scalars(select(Response.id)).all()) == 7
    # A worker finds what whoever was killed has left.
    session.commit()
    assert forget_closed(app) == is_closed
    assert list((settings.var / "invitations").iterdir()) == []
    assert outbox(settings) == []
    session.rollback()
    assert session.scalars(select(Letter.id)).all() == []
    assert {box.spent for box in session.scalars(select(InviteeGroup))} == {None}
