"""Forgetting: nothing is left of a closed campaign's letters, rows or files.

A letter's number leads to a line of the organiser's list, a file to an address and a link,
and a reminder that was refused says that its person had not answered. Rows go after the
files they lead to: cut off in between, it is done again. One that is being sent stays until
it is known what became of it.
"""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from survey import clock
from survey.campaigns.models import Campaign
from survey.mail.composing import letter_name
from survey.mail.models import Letter, State
from survey.mail.outbox import Outbox
from survey.settings import Settings

_PIECE = 5_000
_OURS = (Letter.id, Letter.campaign_id, Letter.kind, Letter.round, Letter.subject_id)
_WANTED = (
    select(*_OURS)
    .join(Campaign, Campaign.id == Letter.campaign_id)
    .where(Campaign.closed_at.is_not(None), Letter.state != State.SENDING)
)


def anything_left(session: Session) -> bool:
    """Whether letters of closed campaigns are there to be forgotten; only looks."""
    return session.execute(_WANTED.limit(1)).first() is not None


def forget_some(session: Session, settings: Settings) -> int:
    """Remove some letters of closed campaigns, their files first; the caller commits."""
    # Whoever is about to send one waits here, and then finds that it is not theirs.
    found = session.execute(_WANTED.limit(_PIECE).with_for_update(of=Letter)).all()
    key = settings.secret_key
    outbox = Outbox(settings.var, clock.now())
    outbox.remove({letter_name(key, *row[1:]) for row in found})
    gone = delete(Letter).where(Letter.id.in_([row.id for row in found]))
    session.execute(gone, execution_options={"synchronize_session": False})
    return len(found)
