"""The postman: everything that is due goes out once, and whatever does not is named."""

import os
import signal

import pytest
from sqlalchemy import text

from survey.mail import lease
from survey.mail.composing import Message
from survey.mail.desk import MOST_REFUSED
from survey.mail.models import Letter, State
from survey.mail.outbox import Outbox
from survey.mail.outcomes import Outcome, Posted
from survey.mail.postman import post_waiting
from survey.mail.queue import Counts, counts
from tests.survey.mail.conftest import KIND


@pytest.fixture
def now(session, campaign):
    def count():
        session.rollback()
        session.expire_all()
        return counts(session, campaign.id, KIND)

    return count


def files(settings):
    return sorted((settings.var / "outbox").glob("*"))


def test_what_waits_goes_into_the_outbox_once(app, ask, now, settings):
    ask(*range(1, 46))
    assert post_waiting(app)
    assert now() == Counts(done=45)
    assert len(files(settings)) == 45
    assert not post_waiting(app)


@pytest.mark.usefixtures("by_smtp")
def test_what_waits_is_handed_to_the_server_over_one_line(app, ask, now, sink):
    ask(*range(1, 46))
    post_waiting(app)
    assert now() == Counts(done=45)
    assert sorted(letter["to"] for letter in sink.letters) == sorted(
        f"nguoi-{n}@tinh.vn" for n in range(1, 46)
    )
    assert sink.connections == 1


def test_a_needless_letter_is_not_sent_and_nothing_tells_it_from_one_that_was(
    app, ask, session, written, settings
):
    written[2] = None
    ask(1, 2)
    post_waiting(app)
    assert len(files(settings)) == 1
    columns = "state, attempts, deferrals, due_at, way, reason, settled_on"
    assert len(set(session.execute(text(f"SELECT {columns} FROM letters")).all())) == 1


@pytest.mark.only_on("sqlite")
def test_one_letter_that_cannot_be_written_costs_no_other(app, ask, now, session, written, caplog):
    written |= {
        1: KeyError("an@tinh.vn"),
        2: Message("a b", "x", "y"),
        3: Message("a@b.vn", "x", ""),
    }
    ask(1, 2, 3, 4)
    post_waiting(app)
    assert now() == Counts(waiting=1, failed=2, done=1)
    assert "KeyError" in caplog.text
    assert "an@tinh.vn" not in caplog.text
    assert "soạn" in session.query(Letter).filter_by(subject_id=1).one().reason


@pytest.mark.only_on("sqlite")
def test_what_a_composer_leaves_unsaid_is_not_kept(app, ask, now, session):
    from survey.mail.desk import register

    def meddle(opened, letter):
        opened.execute(text("UPDATE campaigns SET name = 'khác'"))
        return Message("a@b.vn", "x", "y")

    ask(1)
    register(app, KIND, meddle)
    post_waiting(app)
    assert now() == Counts(done=1)
    assert session.scalar(text("SELECT count(*) FROM campaigns WHERE name = 'khác'")) == 0


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("by_smtp")
def test_a_server_that_refuses_everything_is_left_alone_for_a_while(app, ask, now, written, sink):
    written |= {n: f"no-{n}@tinh.vn" for n in range(1, 31)}
    ask(*range(1, 31))
    assert not post_waiting(app)
    assert now() == Counts(waiting=30 - MOST_REFUSED, failed=MOST_REFUSED)
    assert not post_waiting(app)
    assert sink.connections == 1


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("by_smtp")
def test_when_the_server_is_away_letters_wait_and_say_why(app, ask, now, session, sink):
    ask(1, 2)
    sink.refused_senders.add("so@tinh.vn")
    assert not post_waiting(app)
    assert now() == Counts(waiting=2)
    held = session.query(Letter).filter_by(subject_id=1).one()
    assert "không nhận thư của hệ thống" in held.reason
    sink.refused_senders.clear()
    assert not post_waiting(app)  # it rests
    app.extensions["mail"].goes_on()
    assert post_waiting(app)
    assert now() == Counts(waiting=1, done=1)


@pytest.mark.usefixtures("by_smtp")
def test_a_letter_left_marked_is_never_sent_by_itself(app, ask, now, clock, session, sink):
    ask(1, 2)
    with app.app_context():
        (letter, _) = lease.take(session, [KIND])
        lease.mark(session, letter, "smtp")
    clock.advance(2 * lease.LEASE)
    post_waiting(app)
    assert now() == Counts(unsure=1, done=1)
    assert len(sink.raw) == 1


@pytest.mark.usefixtures("by_smtp")
@pytest.mark.parametrize("is_out", [True, False])
def test_a_ticket_tells_of_a_letter_left_marked_whether_it_is_out(
    app, ask, now, clock, sink, settings, is_out, monkeypatch
):
    ask(1)

    def cut_off(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as power_cut:
        if is_out:
            power_cut.setattr(lease, "settle", cut_off)
        else:
            power_cut.setattr(lease, "mark", _and_then(lease.mark, cut_off))
        with pytest.raises(KeyboardInterrupt):
            post_waiting(app)
    assert now() == Counts(sending=1)
    assert len(sink.raw) == is_out
    clock.advance(lease.LEASE * 2)
    post_waiting(app)
    assert now() == Counts(done=1)
    assert len(sink.raw) == 1
    assert list((settings.var / "postmen").iterdir()) == []


@pytest.mark.parametrize("is_there", [True, False])
def test_of_a_letter_left_marked_the_outbox_knows_whether_it_is_out(
    app, ask, now, clock, session, settings, is_there, monkeypatch
):
    ask(1)

    def cut_off(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as power_cut:
        if is_there:
            power_cut.setattr(lease, "settle", cut_off)
        else:
            power_cut.setattr(Outbox, "_place", cut_off)
        with pytest.raises(KeyboardInterrupt):
            post_waiting(app)
    assert now() == Counts(sending=1)
    assert len(files(settings)) == is_there
    clock.advance(lease.LEASE * 2)
    post_waiting(app)
    assert now() == Counts(done=1)
    assert len(files(settings)) == 1


@pytest.mark.only_on("sqlite")
def test_told_to_stop_it_ends_the_letter_under_way_and_gives_the_rest_back(
    app, ask, now, monkeypatch, settings
):
    ask(*range(1, 11))
    monkeypatch.setattr(lease, "mark", _and_then(lease.mark, _tell_to_stop))
    before = signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(SystemExit))
    try:
        with pytest.raises(SystemExit):
            post_waiting(app)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert now() == Counts(done=1, waiting=9)
    assert len(files(settings)) == 1
    monkeypatch.undo()
    assert post_waiting(app)
    assert now() == Counts(done=10)


@pytest.mark.only_on("sqlite")
def test_what_became_of_a_letter_is_said_again_to_a_database_that_was_busy(
    app, ask, now, monkeypatch
):
    from sqlalchemy.exc import OperationalError

    from survey.mail import postman

    ask(1)
    busy, settle = [1, 2], lease.settle

    def now_and_then(*args):
        if busy.pop() if busy else None:
            raise OperationalError("UPDATE", {}, Exception("locked"))
        return settle(*args)

    monkeypatch.setattr(postman, "_TRIES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(lease, "settle", now_and_then)
    post_waiting(app)
    assert now() == Counts(done=1)


def test_workers_send_letters_when_no_job_waits(app, ask, now):
    ask(1, 2)
    done = app.test_cli_runner().invoke(args=["survey", "worker", "--once"])
    assert done.exit_code == 0, done.output
    assert now() == Counts(done=2)


def _and_then(first, then):
    def both(*args):
        found = first(*args)
        then()
        return found

    return both


def _tell_to_stop():
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.mark.only_on("sqlite")
def test_outcomes_all_have_a_state(app, ask, session, campaign):
    ask(1)
    with app.app_context():
        letter = session.query(Letter).one()
        states = {lease._told(letter, Posted(outcome))["state"] for outcome in Outcome}
    assert states == {State.WAITING, State.DONE, State.UNSURE, State.FAILED}
