"""The box: a link is spent and an answer put in, together; later answers leave it mixed.

Spending is one write of one row, the group's, locked meanwhile: of two that come with the
same link one is first. What leaves goes into the ledger by `responses.store.keep` as any
answer does, under a new identity, dated on the campaign's first day: it came from one of
those invited, and that is all there is to say of it.
"""

import json
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
from survey.invitations.links import joined, mark_of, marks_in
from survey.invitations.mixing import bears_its_name, leaving
from survey.invitations.models import InvitationMode, Invitee, InviteeGroup
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


def put(session: Session, invitee: Invitee, token: str, said: Said) -> Outcome:
    """Spend the link and put the answer in the box; the caller commits and only then thanks."""
    box = _locked(session, _box_of(session, invitee.group_id))
    if box.spent is None:
        return Outcome.SHUT
    marks = marks_in(box.spent)
    if mark_of(token) in marks:
        return Outcome.SPENT
    box.spent = joined(marks | {mark_of(token)})
    box.answered = len(marks) + 1
    entries = json.loads(box.waiting)
    entries.append({"id": secrets.token_hex(16), "answers": said.answers, "words": said.words})
    box.waiting = _written(entries)
    session.flush()
    return Outcome.KEPT


def is_spent(session: Session, invitee: Invitee, token: str) -> bool:
    """Whether the link was spent; looks, and changes nothing."""
    box = session.get_one(InviteeGroup, _box_of(session, invitee.group_id))
    return box.spent is None or mark_of(token) in marks_in(box.spent)


def release(session: Session, campaign: Campaign, *, is_closing: bool = False) -> int:
    """Let into the ledger what may leave now; return how many left. The caller commits.

    The chains are locked before the boxes, here as at the closing, so nobody waits in a
    circle.
    """
    lock_chains(session, campaign.id)
    chosen = select(InviteeGroup).where(InviteeGroup.campaign_id == campaign.id)
    boxes = session.scalars(
        chosen.order_by(InviteeGroup.id).with_for_update(),
        execution_options={"populate_existing": True},
    ).all()
    mode = mode_of(session, campaign.id)
    ballots: list[Ballot] = []
    for box in boxes:
        gone, stay = leaving(json.loads(box.waiting), _shuffle, is_closing=is_closing)
        is_named = bears_its_name(mode, box.invited, box.answered, is_closing=is_closing)
        design = Design(group=box.code) if is_named else None
        ballots += _ballots(session, campaign, gone, design)
        if gone:
            box.waiting = _written(stay)
    _shuffle(ballots)
    kept = keep(session.connection(), ballots) if ballots else []
    if None in kept:
        raise RuntimeError("a box was emptied after its campaign had closed")
    session.flush()
    return len(ballots)


def mode_of(session: Session, campaign_id: int) -> str:
    """Return what is kept of those who answer: "grouped" or "together"."""
    mode = session.get(InvitationMode, campaign_id)
    return mode.mode if mode else "grouped"


def _box_of(session: Session, group_id: int) -> int:
    # A small group's answers wait in the box of the one it was merged into.
    chosen = select(InviteeGroup.merged_into).where(InviteeGroup.id == group_id)
    return session.scalar(chosen) or group_id


def _locked(session: Session, box_id: int) -> InviteeGroup:
    return session.get_one(InviteeGroup, box_id, with_for_update=True, populate_existing=True)


def _written(entries: list[dict[str, object]]) -> str:
    # In the order of identities drawn by lot: the row does not say who came last.
    mixed = sorted(entries, key=lambda entry: str(entry["id"]))
    return json.dumps(mixed, sort_keys=True, ensure_ascii=False)


def _ballots(
    session: Session,
    campaign: Campaign,
    gone: Sequence[Mapping[str, object]],
    design: Design | None,
) -> list[Ballot]:
    if not gone:
        return []
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
