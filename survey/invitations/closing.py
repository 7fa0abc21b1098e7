"""The turning points of a campaign of those invited: what it needs, and what goes at its end."""

from pathlib import Path

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import Engine, delete, event, func, select, update
from sqlalchemy.orm import Session

from survey.campaigns.kinds import DEMANDS, Kind
from survey.campaigns.models import Campaign
from survey.invitations import box, traces
from survey.invitations.links import FOLDER, Links
from survey.invitations.models import Invitee, InviteeGroup
from survey.navigation import Words


def objection(session: Session, campaign: Campaign) -> Words | None:
    """Say that nobody is invited yet, or that fewer are than an answer needs to hide among."""
    demands = DEMANDS[Kind(campaign.kind)]
    if not demands.needs_invitees:
        return None
    count = session.scalar(
        select(func.count()).select_from(Invitee).where(Invitee.campaign_id == campaign.id)
    )
    if not count:
        return _("Đợt thư mời cần danh sách người được mời.")
    if count < demands.threshold:
        return _("Đợt thư mời cần ít nhất %(count)s người được mời.", count=demands.threshold)
    return None


def close(session: Session, campaign: Campaign) -> None:
    """Let every answer into the ledger, shut the boxes, and forget who was invited."""
    if not DEMANDS[Kind(campaign.kind)].needs_invitees:
        return
    traces.wipe_as_it_writes(session)
    box.release(session, campaign, links_of(campaign.id), is_closing=True)
    ours = InviteeGroup.campaign_id == campaign.id
    session.execute(update(InviteeGroup).where(ours).values(spent=None))
    session.execute(delete(Invitee).where(Invitee.campaign_id == campaign.id))
    session.flush()
    session.expire_all()
    var, engine = current_app.extensions["settings"].var, current_app.extensions["engine"]
    event.listen(session, "after_commit", lambda _session: forget_keys(engine, var), once=True)


def forget_keys(engine: Engine, var: Path) -> None:
    """Remove the keys of campaigns that are closed, and what the database still holds of them.

    Looked up afresh: whatever was being done when this was asked for may have been undone.
    """
    with engine.connect() as reader:
        chosen = select(Campaign.id).where(Campaign.closed_at.is_not(None))
        closed = {str(number) for number in reader.scalars(chosen)}
    for key in sorted((var / FOLDER).glob("*.key")):
        if key.stem in closed:
            Links(var, int(key.stem)).forget()
    traces.wipe(engine)


def links_of(campaign_id: int) -> Links:
    """Return the links of a campaign of this installation."""
    return Links(current_app.extensions["settings"].var, campaign_id)
