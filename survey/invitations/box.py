"""The box: a link is spent and an answer put in, together; later answers leave it mixed.

Spending is one write of one row, the group's, locked meanwhile: of two that come with the
same link one is first. What leaves goes into the ledger by `responses.store.keep` as any
answer does, under a new identity, dated on the campaign's first day: it came from one of
those invited, and that is all there is to say of it.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.answers import Answer
from survey.campaigns.chains import lock_chains
from survey.campaigns.models import Campaign
from survey.campaigns.reading import units_of
from survey.invitations.inviting import mode_of
from survey.invitations.links import Links, joined, mark_of, marks_in
from survey.invitations.mixing import bears_its_name, leaving
from survey.invitations.models import Invitee, InviteeGroup
from survey.invitations.sealing import Entry, opened, sealed
from survey.responses.ballot import Ballot
from survey.responses.design import Design
from survey.responses.store import keep

_LANGUAGE = "vi"  # a language few of them read would tell them apart


class Outcome(Enum):
    """What became of an answer that came by a link."""

    KEPT = "kept"
    SPENT = "spent"
    SHUT = "shut"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answered, and nothing of who or when."""

    answers: Mapping[str, Answer]
    words: Mapping[str, str] = field(default_factory=dict)


def put(session: Session, invitee: Invitee, token: str, said: Said, links: Links) -> Outcome:
    """Spend the link and put the answer in the box; the caller commits and only then thanks.

    Raises KeyGone where the box cannot be opened: then nothing is spent.
    """
    box = _locked(session, _box_of(session, invitee.group_id))
    if box.spent is None:
        return Outcome.SHUT
    marks = marks_in(box.spent)
    if mark_of(token) in marks:
        return Outcome.SPENT
    box.spent = joined(marks | {mark_of(token)})
    box.answered = len(marks) + 1
    mine: Entry = {"id": secrets.token_hex(16), "answers": said.answers, "words": said.words}
    box.waiting = sealed(links.box_key, [*opened(links.box_key, box.waiting), mine])
    session.flush()
    return Outcome.KEPT


def is_spent(session: Session, invitee: Invitee, token: str) -> bool:
    """Whether the link was spent; looks, and changes nothing."""
    box = session.get_one(InviteeGroup, _box_of(session, invitee.group_id))
    return box.spent is None or mark_of(token) in marks_in(box.spent)


def release(session: Session, campaign: Campaign, links: Links, *, is_closing: bool = False) -> int:
    """Let into the ledger what may leave now; return how many left. The caller commits.

    The chains are locked before the boxes, here as at the closing, so nobody waits in a
    circle. Raises KeyGone where answers wait that cannot be opened.
    """
    lock_chains(session, campaign.id)
    chosen = select(InviteeGroup).where(InviteeGroup.campaign_id == campaign.id)
    boxes = session.scalars(
        chosen.order_by(InviteeGroup.id).with_for_update(),
        execution_options={"populate_existing": True},
    ).all()
    mode = mode_of(session, campaign.id).mode
    ballots: list[Ballot] = []
    for box in boxes:
        if box.waiting:
            ballots += _leaving(session, campaign, box, mode, links, is_closing)
    _shuffle(ballots)
    kept = keep(session.connection(), ballots) if ballots else []
    if None in kept:
        raise RuntimeError("a box was emptied after its campaign had closed")
    session.flush()
    return len(ballots)


def _box_of(session: Session, group_id: int) -> int:
    # A small group's answers wait in the box of the one it was merged into.
    chosen = select(InviteeGroup.merged_into).where(InviteeGroup.id == group_id)
    return session.scalar(chosen) or group_id


def _locked(session: Session, box_id: int) -> InviteeGroup:
    return session.get_one(InviteeGroup, box_id, with_for_update=True, populate_existing=True)


def _leaving(  # noqa: PLR0913, PLR0917  all that decides who leaves
    session: Session,
    campaign: Campaign,
    box: InviteeGroup,
    mode: str,
    links: Links,
    is_closing: bool,
) -> list[Ballot]:
    gone, stay = leaving(opened(links.box_key, box.waiting), _shuffle, is_closing=is_closing)
    if not gone:
        return []
    box.waiting = sealed(links.box_key, stay) if stay else b""
    is_named = bears_its_name(mode, box.invited, box.answered, is_closing=is_closing)
    return _ballots(session, campaign, gone, Design(group=box.code) if is_named else None)


def _ballots(
    session: Session,
    campaign: Campaign,
    gone: Sequence[Entry],
    design: Design | None,
) -> list[Ballot]:
    unit = units_of(session, campaign.id)[0]
    first_day: date = campaign.starts_on
    return [
        Ballot(
            id=secrets.token_hex(16),
            campaign_id=campaign.id,
            unit_id=unit.id,
            counter_id=None,
            questionnaire=campaign.questionnaire,
            version=campaign.version,
            language=_LANGUAGE,
            channel="invitation",
            day=first_day,
            minute=None,
            answers=entry["answers"],
            words=entry["words"],
            design=design,
        )
        for entry in gone
    ]


def _shuffle(things: list) -> None:  # type: ignore[type-arg]
    secrets.SystemRandom().shuffle(things)
