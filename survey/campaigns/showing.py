"""Showing a campaign: its page, whatever was done before it, to those it concerns."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms import library
from survey import i18n
from survey.access.guard import actor, units_in_reach
from survey.campaigns import afterwards, calendar, links, plans, reading, turning, words
from survey.campaigns.inputs import NoteForm
from survey.campaigns.kinds import State
from survey.campaigns.models import Campaign
from survey.clock import today
from survey.db import session, writing_session


def about_us(code: str) -> reading.Listed:
    """Return the campaign with `code` if it concerns the actor's unit; abort otherwise."""
    about = reading.campaigns_about(session(), actor().unit_id, today())
    shown = next((each for each in about if each.campaign.code == code), None)
    return shown or abort(404)


def ours(code: str) -> Campaign:
    """Return the campaign with `code` if the actor answers for all its units; abort otherwise."""
    if request.method == "POST":
        writing_session()  # before anything is read that the writing rests on
    shown = about_us(code)
    if not shown.belongs_to(units_in_reach()):
        abort(404)
    return shown.campaign


def page_of(code: str, **said: object) -> str:
    """Return the campaign's page, with what was `said` just now at its top."""
    shown = about_us(code)
    is_draft = shown.state is State.DRAFT
    told = {
        "is_ours": shown.belongs_to(units_in_reach()),
        "ways_on": links.open_to(shown.kind, shown.state, actor().permissions),
        "demands": words.demands(shown.kind),
        "missing": turning.objections_to(session(), shown.campaign) if is_draft else [],
        "overlaps": calendar.overlaps_with(session(), actor().unit_id, shown),
        "planned": plans.plans_of(session(), shown.campaign.id),
        "publication": afterwards.publication_of(session(), shown.campaign.id),
        "notes": afterwards.notes_on(session(), shown.campaign.id),
        "note_form": NoteForm(formdata=None, prefix="note-"),
    }
    return render_template("campaigns/show.html", shown=shown, **{**told, **said})


def names() -> dict[str, object]:
    """Return what the templates of campaigns call things."""
    return {
        "kind_names": words.KIND_NAMES,
        "state_names": words.STATE_NAMES,
        "promise_names": words.PROMISE_NAMES,
        "title_of": _title_of,
    }


def already(code: str) -> ResponseReturnValue:
    """Lead to how things stand: somebody was faster, or the page was old."""
    session().rollback()
    flash(_("Đợt khảo sát không còn ở trạng thái đó. Trang dưới đây là hiện trạng."), "wrong")
    return redirect(url_for("campaigns.show_campaign", code=code))


def _title_of(campaign: Campaign) -> str:
    title = library.find(campaign.questionnaire, campaign.version).title
    return title.get(i18n.language(), title["vi"])
