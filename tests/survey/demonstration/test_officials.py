import json
from dataclasses import replace

from sqlalchemy import func, select

from survey.campaigns.life import close_campaign
from survey.campaigns.reading import campaign_by_code
from survey.demonstration import officials
from survey.invitations.organising import overview_of
from survey.mail.models import Letter, State
from survey.mail.postman import post_waiting
from survey.mail_server import mail_server
from survey.responses.models import Response
from tests.sink import Sink


def play(app, session, small) -> None:
    session.commit()
    session.connection(execution_options={"writes": True})
    with app.app_context():
        officials.play(session, small.stage, small.by)
        session.commit()


def test_some_of_each_group_have_answered_and_nothing_is_in_the_ledger_yet(app, session, small):
    play(app, session, small)
    campaign = campaign_by_code(session, officials.INVITED)
    assert "số liệu mẫu" in campaign.name
    seen = overview_of(session, campaign)
    assert {group.name: (group.invited, group.answered) for group in seen.groups} == {
        name: (10, answered) for name, answered in officials.GROUPS.items()
    }
    assert session.scalar(select(func.count()).select_from(Response)) == 0
    play(app, session, small)
    assert overview_of(session, campaign).invited == 40


def test_whoever_has_a_mail_server_sends_nothing_by_it(app, session, small, settings):
    with Sink() as sink:
        app.extensions["settings"] = replace(settings, mail=mail_server(sink.url))
        play(app, session, small)
        assert not post_waiting(app)
        assert sink.raw == []
    states = session.scalars(select(Letter.state)).all()
    assert states == [State.DONE] * 40
    letters = list((settings.var / "outbox").glob("*.eml"))
    assert len(letters) == 40
    assert all(b"/i/" in letter.read_bytes() for letter in letters)


def test_what_they_said_comes_out_of_the_boxes_at_the_closing(app, session, small):
    play(app, session, small)
    session.connection(execution_options={"writes": True})
    with app.test_request_context():
        close_campaign(session, campaign_by_code(session, officials.INVITED))
        session.commit()
    said = [json.loads(each) for each in session.scalars(select(Response.answers))]
    assert len(said) == 7 + 6 + 3 + 8
    assert all(each["consent"] == "agreed" and each["overall"] in range(1, 6) for each in said)


def test_nobody_is_at_the_addresses():
    # RFC 2606 keeps .example out of the real names.
    assert {person.email.rpartition(".")[2] for person in officials.people()} == {"example"}
