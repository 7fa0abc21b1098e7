"""The queue: one letter each, whoever asks however often; counts, and asking again."""

import threading

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.mail.models import Letter, State
from survey.mail.postman import post_waiting
from survey.mail.queue import (
    Counts,
    counts,
    last_round,
    queue_letters,
    resend_failed,
    resend_unsure,
    unsent,
)
from tests.survey.mail.conftest import KIND


def test_one_letter_each_however_often_it_is_asked_for(ask, session, campaign):
    assert ask(3, 1, 2, 3) == 3
    assert ask(1, 2, 3, 4) == 1
    assert ask(1, round_=2) == 1
    assert counts(session, campaign.id, KIND, 1) == Counts(waiting=4)
    assert counts(session, campaign.id, KIND) == Counts(waiting=5)
    assert counts(session, campaign.id, "other") == Counts()
    assert last_round(session, campaign.id, KIND) == 2
    assert last_round(session, campaign.id, "other") == 0


def test_more_than_one_piece_is_queued_whole(ask, session, campaign):
    assert ask(*range(1, 25_001)) == 25_000
    assert counts(session, campaign.id, KIND, 1).waiting == 25_000


def test_two_who_ask_at_once_ask_for_one(app, campaign, session):
    asked, campaign_id = [], campaign.id

    def press():
        with app.app_context(), Session(app.extensions["engine"]) as own:
            own.connection(execution_options={"writes": True})
            asked.append(
                queue_letters(own, KIND, 1, campaign_id=campaign_id, subject_ids=range(1, 501))
            )
            own.commit()

    hands = [threading.Thread(target=press) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sum(asked) == 500
    session.rollback()
    assert sorted(session.scalars(select(Letter.subject_id))) == list(range(1, 501))


def test_nothing_is_queued_before_the_caller_commits(app, session, campaign, written):
    with app.app_context():
        queue_letters(session, KIND, 1, campaign_id=campaign.id, subject_ids=[1])
        session.rollback()
        assert counts(session, campaign.id, KIND).waiting == 0


@pytest.mark.usefixtures("by_smtp")
def test_what_may_not_have_arrived_goes_again_when_somebody_says_so(
    app, ask, session, campaign, written, sink
):
    written |= {1: "mute-1@tinh.vn", 2: "no-2@tinh.vn"}
    ask(1, 2, 3)
    while not counts(session, campaign.id, KIND).is_over:
        session.rollback()
        app.extensions["mail"].goes_on()
        post_waiting(app)
    session.rollback()
    assert counts(session, campaign.id, KIND) == Counts(done=1, unsure=1, failed=1)
    ((subject, why),) = unsent(session, campaign.id, KIND, State.UNSURE)
    assert (subject, why) == (1, "Đứt kết nối với máy chủ thư.")
    ((subject, why),) = unsent(session, campaign.id, KIND, State.FAILED)
    assert subject == 2
    assert "unknown here" in why
    written.clear()
    with app.app_context():
        assert (resend_unsure(session, campaign.id), resend_failed(session, campaign.id)) == (1, 1)
        session.commit()
    app.extensions["mail"].goes_on()
    post_waiting(app)
    session.rollback()
    assert counts(session, campaign.id, KIND) == Counts(done=3)
    # The same name both times: many servers know a letter again by it, and drop the second.
    assert sorted(sink.names.count(name) for name in set(sink.names)) == [1, 1, 2]
