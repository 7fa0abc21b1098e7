"""The queue of letters: asked for once by whoever invites, counted, and asked for again.

Ask for a reminder to everybody who was invited, not only to those who have not answered:
whoever has needs no letter, which is found out at the moment of sending and written down
nowhere. A list of those reminded would be a list of those who had not answered.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.orm import Session

from survey import clock
from survey.db import Moment
from survey.mail.models import Letter, State

PIECE = 10_000
_MANY = {
    "sqlite": "SELECT value AS subject_id FROM json_each(:subjects)",
    "postgresql": "SELECT CAST(value AS integer) AS subject_id "
    "FROM jsonb_array_elements_text(CAST(:subjects AS jsonb))",
}


class Counts(NamedTuple):
    """How many letters of a round stand where; those done were sent or found needless."""

    waiting: int = 0
    sending: int = 0
    done: int = 0
    unsure: int = 0
    failed: int = 0

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens of itself."""
        return self.waiting + self.sending == 0


def queue_letters(
    session: Session, kind: str, round_: int, *, campaign_id: int, subject_ids: Iterable[int]
) -> int:
    """Ask for one letter to each of `subject_ids`; return how many were not asked for before.

    The caller commits. Asked for twice, by two people at once or after a fall, a letter is
    still one.
    """
    asking = text(
        "INSERT INTO letters (campaign_id, kind, round, subject_id, state, attempts, deferrals, "
        "due_at) SELECT :campaign_id, :kind, :round, subject_id, 'waiting', 0, 0, :due_at FROM "
        f"({_MANY[session.get_bind().dialect.name]}) AS asked WHERE true ON CONFLICT DO NOTHING"
    ).bindparams(bindparam("due_at", clock.now(), Moment))
    given = {"campaign_id": campaign_id, "kind": kind, "round": round_}
    queued = 0
    for piece in _pieces(subject_ids):
        done = session.connection().execute(asking, given | {"subjects": json.dumps(piece)})
        queued += done.rowcount
    return queued


def counts(session: Session, campaign_id: int, kind: str, round_: int | None = None) -> Counts:
    """Return how many letters of a kind stand where, in one round or in all."""
    counted = select(Letter.state, func.count()).where(
        Letter.campaign_id == campaign_id, Letter.kind == kind
    )
    if round_ is not None:
        counted = counted.where(Letter.round == round_)
    return Counts(**{row[0]: row[1] for row in session.execute(counted.group_by(Letter.state))})


def last_round(session: Session, campaign_id: int, kind: str) -> int:
    """Return the number of the newest round; 0 before the first."""
    newest = select(func.max(Letter.round)).where(
        Letter.campaign_id == campaign_id, Letter.kind == kind
    )
    return session.scalar(newest) or 0


def unsent(session: Session, campaign_id: int, kind: str, state: State) -> list[tuple[int, str]]:
    """Return whose letters are UNSURE or FAILED, and why, for the organiser to look into."""
    chosen = (
        select(Letter.subject_id, Letter.reason)
        .where(Letter.campaign_id == campaign_id, Letter.kind == kind, Letter.state == state)
        .order_by(Letter.subject_id)
    )
    return [(row[0], row[1] or "") for row in session.execute(chosen)]


def resend_unsure(session: Session, campaign_id: int) -> int:
    """Let letters that may not have arrived go out again, since somebody says so."""
    return _again(session, campaign_id, State.UNSURE)


def resend_failed(session: Session, campaign_id: int) -> int:
    """Let letters that were refused be tried again, once what was wrong is mended."""
    return _again(session, campaign_id, State.FAILED)


def _again(session: Session, campaign_id: int, state: State) -> int:
    # Whoever still holds one of them from before holds it no more (`attempts`).
    chosen = (
        update(Letter)
        .where(Letter.campaign_id == campaign_id, Letter.state == state)
        .values(
            state=State.WAITING,
            attempts=Letter.attempts + 1,
            deferrals=0,
            due_at=clock.now(),
            settled_on=None,
            reason=None,
        )
        .returning(Letter.id)
        .execution_options(synchronize_session=False)
    )
    return len(session.scalars(chosen).all())


def _pieces(subject_ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(subject_ids)
    while piece := list(islice(rest, PIECE)):
        yield piece
