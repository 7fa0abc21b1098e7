"""Sending invitations and reminders: who gets a letter, and what it says.

A reminder is asked for, for everybody, and found needless for whoever has answered at the
moment it would go out (`survey/mail`): no list of who was reminded is ever made. Letters
carry no picture, no counter and no address but the link itself.
"""

from dataclasses import dataclass
from enum import Enum

from flask import current_app, render_template
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from survey import clock
from survey.campaigns.models import Campaign
from survey.campaigns.reading import units_of
from survey.diary.writing import note
from survey.i18n import choose_locale
from survey.invitations.closing import links_of
from survey.invitations.inviting import groups_of, invited, mode_of
from survey.invitations.links import Links, entry_of, mark_of, marks_in
from survey.invitations.models import Invitee, InviteeGroup
from survey.mail.composing import Message
from survey.mail.models import Letter
from survey.mail.queue import counts, last_round, queue_letters
from survey.settings import Settings

INVITATION, REMINDER = "invitation", "reminder"
_PIECE = 5_000


class Objection(Enum):
    """Why letters cannot go out now."""

    NOT_OPEN = "not open"
    OVER = "over"
    NOBODY = "nobody"
    NOT_INVITED_YET = "not invited yet"
    UNDER_WAY = "under way"


class CannotSend(Exception):
    """Letters cannot go out now."""

    def __init__(self, why: Objection) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Posted:
    """How many letters were asked for."""

    letters: int
    round: int


def send_invitations(session: Session, campaign: Campaign, by: int | None = None) -> Posted:
    """Ask for a letter to everybody who has had none; from the first on, the mode stands."""
    _demand_open(campaign)
    ids = invited(session, campaign.id)
    if not ids:
        raise CannotSend(Objection.NOBODY)
    links = links_of(campaign.id)
    links.begin()
    _lock(session, campaign.id)
    _know_links(session, campaign.id, links)
    asked = queue_letters(session, INVITATION, 1, campaign_id=campaign.id, subject_ids=ids)
    note(session, "invitations.sent", campaign.code, by, letters=asked)
    return Posted(asked, 1)


def send_reminders(session: Session, campaign: Campaign, by: int | None = None) -> Posted:
    """Ask for a reminder to everybody who has not answered by the time it goes out."""
    _demand_open(campaign)
    before = last_round(session, campaign.id, REMINDER)
    if not last_round(session, campaign.id, INVITATION):
        raise CannotSend(Objection.NOT_INVITED_YET)
    if not all(counts(session, campaign.id, kind).is_over for kind in (INVITATION, REMINDER)):
        raise CannotSend(Objection.UNDER_WAY)
    ids = invited(session, campaign.id)
    asked = queue_letters(session, REMINDER, before + 1, campaign_id=campaign.id, subject_ids=ids)
    note(session, "invitations.reminded", campaign.code, by, round=before + 1)
    return Posted(asked, before + 1)


def compose(session: Session, letter: Letter) -> Message | None:
    """Return what a letter says now; None once it is needless. Raises KeyGone."""
    invitee = session.get(Invitee, letter.subject_id)
    campaign = session.get(Campaign, letter.campaign_id)
    if invitee is None or campaign is None or campaign.closed_at is not None:
        return None
    if clock.today() > campaign.ends_on:
        return None
    token = links_of(campaign.id).token(invitee.id)
    group = session.get_one(InviteeGroup, invitee.group_id)
    box = session.get_one(InviteeGroup, group.merged_into or group.id)
    if box.spent is None or mark_of(token) in marks_in(box.spent):
        return None
    settings: Settings = current_app.extensions["settings"]
    choose_locale("vi")
    told = {
        "campaign": campaign,
        "unit": units_of(session, campaign.id)[0].name,
        "name": invitee.name,
        "link": f"{settings.public_url}/i/{token}",
        "words": mode_of(session, campaign.id).words,
        "is_reminder": letter.kind == REMINDER,
    }
    subject = render_template("invitations/subject.txt", **told).strip()
    text = render_template("invitations/letter.txt", **told)
    return Message(to=invitee.email, subject=subject, text=text, name=invitee.name)


def _demand_open(campaign: Campaign) -> None:
    if campaign.opened_at is None:
        raise CannotSend(Objection.NOT_OPEN)
    if campaign.closed_at is not None or clock.today() > campaign.ends_on:
        raise CannotSend(Objection.OVER)


def _lock(session: Session, campaign_id: int) -> None:
    mode = mode_of(session, campaign_id)
    if mode.locked_on is None:
        mode.locked_on = clock.today()
        session.add(mode)
    for group in groups_of(session, campaign_id):
        group.is_locked = True
    session.flush()


def _know_links(session: Session, campaign_id: int, links: Links) -> None:
    """Keep the mark that lets each link in, for those who have none yet."""
    chosen = select(Invitee.id).where(Invitee.campaign_id == campaign_id, Invitee.entry.is_(None))
    ids = list(session.scalars(chosen))
    table = Invitee.__table__
    knowing = update(table).where(table.c.id == bindparam("of")).values(entry=bindparam("mark"))
    for start in range(0, len(ids), _PIECE):
        some = ids[start : start + _PIECE]
        marks = [{"of": each, "mark": entry_of(links.token(each))} for each in some]
        session.connection().execute(knowing, marks)
