"""Keeping what was handed in: its ballot, what was noticed about it, and the fuse.

What is noticed marks and never blocks: a page sent within three seconds, a field filled
in that people do not see. Only when more comes from one place than people can give is an
answer held apart for review, and even then it is kept and has its receipt.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from time import monotonic

from flask import current_app, request

from forms.filling import Filled
from survey import clock, db
from survey.answering.asking import Occasion
from survey.answering.fuse import Fuse, Origin
from survey.answering.visit import Visit
from survey.responses.ballot import Ballot
from survey.responses.flags import AGAIN, BURST, FAST, HELD, LATE, TRAP
from survey.responses.rulings import rule
from survey.responses.store import Kept, Outcome, standing
from survey.responses.together import Tray

TRAY = "tray"
FUSE = "fuse"
FASTEST = timedelta(seconds=3)
"""Nobody reads a questionnaire and answers it in less."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A filled-in questionnaire on its way into the ledger."""

    occasion: Occasion
    visit: Visit
    filled: Filled
    is_trapped: bool


def keep(handed: HandedIn) -> Kept | None:
    """Keep what was handed in, once; None when it is too late for that."""
    ballot = _ballot(handed)
    if handed.visit.has_expired(clock.now()) or handed.occasion.door.is_closed:
        return standing(db.session().connection(), ballot)
    if handed.occasion.door.slip is not None:
        return _kept(handed, ballot)  # a code that counts once is budget enough
    fuse: Fuse = current_app.extensions[FUSE]
    origin = _origin(fuse, handed, ballot)
    is_held = fuse.is_burning(origin, monotonic())
    if fuse.has_rated(origin):
        ballot = replace(ballot, flags=ballot.flags | {AGAIN})
    kept = _kept(handed, _held(ballot) if is_held else ballot)
    if kept is not None and kept.outcome is Outcome.KEPT:
        _hold(fuse.note(origin, ballot.id, monotonic(), is_held))
    return kept


def _kept(handed: HandedIn, ballot: Ballot) -> Kept | None:
    tray: Tray = current_app.extensions[TRAY]
    kept = tray.keep(ballot)
    if kept is None and handed.occasion.door.asked in (None, handed.occasion.asked):
        # The campaign was closed while it was being filled in, and no other asks here now that
        # could take the answers over: they are kept beside the numbers that stand.
        return tray.keep(replace(ballot, flags=ballot.flags | {LATE}))
    return kept


def _origin(fuse: Fuse, handed: HandedIn, ballot: Ballot) -> Origin:
    # The one place where an address is looked at; what leaves it are tags of the day.
    browser = request.headers.get("User-Agent", "")[:400]
    counter = handed.occasion.door.code
    return fuse.origin(request.remote_addr, browser, counter, bool(ballot.flags), ballot.day)


def _held(ballot: Ballot) -> Ballot:
    return replace(ballot, flags=ballot.flags | {BURST, HELD})


def _hold(response_ids: list[str]) -> None:
    if not response_ids:
        return
    with db.engine().connect().execution_options(writes=True) as connection, connection.begin():
        rule(connection, response_ids, counts=False, cause=BURST, at=clock.now())


def _ballot(handed: HandedIn) -> Ballot:
    now = clock.now()
    door, visit, slip = handed.occasion.door, handed.visit, handed.occasion.door.slip
    return Ballot(
        id=visit.id,
        campaign_id=visit.campaign_id,
        unit_id=door.unit_id,
        counter_id=door.counter_id,
        questionnaire=visit.questionnaire,
        version=visit.version,
        language=handed.occasion.language,
        channel=visit.channel,
        day=clock.day_of(now),
        minute=clock.minute_of(now),
        answers=handed.filled.answers,
        words=handed.filled.words,
        flags=_flags(handed),
        procedure_group=slip and slip.procedure_group,
        resolving_unit_id=slip and slip.resolving_unit_id,
        on_time=slip and slip.on_time,
        spends=slip and slip.mark,
    )


def _flags(handed: HandedIn) -> frozenset[str]:
    waited = clock.now() - handed.visit.begun
    noticed = {FAST: timedelta(0) <= waited < FASTEST, TRAP: handed.is_trapped}
    return frozenset(flag for flag, is_so in noticed.items() if is_so)
