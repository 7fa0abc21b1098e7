"""Who has not spent their link: worked out from the key, written down nowhere."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.invitations.links import Links, mark_of, marks_in
from survey.invitations.models import Invitee, InviteeGroup


def unspent(session: Session, campaign_id: int, links: Links) -> list[int]:
    """Return the ids of those invited who have not answered; all of them while nobody has."""
    spent = marks_of(session, campaign_id)
    return [
        each for each in invited(session, campaign_id) if mark_of(links.token(each)) not in spent
    ]


def marks_of(session: Session, campaign_id: int) -> set[bytes]:
    """Return the marks of all links that were spent."""
    chosen = select(InviteeGroup.spent).where(InviteeGroup.campaign_id == campaign_id)
    return set[bytes]().union(*(marks_in(each) for each in session.scalars(chosen) if each))


def invited(session: Session, campaign_id: int) -> Iterator[int]:
    """Yield the ids of those invited, in the order of the list."""
    chosen = select(Invitee.id).where(Invitee.campaign_id == campaign_id)
    yield from session.scalars(chosen.order_by(Invitee.id))
