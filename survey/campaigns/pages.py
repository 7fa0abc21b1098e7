"""The staff's pages about campaigns: seen by all they concern, run by who answers for them."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from forms import library
from forms.questionnaire import Questionnaire
from survey import i18n, navigation
from survey.access.choices import units_to_choose
from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns import life, links, reading
from survey.campaigns.inputs import KIND_NAMES, CampaignForm
from survey.campaigns.kinds import Kind, State
from survey.campaigns.models import Campaign
from survey.clock import today
from survey.db import session
from survey.places.models import Unit
from survey.questionnaires import shelf

pages = Blueprint("campaigns", __name__, url_prefix="/manage/campaigns")

STATE_NAMES = {
    State.DRAFT: lazy_gettext("Bản nháp"),
    State.WAITING: lazy_gettext("Chờ đến ngày"),
    State.RUNNING: lazy_gettext("Đang mở"),
    State.OVER: lazy_gettext("Hết hạn, chưa đóng"),
    State.CLOSED: lazy_gettext("Đã đóng"),
    State.PUBLISHED: lazy_gettext("Đã công bố"),
}


def init_app(app: Flask) -> None:
    """Give `app` the pages and their place in the menu."""
    app.register_blueprint(pages)
    label = lazy_gettext("Đợt khảo sát")
    entry = navigation.Entry(30, label, "campaigns.list_campaigns", Permission.RUN_CAMPAIGNS)
    navigation.add(app, entry)


@pages.context_processor
def _names() -> dict[str, object]:
    return {"kind_names": KIND_NAMES, "state_names": STATE_NAMES, "title_of": _title_of}


@pages.get("")
@guarded(Permission.RUN_CAMPAIGNS)
def list_campaigns() -> ResponseReturnValue:
    """Show the campaigns that concern the actor's unit."""
    found = reading.campaigns_about(session(), actor().unit_id, today())
    return render_template("campaigns/list.html", campaigns=found)


@pages.route("/new", methods=["GET", "POST"])
@guarded(Permission.RUN_CAMPAIGNS)
def draft_campaign() -> ResponseReturnValue:
    """Draft a campaign."""
    form = CampaignForm()
    form.offer(units_to_choose(session(), actor().unit_id, today()), _offered())
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("campaigns/new.html", form=form), status
    campaign = life.draft(session(), _plan(form), actor().account_id)
    session().commit()
    flash(_("Đã lưu bản nháp. Người dân chưa thấy gì cho đến khi đợt được mở."), "done")
    return redirect(url_for("campaigns.show_campaign", code=campaign.code))


@pages.get("/<code>")
@guarded(Permission.RUN_CAMPAIGNS)
def show_campaign(code: str) -> ResponseReturnValue:
    """Show one campaign and what can be done with it."""
    shown = _about_us(code)
    return _shown(shown, is_ours=shown.belongs_to(units_in_reach()))


@pages.post("/<code>/open")
@guarded(Permission.RUN_CAMPAIGNS)
def open_campaign(code: str) -> ResponseReturnValue:
    """Open a draft."""
    campaign = _ours(code)
    try:
        life.open_campaign(session(), campaign, actor().account_id)
    except life.Overlaps as overlap:
        session().rollback()
        return _in_the_way(code, overlap.names)
    except life.NotUsable:
        return _not_usable(code)
    except life.WrongTurn:
        return _already(code)
    session().commit()
    flash(_("Đã mở đợt khảo sát. Mã QR của các quầy dẫn đến đợt này."), "done")
    return redirect(url_for("campaigns.show_campaign", code=code))


@pages.route("/<code>/close", methods=["GET", "POST"])
@guarded(Permission.RUN_CAMPAIGNS)
def close_campaign(code: str) -> ResponseReturnValue:
    """Say what closing means, then close."""
    campaign = _ours(code)
    if request.method == "GET":
        return render_template("campaigns/close.html", campaign=campaign)
    try:
        life.close_campaign(session(), campaign, actor().account_id)
    except life.WrongTurn:
        return _already(code)
    session().commit()
    flash(_("Đã đóng đợt khảo sát và chốt số liệu."), "done")
    return redirect(url_for("campaigns.show_campaign", code=code))


def _plan(form: CampaignForm) -> life.Plan:
    kind = Kind(form.kind.data)
    # The offer lists a unit before those below it, so the first one ticked names the code.
    first = next(each.value for each in form.units.choices if each.value in form.units.data)
    unit_code = session().get_one(Unit, first).code
    return life.Plan(
        code=life.fresh_code(session(), kind, unit_code, form.starts_on.data),
        name=form.name.data.strip(),
        kind=kind,
        unit_ids=frozenset(form.units.data),
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        questionnaire=form.questionnaire.data,
        version=next(q.version for q in _offered() if q.code == form.questionnaire.data),
    )


def _offered() -> list[Questionnaire]:
    return shelf.offered(session(), actor().unit_id, today())


def _title_of(campaign: Campaign) -> str:
    title = library.find(campaign.questionnaire, campaign.version).title
    return title.get(i18n.language(), title["vi"])


def _shown(shown: reading.Listed, **told: object) -> str:
    ways_on = links.open_to(shown.kind, actor().permissions)
    return render_template("campaigns/show.html", shown=shown, ways_on=ways_on, **told)


def _about_us(code: str) -> reading.Listed:
    about = reading.campaigns_about(session(), actor().unit_id, today())
    shown = next((each for each in about if each.campaign.code == code), None)
    return shown or abort(404)


def _ours(code: str) -> Campaign:
    shown = _about_us(code)
    if not shown.belongs_to(units_in_reach()):
        abort(404)
    return shown.campaign


def _in_the_way(code: str, names: list[str]) -> ResponseReturnValue:
    return _shown(_about_us(code), is_ours=True, in_the_way=names), 409


def _not_usable(code: str) -> ResponseReturnValue:
    session().rollback()
    return _shown(_about_us(code), is_ours=True, not_usable=True), 409


def _already(code: str) -> ResponseReturnValue:
    session().rollback()
    flash(_("Đợt khảo sát không còn ở trạng thái đó. Trang dưới đây là hiện trạng."), "wrong")
    return redirect(url_for("campaigns.show_campaign", code=code))
