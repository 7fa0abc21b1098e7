"""Tickets: what is known of a postman that was killed, and of none that lives."""

import multiprocessing
import os

import pytest

from survey.mail import tickets
from survey.mail.models import Letter
from survey.mail.tickets import NO_LETTER, Step, Ticket, of_the_dead

LETTER = Letter(id=17, attempts=3)


def die(var, step):
    """Fall in the middle of a letter, as one that is killed does."""
    ticket = Ticket(var)
    if step:
        ticket.say(LETTER, step)
    os._exit(9)


def killed(var, step):
    # Not a fork: what this process holds open would keep the lock alive.
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=die, args=(var, step))
    process.start()
    process.join()
    assert process.exitcode == 9


@pytest.mark.parametrize(
    ("step", "is_out"), [(Step.INSIDE, False), (Step.LEAVING, None), (Step.OUT, True)]
)
def test_the_dead_tell_how_far_they_had_come(tmp_path, step, is_out):
    killed(tmp_path, step)
    assert list(of_the_dead(tmp_path).values()) == [((17, 3), is_out)]


def test_one_who_fell_before_the_first_letter_tells_of_none(tmp_path):
    killed(tmp_path, None)
    assert list(of_the_dead(tmp_path).values()) == [(NO_LETTER, None)]


def test_of_the_living_nothing_is_said_and_who_leaves_in_order_leaves_nothing(tmp_path):
    with Ticket(tmp_path) as ticket:
        ticket.say(LETTER, Step.INSIDE)
        assert of_the_dead(tmp_path) == {}
    assert list((tmp_path / "postmen").iterdir()) == []


def test_after_a_power_cut_only_what_is_out_is_known(tmp_path, monkeypatch):
    for step in Step:
        killed(tmp_path, step)
    monkeypatch.setattr(tickets, "boot", lambda: "another run")
    known = [is_out for _held, is_out in of_the_dead(tmp_path).values()]
    assert sorted(known, key=str) == [None, None, True]


def test_scribble_is_no_ticket(tmp_path):
    (tmp_path / "postmen").mkdir()
    (tmp_path / "postmen" / "x").write_bytes(b"\xff\x00 a b inside")
    assert list(of_the_dead(tmp_path).values()) == [(NO_LETTER, None)]
