"""The turning points of a campaign of those invited: what it needs, and what goes at its end."""

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from survey.campaigns.kinds import DEMANDS, Kind
from survey.campaigns.models import Campaign
from survey.invitations import box, traces
from survey.invitations.links import Links
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


def links_of(campaign_id: int) -> Links:
    """Return the links of a campaign of this installation."""
    return Links(current_app.extensions["settings"].var, campaign_id)
