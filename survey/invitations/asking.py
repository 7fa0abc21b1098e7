"""Asking by a link: whose it is, what is asked, and the page that asks it.

Looking at the page spends nothing, so a scanner of mail may follow the link as often as it
likes. The page names the group its answer will be kept under, or says that there is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from flask import Response, render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import library, showing
from forms.form import BallotForm
from forms.kinds.answer import NOWHERE
from forms.paging import Next
from forms.questionnaire import Questionnaire
from survey import clock, db, dress
from survey.answering.asking import has_unit_picker
from survey.answering.refusals import Refusal
from survey.campaigns.models import Campaign
from survey.campaigns.reading import units_of
from survey.i18n import choose_locale
from survey.invitations.box import is_spent
from survey.invitations.inviting import mode_of
from survey.invitations.links import entry_of
from survey.invitations.mixing import ENOUGH
from survey.invitations.models import Invitee, InviteeGroup
from survey.places.reading import home_places

LONGEST_TOKEN = 40


class Door(Enum):
    """What somebody with a link finds."""

    UNKNOWN = "unknown"
    EARLY = "early"
    OVER = "over"
    SPENT = "spent"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody at the door with a link of ours."""

    token: str
    invitee: Invitee
    campaign: Campaign
    group: str | None  # what the answer will be kept under
    invited: int

    @property
    def questionnaire(self) -> Questionnaire:
        """What they are asked."""
        return library.find(self.campaign.questionnaire, self.campaign.version)

    @property
    def places(self) -> Mapping[str, str]:
        """What a unit picker offers."""
        if not has_unit_picker(self.questionnaire):
            return NOWHERE
        unit = units_of(db.session(), self.campaign.id)[0]
        return home_places(db.session(), unit.id, clock.today())


def invited_by(session: Session, written: str) -> Invited | None:
    """Return who comes with a link; None when it is none of ours, or none any more."""
    token = written.strip().lower()
    if not token.isascii() or len(token) > LONGEST_TOKEN:
        return None
    invitee = session.scalar(select(Invitee).where(Invitee.entry == entry_of(token)))
    if invitee is None:
        return None
    campaign = session.get_one(Campaign, invitee.campaign_id)
    group = session.get_one(InviteeGroup, invitee.group_id)
    box = session.get_one(InviteeGroup, group.merged_into or group.id)
    is_named = mode_of(session, campaign.id).mode == "grouped" and box.invited >= ENOUGH
    return Invited(token, invitee, campaign, box.name if is_named else None, box.invited)


def door_of(session: Session, invited: Invited) -> Door:
    """Return what they find today."""
    campaign, day = invited.campaign, clock.today()
    if campaign.closed_at is not None:
        return Door.OVER
    if campaign.opened_at is None or day < campaign.starts_on:
        return Door.EARLY
    if is_spent(session, invited.invitee, invited.token):
        return Door.SPENT
    return Door.OVER if day > campaign.ends_on else Door.OPEN


def page(
    invited: Invited,
    language: str,
    given: Mapping[str, str],
    *,
    refusal: Refusal | None = None,
    next_: Next | None = None,
) -> Response:
    """Return a page of the questionnaire, with what was `given` filled in."""
    choose_locale(language)
    form = BallotForm(invited.questionnaire, language, given, places=invited.places, next_=next_)
    html = render_template(
        "invitations/ballot.html",
        style=dress.style(),
        script=showing.script() if form.has_follow_ups else None,
        invited=invited,
        tongue=language,
        questionnaire=form.questionnaire,
        form=form,
        ballot=showing.filled(form),
        refusal=refusal,
    )
    return dress.sent(html, refusal.status if refusal else 200)


def told(door: Door, invited: Invited | None, status: int) -> Response:
    """Say, kindly, what stands behind the door."""
    return dress.page("invitations/told.html", status, door=door.value, invited=invited)
