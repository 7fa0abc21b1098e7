"""A campaign whose letters are composed here: each to whom its number says."""

import dataclasses

import pytest

from survey.mail.composing import Message
from survey.mail.desk import register
from survey.mail.queue import queue_letters
from survey.mail_server import mail_server
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune
from tests.sink import Sink

KIND = "trial"


@pytest.fixture
def campaign(session):
    made = make_campaign(session, make_commune(session))
    session.commit()
    return made


@pytest.fixture
def written(app):
    """What each subject's letter says: an address, a Message, None, or an error to raise."""
    said: dict[int, object] = {}

    def compose(_session, letter):
        what = said.get(letter.subject_id, f"nguoi-{letter.subject_id}@tinh.vn")
        if isinstance(what, Exception):
            raise what
        if isinstance(what, str):
            return Message(what, "Mời tham gia khảo sát", f"Thư số {letter.subject_id}\n.\n..")
        return what

    register(app, KIND, compose)
    return said


@pytest.fixture
def ask(app, session, campaign, written):
    """Queue a letter to each of these subjects."""

    def queue(*subjects, round_=1):
        with app.app_context():
            asked = queue_letters(
                session, KIND, round_, campaign_id=campaign.id, subject_ids=subjects
            )
        session.commit()
        return asked

    return queue


@pytest.fixture
def sink():
    with Sink() as opened:
        yield opened


@pytest.fixture
def by_smtp(app, sink):
    """Let `app` hand its letters over to the sink."""
    told = dataclasses.replace(
        app.extensions["settings"], mail=mail_server(sink.url), mail_from="Sở <so@tinh.vn>"
    )
    app.extensions["settings"] = told
    return told
