"""Leases: who holds a letter, and what can be said of one that was left."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from survey.mail import lease
from survey.mail.models import Letter, State, Way
from survey.mail.outcomes import Outcome, Posted
from tests.survey.mail.conftest import KIND


@pytest.fixture
def at_work(app):
    """A worker's session, and the application it works for."""
    with app.app_context(), Session(app.extensions["engine"], expire_on_commit=False) as opened:
        yield opened


def now(session):
    session.rollback()
    session.expire_all()
    return session.query(Letter).order_by(Letter.id).all()


def test_what_is_taken_is_not_taken_twice(ask, at_work, clock):
    ask(*range(1, 31))
    first = lease.take(at_work, [KIND])
    second = lease.take(at_work, [KIND])
    assert (len(first), len(second)) == (lease.BATCH, 30 - lease.BATCH)
    assert not {letter.id for letter in first} & {letter.id for letter in second}
    assert lease.take(at_work, [KIND]) == []
    clock.advance(lease.LEASE)
    assert len(lease.take(at_work, [KIND])) == lease.BATCH


@pytest.mark.only_on("sqlite")
def test_kinds_nobody_here_composes_wait_for_one_who_does(ask, at_work):
    ask(1)
    assert not lease.anything_due(at_work, ["other"])
    assert lease.take(at_work, ["other"]) == []
    assert lease.anything_due(at_work, [KIND])


@pytest.mark.only_on("sqlite")
def test_what_is_given_back_is_free_at_once(ask, at_work):
    ask(1, 2)
    lease.give_back(at_work, lease.take(at_work, [KIND]))
    assert len(lease.take(at_work, [KIND])) == 2


def test_whoever_slept_over_the_lease_sends_nothing(ask, at_work, clock):
    ask(1)
    (slept,) = lease.take(at_work, [KIND])
    at_work.expunge_all()
    clock.advance(lease.LEASE)
    (awake,) = lease.take(at_work, [KIND])
    assert not lease.mark(at_work, slept, Way.SMTP)
    assert lease.mark(at_work, awake, Way.SMTP)
    assert not lease.settle(at_work, slept, Posted(Outcome.REFUSED))
    assert lease.settle(at_work, awake, Posted(Outcome.SENT))
    (letter,) = now(at_work)
    assert (letter.state, str(letter.settled_on)) == (State.DONE, "2026-11-20")


def test_a_letter_is_marked_once(ask, at_work):
    ask(1)
    (letter,) = lease.take(at_work, [KIND])
    assert lease.mark(at_work, letter, Way.OUTBOX)
    assert not lease.mark(at_work, letter, Way.OUTBOX)


@pytest.mark.parametrize(
    ("has_gone", "state"), [(True, State.DONE), (False, State.WAITING), (None, State.UNSURE)]
)
def test_of_a_letter_left_behind_what_is_known_is_said(ask, at_work, clock, has_gone, state):
    ask(1)
    (letter,) = lease.take(at_work, [KIND])
    lease.mark(at_work, letter, Way.OUTBOX)
    assert lease.left_behind(at_work) == []
    clock.advance(lease.LEASE + timedelta(seconds=1))
    (left,) = lease.left_behind(at_work)
    lease.resolve(at_work, left, has_gone)
    (found,) = now(at_work)
    assert found.state == state
    assert ("không biết" in (found.reason or "")) == (has_gone is None)


def test_one_who_comes_back_late_may_still_say_that_it_is_out(ask, at_work, clock):
    ask(1)
    (letter,) = lease.take(at_work, [KIND])
    lease.mark(at_work, letter, Way.SMTP)
    clock.advance(lease.LEASE + timedelta(seconds=1))
    with Session(at_work.get_bind(), expire_on_commit=False) as other:
        lease.resolve(other, lease.left_behind(other)[0], None)
    assert lease.settle(at_work, letter, Posted(Outcome.SENT))
    assert now(at_work)[0].state == State.DONE


@pytest.mark.only_on("sqlite")
def test_later_is_later_each_time_and_never_for_ever(ask, at_work, clock):
    ask(1)
    began = clock()
    for _ in range(lease.MOST_DEFERRALS + 1):
        at_work.expunge_all()
        (letter,) = lease.take(at_work, [KIND])
        lease.settle(at_work, letter, Posted(Outcome.LATER, "451 bận"))
        if due := now(at_work)[0].due_at:
            clock.set(due)
    (letter,) = now(at_work)
    assert letter.state == State.FAILED
    assert letter.reason == "Máy chủ thư hẹn lại quá nhiều lần. 451 bận"
    # 5 + 10 + … + 320 minutes, then five times six hours.
    assert clock() - began == timedelta(minutes=5 * (2**7 - 1)) + 5 * timedelta(hours=6)


@pytest.mark.only_on("sqlite")
def test_away_costs_a_letter_nothing_but_a_minute(ask, at_work, clock):
    ask(1)
    (letter,) = lease.take(at_work, [KIND])
    lease.settle(at_work, letter, Posted(Outcome.AWAY, "Máy chủ thư không trả lời."))
    (letter,) = now(at_work)
    assert (letter.state, letter.deferrals) == (State.WAITING, 0)
    assert letter.due_at == clock() + timedelta(minutes=1)
