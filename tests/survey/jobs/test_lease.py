from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from survey.jobs import lease
from survey.jobs.models import State
from survey.jobs.work import Lost, Result


@pytest.fixture
def writer(app):
    """A worker's own session, in the application's context."""
    with app.app_context(), Session(app.extensions["engine"], expire_on_commit=False) as opened:
        yield opened


def nothing(_work):
    pass


def test_the_job_that_waited_longest_is_taken_first(writer, asked_for):
    first, second = asked_for(nothing), asked_for(nothing)
    assert [lease.take(writer).id, lease.take(writer).id] == [first.id, second.id]
    assert lease.take(writer) is None
    assert not lease.anything_to_take(writer)


def test_two_workers_never_hold_the_same_job(app, writer, asked_for):
    asked_for(nothing)
    assert lease.take(writer) is not None
    with Session(app.extensions["engine"]) as other:
        assert lease.take(other) is None


def test_a_job_left_behind_is_taken_over_when_its_lease_has_run_out(writer, asked_for, clock):
    job = asked_for(nothing)
    lease.take(writer)
    clock.advance(lease.LEASE - timedelta(seconds=1))
    assert lease.take(writer) is None
    clock.advance(timedelta(seconds=2))
    again = lease.take(writer)
    assert (again.id, again.attempts) == (job.id, 2)


def test_a_renewed_lease_is_kept(writer, asked_for, clock):
    job = asked_for(nothing)
    lease.take(writer)
    clock.advance(lease.LEASE - timedelta(seconds=1))
    lease.renew(writer, job.id, 1, done=3, total=9)
    clock.advance(lease.LEASE - timedelta(seconds=1))
    assert lease.take(writer) is None


@pytest.mark.parametrize(
    "act",
    [
        lambda writer, job: lease.renew(writer, job, 1),
        lambda writer, job: lease.finish(writer, job, 1, Result("a", "a.pdf", "a/b"), None),
        lambda writer, job: lease.fail(writer, job, 1, "Không được"),
        lambda writer, job: lease.give_back(writer, job, 1),
    ],
)
def test_a_worker_that_wakes_up_late_changes_nothing(writer, session, asked_for, clock, act):
    job = asked_for(nothing)
    lease.take(writer)
    clock.advance(lease.LEASE * 2)
    lease.take(writer)
    with pytest.raises(Lost):
        act(writer, job.id)
    session.refresh(job)
    assert (job.state, job.result, job.words) == (State.RUNNING, None, None)


def test_what_is_given_back_is_begun_afresh_at_once(writer, asked_for):
    job = asked_for(nothing)
    lease.take(writer)
    lease.give_back(writer, job.id, 1)
    assert lease.take(writer).id == job.id


def test_why_it_failed_is_kept(writer, session, asked_for):
    job = asked_for(nothing)
    lease.take(writer)
    lease.fail(writer, job.id, 1, "Không có quầy nào đang mở. " * 30)
    session.rollback()
    session.refresh(job)
    assert job.state == State.FAILED
    assert job.words.startswith("Không có quầy nào đang mở.")
    assert len(job.words) <= 400
