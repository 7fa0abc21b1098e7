"""Staff pages of fieldwork: which campaigns have any, how far one is, what it asks for."""

import secrets

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from survey import navigation
from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns import links, turning
from survey.campaigns.kinds import DEMANDS, Kind
from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaigns_about
from survey.clock import today
from survey.db import session, writing_session
from survey.diary.writing import note
from survey.fieldwork import pages_assigning, pages_calls, pages_interviewers, pages_reviews, words
from survey.fieldwork.api import api
from survey.fieldwork.closing import cut
from survey.fieldwork.finding import campaign_in_reach, has_fieldwork
from survey.fieldwork.inputs import SettingsForm
from survey.fieldwork.models import FieldworkSettings
from survey.fieldwork.overview import overview
from survey.sampling.drawing_up import is_visited

pages = Blueprint("fieldwork", __name__, url_prefix="/manage")
DEFAULT_SHARE = 1000


def init_app(app: Flask) -> None:
    """Let interviewers' tablets speak to `app`, and whoever supervises them see them."""
    app.register_blueprint(api)
    for door in (pages, *(each.pages for each in _DOORS)):
        app.register_blueprint(door)
    turning.at_closing(app, cut)
    label = lazy_gettext("Khảo sát thực địa")
    entry = (32, label, "fieldwork.list_fieldwork", Permission.TYPE_FORMS)
    navigation.add(app, navigation.Entry(*entry))
    kinds = [kind for kind in Kind if DEMANDS[kind].needs_draw]
    way = (kinds, "fieldwork.show_fieldwork", label, Permission.SUPERVISE)
    links.add(app, links.Link(*way, order=30))


_DOORS = (pages_interviewers, pages_assigning, pages_reviews, pages_calls)


@pages.app_context_processor
def _words() -> dict[str, object]:
    return {"fieldwork_words": words}


@pages.get("/fieldwork")
@guarded(Permission.TYPE_FORMS)
def list_fieldwork() -> ResponseReturnValue:
    """Show the campaigns whose people are visited, the newest first."""
    reach = units_in_reach()
    about = campaigns_about(session(), actor().unit_id, today())
    found = [one for one in about if has_fieldwork(one.campaign) and one.belongs_to(reach)]
    supervises = Permission.SUPERVISE in actor().permissions
    return render_template("fieldwork/list.html", found=found, supervises=supervises)


@pages.get("/campaigns/<code>/fieldwork")
@guarded(Permission.SUPERVISE)
def show_fieldwork(code: str) -> ResponseReturnValue:
    """Show how far a campaign's fieldwork is."""
    campaign = campaign_in_reach(code)
    seen = overview(session(), campaign)
    return render_template("fieldwork/show.html", campaign=campaign, seen=seen)


@pages.route("/campaigns/<code>/fieldwork/settings", methods=["GET", "POST"])
@guarded(Permission.SUPERVISE)
def set_fieldwork(code: str) -> ResponseReturnValue:
    """Say whether positions are asked for, and how many are called back."""
    campaign = campaign_in_reach(code)
    form = _settings_form(campaign)
    if campaign.closed_at is not None or not _is_fit(campaign, form):
        status = 422 if form.is_submitted() else 200
        return render_template("fieldwork/settings.html", campaign=campaign, form=form), status
    _keep(campaign, form)
    session().commit()
    flash(_("Đã lưu. Máy của điều tra viên nhận thay đổi khi có mạng."), "done")
    return redirect(url_for("fieldwork.show_fieldwork", code=code))


def _settings_form(campaign: Campaign) -> SettingsForm:
    kept = session().get(FieldworkSettings, campaign.id)
    share = kept.callback_share_bp if kept else DEFAULT_SHARE
    seed = kept.seed if kept else str(secrets.randbelow(10**16))
    asks = kept.ask_position if kept else False
    return SettingsForm(data={"share": share / 100, "seed": seed, "ask_position": asks})


def _is_fit(campaign: Campaign, form: SettingsForm) -> bool:
    """Whether `form` may be kept: who is called back is not picked once it is known who came."""
    if not form.validate_on_submit():
        return False
    kept = writing_session().get(FieldworkSettings, campaign.id, populate_existing=True)
    if kept is None or not is_visited(session(), campaign.id):
        return True
    if form.seed.data != kept.seed:
        form.seed.errors = [_("Đã có phiếu phỏng vấn nên số khởi đầu giữ nguyên.")]
    if form.share_bp < kept.callback_share_bp:
        form.share.errors = [_("Đã có phiếu phỏng vấn nên tỷ lệ chỉ tăng, không giảm.")]
    return not form.errors


def _keep(campaign: Campaign, form: SettingsForm) -> None:
    writer = writing_session()
    row = writer.get(FieldworkSettings, campaign.id) or FieldworkSettings(campaign_id=campaign.id)
    row.ask_position, row.seed = bool(form.ask_position.data), form.seed.data or ""
    row.callback_share_bp = form.share_bp
    writer.add(row)
    told = {"ask_position": row.ask_position, "callback_share_bp": row.callback_share_bp}
    note(writer, "fieldwork.set", campaign.code, actor().account_id, seed=row.seed, **told)
