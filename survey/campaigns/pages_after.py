"""The staff's pages of a closed campaign: it is published once, and notes are added."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey.access.guard import actor, guarded
from survey.access.permissions import Permission
from survey.campaigns import afterwards, life
from survey.campaigns.inputs import NoteForm, WordsForm
from survey.campaigns.showing import already, names, ours, page_of
from survey.db import session

pages = Blueprint("campaign_afterwards", __name__, url_prefix="/manage/campaigns")
pages.context_processor(names)


@pages.route("/<code>/publish", methods=["GET", "POST"])
@guarded(Permission.RUN_CAMPAIGNS)
def publish_campaign(code: str) -> ResponseReturnValue:
    """Ask where the results were made known, then say so for good."""
    campaign = ours(code)
    form = WordsForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("campaigns/publish.html", campaign=campaign, form=form), status
    try:
        afterwards.publish(session(), campaign, form.words.data, actor().account_id)
    except life.WrongTurn:
        return already(code)
    session().commit()
    flash(_("Đã ghi nhận việc công bố."), "done")
    return redirect(url_for("campaigns.show_campaign", code=code))


@pages.post("/<code>/notes")
@guarded(Permission.RUN_CAMPAIGNS)
def annotate_campaign(code: str) -> ResponseReturnValue:
    """Add a note to a closed campaign."""
    campaign = ours(code)
    form = NoteForm(prefix="note-")
    if not form.validate():
        return page_of(code, note_form=form), 422
    try:
        afterwards.annotate(session(), campaign, form.words.data, actor().account_id)
    except life.WrongTurn:
        return already(code)
    session().commit()
    flash(_("Đã thêm ghi chú."), "done")
    return redirect(url_for("campaigns.show_campaign", code=code))
