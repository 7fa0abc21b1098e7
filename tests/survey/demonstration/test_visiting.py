import pytest
from sqlalchemy import select

from survey.campaigns.kinds import Kind
from survey.demonstration import visiting
from survey.demonstration.recalling import call_back
from survey.fieldwork.assigning import assign_evenly, interviewers_of
from survey.fieldwork.callbacks import INTERVIEWED, REACHED, callbacks_of
from survey.fieldwork.models import FieldworkSettings
from survey.fieldwork.numbering import ranges_of
from survey.fieldwork.reviewing import verdicts
from survey.fieldwork.standing import Verdict
from survey.offline.numbers import gaps
from survey.responses.flags import HELD, UNREVIEWED, read
from survey.responses.models import Response
from tests.factories.campaigns import make_campaign
from tests.factories.fieldwork import make_cases, make_draw, make_interviewer


@pytest.fixture
def campaign(app, session, client, small, monkeypatch):
    """A village's worth of cases and one interviewer, all visited."""
    monkeypatch.setattr("survey.demonstration.visits._FAST_SHARE", 0.1)
    made = make_campaign(session, small.stage.province, kind=Kind.FIELD)
    draw, unit = make_draw(session, made, small.stage.province), small.stage.communes[0]
    make_cases(session, draw, unit, 80)
    make_cases(session, draw, unit, 20, place="reserve")
    make_interviewer(app, session, client, made)
    session.add(FieldworkSettings(campaign_id=made.id, callback_share_bp=10_000, seed="1"))
    session.commit()
    session.connection(execution_options={"writes": True})
    with app.app_context():
        assign_evenly(session, made, small.by)
        visiting.visit_all(session, made)
        yield made


def test_interviews_stand_in_the_ledger_with_the_weights_of_their_cases(session, campaign):
    found = session.scalars(select(Response)).all()
    assert 60 < len(found) <= 80
    assert {each.channel for each in found} == {"interview"}
    assert all('"weight":"12.5"' in each.design for each in found)
    assert {read(each.flags) for each in found} == {frozenset({HELD, UNREVIEWED})}


def test_what_went_too_fast_is_done_again_and_all_is_approved(session, campaign, small):
    visiting.review(session, campaign, small.by)
    sent_back = verdicts(session, campaign.id)[Verdict.SENT_BACK]
    assert sent_back >= 1
    visiting.visit_again(session, campaign)
    assert verdicts(session, campaign.id)[None] == sent_back
    (interviewer,) = interviewers_of(session, campaign.id)
    assert gaps(ranges_of(session, interviewer.id)) == ()
    visiting.review(session, campaign, small.by)
    told = verdicts(session, campaign.id)
    assert told[None] == 0
    assert told[Verdict.APPROVED] > 60


def test_of_those_called_most_were_reached_and_say_the_same(session, campaign, small):
    visiting.review(session, campaign, small.by)
    call_back(session, campaign, small.by)
    counts = callbacks_of(session, campaign.id)
    assert 0 < counts[REACHED].agreed < counts[REACHED].n
    assert counts[INTERVIEWED].n == counts[REACHED].agreed
    asked = counts["overall"]
    assert asked.n / 2 < asked.agreed <= asked.n
