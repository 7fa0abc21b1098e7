"""Who is invited, in which groups: taken from lists until the campaign closes.

Small groups are put together, for five is the fewest that one can hide among. Once the
first invitation is out, the mode and the groupings stand (the database refuses otherwise);
people may still be added, for somebody is always forgotten.
"""

import re
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.orm import Session

from survey.campaigns.models import Campaign
from survey.invitations.lists import Person
from survey.invitations.mixing import ENOUGH
from survey.invitations.models import InvitationMode, Invitee, InviteeGroup
from survey.places.spelling import folded

MERGED = "gop"
MERGED_NAME = "Các nhóm nhỏ (gộp)"
_LONGEST_CODE = 36


_BEGUN = text(
    "INSERT INTO invitation_modes (campaign_id, mode, leaves, words) "
    "VALUES (:campaign_id, 'grouped', 'closing', '') ON CONFLICT DO NOTHING"
)


class Locked(Exception):
    """The first invitation is out: mode and groupings stand."""


def take_turn(session: Session, campaign: Campaign) -> None:
    """Wait for whoever else changes these invitations, or closes the campaign; look at it anew.

    The closing takes this turn after its chains and before the boxes; nobody waits in a circle.
    """
    session.execute(_BEGUN, {"campaign_id": campaign.id})
    ours = select(InvitationMode.campaign_id).where(InvitationMode.campaign_id == campaign.id)
    session.execute(ours.with_for_update())
    session.expire_all()


def invite(session: Session, campaign: Campaign, people: Sequence[Person]) -> int:
    """Put `people` on the campaign's list, in their groups; return how many."""
    groups = {folded(group.name): group for group in groups_of(session, campaign.id)}
    is_locked = mode_of(session, campaign.id).locked_on is not None
    for name in dict.fromkeys(person.group for person in people):
        if folded(name) not in groups:
            code = _fresh_code(name, {group.code for group in groups.values()})
            made = InviteeGroup(campaign_id=campaign.id, code=code, name=name, is_locked=is_locked)
            session.add(made)
            groups[folded(name)] = made
    session.flush()
    rows = [
        {
            "campaign_id": campaign.id,
            "group_id": groups[folded(person.group)].id,
            "name": person.name,
            "email": person.email,
            "address": person.address,
        }
        for person in people
    ]
    if rows:
        session.execute(insert(Invitee), rows)
    recount(session, campaign.id)
    return len(rows)


def groups_of(session: Session, campaign_id: int) -> list[InviteeGroup]:
    """Return a campaign's groups, by name."""
    chosen = select(InviteeGroup).where(InviteeGroup.campaign_id == campaign_id)
    return list(session.scalars(chosen.order_by(InviteeGroup.name)))


def invited(session: Session, campaign_id: int) -> list[int]:
    """Return the ids of those invited, in the order of the list."""
    chosen = select(Invitee.id).where(Invitee.campaign_id == campaign_id)
    return list(session.scalars(chosen.order_by(Invitee.id)))


def mode_of(session: Session, campaign_id: int) -> InvitationMode:
    """Return a campaign's mode; a new one's is made, and kept by whoever changes it."""
    found = session.get(InvitationMode, campaign_id)
    if found is None:
        found = InvitationMode(campaign_id=campaign_id, mode="grouped", leaves="closing", words="")
    return found


def choose_mode(
    session: Session, campaign_id: int, *, mode: str, leaves: str, words: str = ""
) -> None:
    """Say what is kept of those who answer, when it is counted, and what the letters add.

    Raises Locked once the first invitation is out.
    """
    chosen = mode_of(session, campaign_id)
    if chosen.locked_on is not None:
        raise Locked
    chosen.mode, chosen.leaves, chosen.words = mode, leaves, words
    session.add(chosen)
    session.flush()


def merge_small(session: Session, campaign_id: int) -> int:
    """Put the groups of fewer than five together; return how many. Raises Locked."""
    if mode_of(session, campaign_id).locked_on is not None:
        raise Locked
    groups = groups_of(session, campaign_id)
    standing = [g for g in groups if g.merged_into is None and g.code != MERGED]
    small = [group for group in standing if group.invited < ENOUGH]
    if not small:
        return 0
    merged = next((group for group in groups if group.code == MERGED), None)
    if merged is None:
        merged = InviteeGroup(campaign_id=campaign_id, code=MERGED, name=MERGED_NAME)
        session.add(merged)
        session.flush()
    for group in small:
        group.merged_into = merged.id
    session.flush()
    recount(session, campaign_id)
    return len(small)


def recount(session: Session, campaign_id: int) -> None:
    """Keep how many are invited in each group, those merged into it among them."""
    session.flush()
    counted = select(Invitee.group_id, func.count()).where(Invitee.campaign_id == campaign_id)
    own = {row[0]: row[1] for row in session.execute(counted.group_by(Invitee.group_id))}
    groups = groups_of(session, campaign_id)
    held = Counter({group.id: own.get(group.id, 0) for group in groups})
    for group in groups:
        if group.merged_into is not None:
            held[group.merged_into] += own.get(group.id, 0)
    for group in groups:
        if group.spent is not None and group.invited != held[group.id]:
            given = update(InviteeGroup).where(InviteeGroup.id == group.id)
            session.execute(given.values(invited=held[group.id]))
    session.flush()
    session.expire_all()


def _fresh_code(name: str, taken: set[str]) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:_LONGEST_CODE] or "nhom"
    code, number = stem, 1
    while code in taken or code == MERGED:
        number += 1
        code = f"{stem[: _LONGEST_CODE - 4]}-{number}"
    taken.add(code)
    return code
