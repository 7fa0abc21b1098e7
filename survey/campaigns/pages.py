"""The staff's pages about campaigns: seen by all they concern, run by who answers for them."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from survey import navigation
from survey.access.guard import actor, guarded
from survey.access.permissions import Permission
from survey.campaigns import (
    life,
    pages_after,
    pages_calendar,
    pages_drafting,
    pages_plans,
    reading,
)
from survey.campaigns.showing import about_us, already, names, ours, page_of
from survey.campaigns.words import STATE_NAMES
from survey.clock import today
from survey.db import session

__all__ = ["STATE_NAMES", "init_app", "pages"]

pages = Blueprint("campaigns", __name__, url_prefix="/manage/campaigns")
pages.context_processor(names)


def init_app(app: Flask) -> None:
    """Give `app` the pages and their place in the menu."""
    for each in (pages_drafting, pages_calendar, pages_plans, pages_after):
        app.register_blueprint(each.pages)
    app.register_blueprint(pages)
    label = lazy_gettext("Đợt khảo sát")
    entry = navigation.Entry(30, label, "campaigns.list_campaigns", Permission.RUN_CAMPAIGNS)
    navigation.add(app, entry)


@pages.get("")
@guarded(Permission.RUN_CAMPAIGNS)
def list_campaigns() -> ResponseReturnValue:
    """Show the campaigns that concern the actor's unit."""
    found = reading.campaigns_about(session(), actor().unit_id, today())
    return render_template("campaigns/list.html", campaigns=found)


@pages.get("/<code>")
@guarded(Permission.RUN_CAMPAIGNS)
def show_campaign(code: str) -> ResponseReturnValue:
    """Show one campaign and what can be done with it."""
    return page_of(code)


@pages.post("/<code>/open")
@guarded(Permission.RUN_CAMPAIGNS)
def open_campaign(code: str) -> ResponseReturnValue:
    """Open a draft."""
    try:
        life.open_campaign(session(), ours(code), actor().account_id)
    except life.WrongTurn:
        return already(code)
    except (life.Overlaps, life.NotReady, life.NotUsable) as refused:
        session().rollback()
        return page_of(code, **_in_the_way(refused)), 409
    session().commit()
    is_open_to_all = about_us(code).kind.is_open_to_all
    flash(_opened_to_all() if is_open_to_all else _("Đã mở đợt khảo sát."), "done")
    return redirect(url_for("campaigns.show_campaign", code=code))


@pages.route("/<code>/close", methods=["GET", "POST"])
@guarded(Permission.RUN_CAMPAIGNS)
def close_campaign(code: str) -> ResponseReturnValue:
    """Say what closing means, then close."""
    campaign = ours(code)
    if request.method == "GET":
        return render_template("campaigns/close.html", campaign=campaign)
    try:
        life.close_campaign(session(), campaign, actor().account_id)
    except life.WrongTurn:
        return already(code)
    session().commit()
    flash(_("Đã đóng đợt khảo sát và chốt số liệu."), "done")
    return redirect(url_for("campaigns.show_campaign", code=code))


def _opened_to_all() -> str:
    return _("Đã mở đợt khảo sát. Mã QR của các quầy dẫn đến đợt này.")


def _in_the_way(refused: Exception) -> dict[str, object]:
    if isinstance(refused, life.Overlaps):
        return {"in_the_way": refused.names}
    if isinstance(refused, life.NotReady):
        return {"not_ready": refused.words}
    return {"not_usable": True}
