"""The turning points of a campaign of those invited: what it needs, and what goes at its end."""

from functools import partial
from pathlib import Path

from flask import Flask, current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import Engine, delete, event, func, select, update
from sqlalchemy.exc import OperationalError, TimeoutError
from sqlalchemy.orm import Session

from survey.campaigns.kinds import DEMANDS, Kind
from survey.campaigns.models import Campaign
from survey.invitations import box, traces
from survey.invitations.inviting import take_turn
from survey.invitations.links import FOLDER, Links
from survey.invitations.models import Invitee, InviteeGroup
from survey.mail import forgetting
from survey.navigation import Words
from survey.settings import Settings


def objection(session: Session, campaign: Campaign) -> Words | None:
    """Say that nobody is invited yet, or that fewer are than an answer needs to hide among."""
    demands = DEMANDS[Kind(campaign.kind)]
    if not demands.needs_invitees:
        return None
    count = session.scalar(
        select(func.count()).select_from(Invitee).where(Invitee.campaign_id == campaign.id)
    )
    if not count:
        return _("Đợt theo thư mời cần danh sách người được mời.")
    if count < demands.threshold:
        return _("Đợt theo thư mời cần ít nhất %(count)s người được mời.", count=demands.threshold)
    return None


def close(session: Session, campaign: Campaign) -> None:
    """Let every answer into the ledger, shut the boxes, and forget who was invited."""
    if not DEMANDS[Kind(campaign.kind)].needs_invitees:
        return
    traces.wipe_as_it_writes(session)
    # A list that is being handed in just now is in, and goes too, or comes too late.
    take_turn(session, campaign)
    box.release(session, campaign, links_of(campaign.id), is_closing=True)
    ours = InviteeGroup.campaign_id == campaign.id
    session.execute(update(InviteeGroup).where(ours).values(spent=None))
    session.execute(delete(Invitee).where(Invitee.campaign_id == campaign.id))
    session.flush()
    session.expire_all()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    event.listen(session, "after_commit", partial(_forget_now, app))


def forget_closed(app: Flask) -> bool:
    """Remove the keys and letters of closed campaigns, and what the database still holds of them.

    Looked up afresh: whatever was being done when this was asked for may have been undone, and
    whoever closed a campaign may have been cut off before this. Return whether there were any.
    """
    engine, settings = app.extensions["engine"], app.extensions["settings"]
    with app.app_context():
        is_gone = _forget_keys(engine, settings.var)
        while _forget_letters(engine, settings):
            is_gone = True
    if is_gone:
        traces.wipe(engine)
    return is_gone


def _forget_now(app: Flask, session: Session) -> None:
    if session.in_nested_transaction():
        return  # a savepoint was let go of; nothing is closed yet
    # The campaign is closed whatever comes now; a worker takes up what is left.
    try:
        forget_closed(app)
        traces.wipe(app.extensions["engine"])
    except (OperationalError, TimeoutError, OSError) as error:
        app.logger.warning("keys and letters are forgotten later: %s", type(error).__name__)


def _forget_keys(engine: Engine, var: Path) -> bool:
    keys = {key.stem for key in (var / FOLDER).glob("*.key") if key.stem.isdecimal()}
    if not keys:
        return False
    with engine.connect() as reader:
        chosen = select(Campaign.id).where(Campaign.closed_at.is_not(None))
        gone = keys & {str(number) for number in reader.scalars(chosen)}
    for number in gone:
        Links(var, int(number)).forget()
    return bool(gone)


def _forget_letters(engine: Engine, settings: Settings) -> bool:
    with Session(engine) as reader:
        if not forgetting.anything_left(reader):
            return False
    with Session(engine) as session:
        session.connection(execution_options={"writes": True})
        traces.wipe_as_it_writes(session)
        gone = forgetting.forget_some(session, settings)
        session.commit()
    return gone > 0


def links_of(campaign_id: int) -> Links:
    """Return the links of a campaign of this installation."""
    return Links(current_app.extensions["settings"].var, campaign_id)
