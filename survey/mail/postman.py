"""The postman: sends what is due, so that nothing goes out twice and nothing is forgotten.

The workers let it run whenever no job waits. It may be killed at any moment. Before a
letter can have gone out it is marked, and the mark is on the disk; after it is out that is
on the disk too. Whoever is killed in between leaves it marked: a file in the outbox is
then looked for; for a mail server the ticket tells whether the end of the letter had been
begun, and only if it had, and no answer had come, the letter is UNSURE until somebody
decides. Told to stop, the postman ends the letter under way first.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from flask import Flask, current_app
from flask_babel import force_locale
from sqlalchemy.exc import OperationalError, TimeoutError
from sqlalchemy.orm import Session

from survey import clock, db
from survey.jobs.registry import beside
from survey.mail import lease
from survey.mail.composing import CannotCompose, composed, letter_name
from survey.mail.desk import desk_of
from survey.mail.hush import Hush
from survey.mail.models import Letter, Way
from survey.mail.outbox import Outbox
from survey.mail.outcomes import Outcome, Posted, Poster
from survey.mail.posting import head_for, poster_for
from survey.mail.tickets import Step, Ticket, of_the_dead

SECONDS = 20.0
"""After this long whoever waits for a job goes first."""
_TRIES = (0.2, 1.0, 5.0, 20.0)
_log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Let the workers of `app` send letters."""
    desk_of(app)
    beside(app, post_waiting)


def post_waiting(app: Flask, seconds: float = SECONDS) -> bool:
    """Send what is due, for a while; False when nothing was, or nothing can be sent now."""
    desk = desk_of(app)
    # Words that are kept are Vietnamese, whoever reads them.
    with app.app_context(), force_locale("vi"):
        if desk.is_resting() or not _is_anything_due():
            return False
        _resolve()
        settings = current_app.extensions["settings"]
        ends = time.monotonic() + seconds
        with closing(poster_for(settings)) as poster, Ticket(settings.var) as ticket:
            while time.monotonic() < ends and (taken := _taken()):
                if not _post_all(poster, ticket, taken):
                    desk.stops()
                    return False
    return True


def _post_all(poster: Poster, ticket: Ticket, letters: list[Letter]) -> bool:
    """Send the letters one by one; False when there is no use in going on."""
    desk, rest = desk_of(current_app), list(letters)
    try:
        while rest:
            outcome = _post(poster, ticket, rest.pop(0))
            if outcome is Outcome.SENT:
                desk.goes_on()
            if outcome is Outcome.AWAY or (outcome is Outcome.REFUSED and desk.has_enough()):
                return False
        return True
    finally:
        if rest:
            with _writer() as session:
                lease.give_back(session, rest)


def _post(poster: Poster, ticket: Ticket, letter: Letter) -> Outcome:
    written = _written(letter)
    with Hush() as hush:

        def mark() -> bool:
            hush.begin()
            ticket.say(letter, Step.INSIDE)
            with _writer() as session:
                is_ours = lease.mark(session, letter, poster.way)
            if is_ours:
                ticket.say(letter, Step.LEAVING)
            return is_ours

        if isinstance(written, Posted):
            posted = written
        elif written is None:
            # It goes through the same states as any other: nothing shows that it was needless.
            posted = Posted(Outcome.SENT if mark() else Outcome.TAKEN)
        else:
            to, raw = written
            posted = poster.post(to, _name(letter), raw, mark)
        if posted.outcome is not Outcome.UNSURE:
            with suppress(OSError):  # the database is told in a moment, too
                ticket.say(letter, Step.OUT if posted.outcome is Outcome.SENT else Step.INSIDE)
        if posted.outcome is not Outcome.TAKEN:
            _settle(letter, posted)
    return posted.outcome


def _written(letter: Letter) -> tuple[str, bytes] | Posted | None:
    """Return to whom the letter goes and its bytes, None for a needless one, or why not."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    try:
        # A context of its own: what the composer leaves in its session is gone after it.
        with app.app_context():
            message = desk_of(app).composers[letter.kind](db.session(), letter)
        if message is None:
            return None
        head = head_for(app.extensions["settings"], clock.now())
        return message.to, composed(message, _name(letter), head)
    except (OperationalError, TimeoutError):
        raise
    except CannotCompose:
        return Posted(Outcome.REFUSED, "Địa chỉ hoặc nội dung của thư này không dùng được.")
    # Whatever it was, the next letter is sent. What it says may name somebody.
    except Exception as error:  # noqa: BLE001
        _log.error("letter %s (%s): %s", letter.id, letter.kind, type(error).__name__)
        return Posted(Outcome.LATER, "Hệ thống gặp lỗi khi soạn thư này.")


def _settle(letter: Letter, posted: Posted) -> None:
    """Write down what became of it, and insist: nobody else knows."""
    for pause in _TRIES:
        try:
            with _writer() as session:
                lease.settle(session, letter, posted)
        except (OperationalError, TimeoutError):
            time.sleep(pause)
        else:
            return
    with _writer() as session:
        lease.settle(session, letter, posted)


def _resolve() -> None:
    """Find out about letters somebody was cut off from, and say what can be known."""
    var = current_app.extensions["settings"].var
    outbox, dead = Outbox(var, clock.now()), of_the_dead(var)
    known = dict(dead.values())
    with _writer() as session:
        for letter in lease.left_behind(session):
            held = (letter.id, letter.attempts)
            is_filed = letter.way == Way.OUTBOX
            lease.resolve(
                session, letter, outbox.holds(_name(letter)) if is_filed else known.get(held)
            )
        under_way = lease.being_sent(session)
    for path, (held, _is_out) in dead.items():
        if held[0] not in under_way:
            path.unlink(missing_ok=True)


def _is_anything_due() -> bool:
    with Session(db.engine()) as session:
        return lease.anything_due(session, desk_of(current_app).composers)


def _taken() -> list[Letter]:
    with _writer() as session:
        return lease.take(session, desk_of(current_app).composers)


def _name(letter: Letter) -> str:
    key = current_app.extensions["settings"].secret_key
    return letter_name(key, letter.campaign_id, letter.kind, letter.round, letter.subject_id)


@contextmanager
def _writer() -> Iterator[Session]:
    with Session(db.engine(), expire_on_commit=False) as opened:
        opened.connection(execution_options={"writes": True})
        yield opened
