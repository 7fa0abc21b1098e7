"""Leases: whoever sends takes a few letters, and says before each that it may be out.

A letter taken still waits, only not for others, until its lease runs out. It is marked,
and the mark committed, before it can have gone out; so one that is found still waiting has
certainly not. One that is found marked, its lease run out, has been left by somebody who
was cut off between the mark and the end: nothing but the way it went can say more.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from survey import clock
from survey.mail.models import LONGEST_REASON, Letter, State, Way
from survey.mail.outcomes import Outcome, Posted

LEASE = timedelta(minutes=10)
BATCH = 20
MOST_DEFERRALS = 12
"""A day and a half of "later" is a no."""
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=6)
_SHORT_PAUSE = timedelta(minutes=1)
_GAVE_UP = "Máy chủ thư hẹn lại quá nhiều lần"
_CUT_OFF = "Máy chủ dừng đúng lúc gửi thư này, không biết thư đã đi chưa."


def anything_due(session: Session, kinds: Collection[str]) -> bool:
    """Whether a letter waits or was left behind; only looks."""
    looked_for = select(Letter.id).where(or_(_waits(kinds), _left_behind())).limit(1)
    return session.scalar(looked_for) is not None


def take(session: Session, kinds: Collection[str]) -> list[Letter]:
    """Take some of the letters that are due, commit, and return them."""
    due = select(Letter.id).where(_waits(kinds)).order_by(Letter.due_at, Letter.id).limit(BATCH)
    ids = session.scalars(due.with_for_update(skip_locked=True)).all()
    taking = (
        update(Letter)
        .where(Letter.id.in_(ids))
        .values(attempts=Letter.attempts + 1, due_at=clock.now() + LEASE)
        .returning(Letter)
    )
    taken = session.scalars(taking, execution_options={"populate_existing": True}).all()
    session.commit()
    return sorted(taken, key=lambda letter: letter.id)


def mark(session: Session, letter: Letter, way: Way) -> bool:
    """Say, for good, that the letter may be out from now on; False when it is not ours."""
    values = {"state": State.SENDING, "way": way, "due_at": clock.now() + LEASE}
    return _write(session, letter, (State.WAITING,), values)


def settle(session: Session, letter: Letter, posted: Posted) -> bool:
    """Write down what became of a letter that we took; False when it is not ours any more."""
    # One of which we were thought to have lost sight is ours to speak of all the same.
    states = (State.WAITING, State.SENDING, State.UNSURE)
    return _write(session, letter, states, _told(letter, posted))


def give_back(session: Session, letters: Sequence[Letter]) -> None:
    """Let others have the letters that were taken and not begun."""
    for letter in letters:
        _write(session, letter, (State.WAITING,), {"due_at": clock.now()})


def left_behind(session: Session) -> list[Letter]:
    """Return the letters somebody was cut off from sending."""
    return list(session.scalars(select(Letter).where(_left_behind()).limit(1000)))


def being_sent(session: Session) -> set[int]:
    """Return the letters that are marked, by whomever."""
    return set(session.scalars(select(Letter.id).where(Letter.state == State.SENDING)))


def resolve(session: Session, letter: Letter, has_gone: bool | None) -> None:
    """Say of a letter left behind what can be known; None: nothing."""
    if has_gone is None:
        posted = Posted(Outcome.UNSURE, _CUT_OFF)
    else:
        posted = Posted(Outcome.SENT if has_gone else Outcome.TAKEN)
    _write(session, letter, (State.SENDING,), _told(letter, posted))


def pause_after(deferrals: int) -> timedelta:
    """Return how long to wait when the other side has said "later" for the n-th time."""
    return min(_FIRST_PAUSE * 2 ** (deferrals - 1), _LONGEST_PAUSE)


def _told(letter: Letter, posted: Posted) -> dict[str, object]:
    words = posted.words[:LONGEST_REASON] or None
    match posted.outcome:
        case Outcome.SENT:
            return _settled(State.DONE, None)
        case Outcome.UNSURE:
            return _settled(State.UNSURE, words)
        case Outcome.REFUSED:
            return _settled(State.FAILED, words)
        case Outcome.LATER:
            return _put_off(letter.deferrals + 1, words)
        case Outcome.AWAY:
            return _waiting(clock.now() + _SHORT_PAUSE, words)
        case Outcome.TAKEN:
            return _waiting(clock.now(), letter.reason)


def _put_off(times: int, words: str | None) -> dict[str, object]:
    if times > MOST_DEFERRALS:
        return _settled(State.FAILED, f"{_GAVE_UP}. {words or ''}"[:LONGEST_REASON])
    return _waiting(clock.now() + pause_after(times), words) | {"deferrals": times}


def _settled(state: State, words: str | None) -> dict[str, object]:
    # By the day: a minute would be the beginning of somebody's trace.
    today = clock.today()
    return {"state": state, "due_at": None, "way": None, "reason": words, "settled_on": today}


def _waiting(due_at: datetime, words: str | None) -> dict[str, object]:
    nothing = {"way": None, "settled_on": None}
    return {"state": State.WAITING, "due_at": due_at, "reason": words} | nothing


def _write(
    session: Session, letter: Letter, states: Collection[State], values: dict[str, object]
) -> bool:
    ours = and_(
        Letter.id == letter.id, Letter.attempts == letter.attempts, Letter.state.in_(states)
    )
    written = session.scalar(
        update(Letter)
        .where(ours)
        .values(**values)
        .returning(Letter.id)
        .execution_options(synchronize_session=False)
    )
    session.commit()
    return written is not None


def _waits(kinds: Collection[str]) -> ColumnElement[bool]:
    due = Letter.due_at <= clock.now()
    return and_(Letter.state == State.WAITING, due, Letter.kind.in_(kinds))


def _left_behind() -> ColumnElement[bool]:
    return and_(Letter.state == State.SENDING, Letter.due_at < clock.now())
