"""A supervisor's word counts or does not, once a case, and leaves what was said unseen."""

import json
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.campaigns.models import Campaign
from survey.diary.models import DiaryEntry
from survey.fieldwork.models import Attempt, Review
from survey.fieldwork.reviewing import Refusal, Word, fast_limit, interviews, review_all
from survey.fieldwork.standing import Verdict
from survey.responses.models import Response, Ruling
from tests.factories.accounts import make_account
from tests.survey.fieldwork.test_intake import close

APPROVE = Word(Verdict.APPROVED)
BACK = Word(Verdict.SENT_BACK, "Thiếu phần 2")


@pytest.fixture
def account(session, province):
    made = make_account(session, province).id
    session.commit()
    return made


@pytest.fixture
def say(app, session, campaign, account):
    """Say a word of interviews as a supervisor does."""

    def said(word: Word, *ids: str):
        session.rollback()
        with app.app_context():
            told = review_all(session, campaign, ids, word, account)
            session.commit()
        return told

    return said


def counts(session) -> list[bool]:
    session.rollback()
    return list(session.scalars(select(Ruling.counts).order_by(Ruling.id)))


def test_what_is_approved_counts_and_what_is_sent_back_does_not(tablet, session, cases, say):
    first, second = tablet.visit(cases[0].id), tablet.visit(cases[1].id)
    tablet.sync()
    assert say(APPROVE, first, second) == {None: 2}
    assert say(BACK, second) == {None: 1}
    assert counts(session) == [True, True, False]
    assert session.scalars(select(Ruling.cause).order_by(Ruling.id.desc())).first() == "sent_back"


def test_the_same_word_twice_and_a_word_of_nothing_are_told(tablet, cases, say):
    first = tablet.visit(cases[0].id)
    refused = tablet.visit(cases[1].id, "refusal")
    tablet.sync()
    say(APPROVE, first)
    assert say(APPROVE, first, first) == {Refusal.SO_ALREADY: 1}
    assert say(APPROVE, refused, "0" * 32) == {Refusal.GONE: 2}


def test_of_each_case_one_interview_counts(tablet, session, cases, say):
    first, second = tablet.visit(cases[0].id), tablet.visit(cases[0].id, answers={"overall": 2})
    tablet.sync()
    assert say(APPROVE, first, second) == {None: 1, Refusal.ANOTHER: 1}
    one, other = sorted((first, second))
    assert say(BACK, one) == {None: 1}
    assert say(APPROVE, other) == {None: 1}
    assert counts(session) == [True, False, True]


def test_two_supervisors_at_once_approve_one_interview_of_a_case(
    app, session, tablet, cases, campaign, account
):
    ids = [tablet.visit(cases[0].id, answers={"overall": n}) for n in (1, 5)]
    tablet.sync()
    campaign_id, meet, told = campaign.id, Barrier(2), []
    session.rollback()

    def approve(attempt_id: str) -> None:
        with app.app_context(), Session(app.extensions["engine"]) as own:
            own.connection(execution_options={"writes": True} if _is_sqlite(own) else {})
            if not _is_sqlite(own):
                meet.wait()
            asked = own.get_one(Campaign, campaign_id)
            told.append(review_all(own, asked, [attempt_id], APPROVE, account))
            own.commit()

    threads = [Thread(target=approve, args=(each,)) for each in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, told)) == sorted(map(str, [{None: 1}, {Refusal.ANOTHER: 1}]))
    assert counts(session) == [True]


def _is_sqlite(session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def test_after_the_closing_nothing_is_reviewed(app, tablet, session, cases, campaign, say):
    first = tablet.visit(cases[0].id)
    tablet.sync()
    close(app, session, campaign)
    assert say(APPROVE, first) == {Refusal.GONE: 1}


def test_the_diary_never_says_which_case_was_approved(tablet, session, cases, say):
    first = tablet.visit(cases[0].id)
    tablet.sync()
    say(APPROVE, first)
    entry = session.scalars(select(DiaryEntry).where(DiaryEntry.act == "fieldwork.approved")).one()
    assert json.loads(entry.details) == {"n": 1}
    response = session.scalars(select(Response)).one()
    for hidden in (cases[0].code, first, response.id):
        assert hidden not in entry.subject + entry.details


def test_a_third_of_the_median_is_the_limit_of_what_is_fast(app, tablet, session, cases, campaign):
    # 200, 600, 600, 900 and 1,200 seconds: the median is 600, a third of it 200.
    for case, took in zip(cases, (199, 600, 600, 900, 1200), strict=False):
        tablet.visit(case.id, took=took * 1000)
    tablet.sync()
    session.rollback()
    assert fast_limit(session, campaign.id) == 200
    found = interviews(session, campaign.id, {}, 9)
    assert [one.standing.case.id for one in found if one.is_fast] == [cases[0].id]


def test_a_review_stays(tablet, session, cases, say):
    say(BACK, tablet.visit(cases[0].id))
    first = tablet.visit(cases[1].id)
    tablet.sync()
    say(BACK, first)
    session.rollback()
    kept = session.scalars(select(Review)).one()
    kept.verdict = "approved"
    with pytest.raises(Exception, match="review"):
        session.commit()
    session.rollback()
    assert session.get_one(Attempt, first).response_id == kept.response_id
