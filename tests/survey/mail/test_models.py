"""What the database itself promises of letters."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from survey.mail.models import Letter, State

DONE = "state = 'done', due_at = NULL, way = NULL, settled_on = '2026-11-20'"
SENDING = "state = 'sending', way = 'smtp'"
UNSURE = DONE.replace("done", "unsure")
WAITING = "state = 'waiting', due_at = '2026-11-20 02:30:00', way = NULL, settled_on = NULL"


@pytest.fixture
def change(session, ask):
    ask(1)

    def say(what):
        session.execute(text(f"UPDATE letters SET {what}"))
        session.commit()

    yield say
    session.rollback()


def test_a_letter_goes_from_waiting_over_sending_to_done(change, session):
    for what in (SENDING, WAITING, SENDING, UNSURE, WAITING, SENDING, DONE):
        change(what)
    assert session.query(Letter).one().state == State.DONE


REFUSED = [
    (DONE, WAITING),
    (DONE, UNSURE),
    (UNSURE, f"{SENDING}, due_at = '2026-11-20 02:30:00', settled_on = NULL"),
    (SENDING, "subject_id = 99"),
    (SENDING, "round = 2"),
    (SENDING, "kind = 'other'"),
    (SENDING, "state = 'lost'"),
    (SENDING, "state = 'done', way = NULL"),
    (SENDING, "way = NULL"),
    (WAITING, "due_at = NULL"),
]


def test_the_database_refuses(session, ask):
    ask(*range(1, len(REFUSED) + 1))
    for subject, (first, then) in enumerate(REFUSED, start=1):
        own = f"WHERE subject_id = {subject}"
        session.execute(text(f"UPDATE letters SET {first} {own}"))
        with pytest.raises(DBAPIError), session.begin_nested():
            session.execute(text(f"UPDATE letters SET {then} {own}"))
    session.rollback()


def test_a_letter_is_not_removed_to_be_asked_for_again(session, ask):
    ask(1)
    with pytest.raises(DBAPIError, match="never removed"):
        session.execute(text("DELETE FROM letters"))
    session.rollback()
    assert ask(1) == 0


def test_no_column_tells_a_minute_of_sending_or_says_what_was_sent():
    assert set(Letter.__table__.columns.keys()) == {
        *("id", "campaign_id", "kind", "round", "subject_id", "state", "attempts", "deferrals"),
        *("due_at", "way", "reason", "settled_on"),
    }
