"""The staff's pages where a campaign is drafted, changed while it is a draft, and copied."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.questionnaire import Questionnaire
from survey.access.choices import units_to_choose
from survey.access.guard import actor, guarded
from survey.access.permissions import Permission
from survey.campaigns import copying, life, reading, words
from survey.campaigns.inputs import CampaignForm
from survey.campaigns.kinds import Kind
from survey.campaigns.models import Campaign
from survey.campaigns.showing import already, ours
from survey.clock import today
from survey.db import session
from survey.places.models import Unit
from survey.questionnaires import shelf

pages = Blueprint("campaign_drafts", __name__, url_prefix="/manage/campaigns")


@pages.route("/new", methods=["GET", "POST"])
@guarded(Permission.RUN_CAMPAIGNS)
def draft_campaign() -> ResponseReturnValue:
    """Draft a campaign."""
    form = CampaignForm()
    _offer(form)
    if not form.validate_on_submit():
        return _asked(form)
    campaign = life.draft(session(), _plan(form), actor().account_id)
    session().commit()
    flash(_("Đã lưu bản nháp. Người dân chưa thấy gì cho đến khi đợt được mở."), "done")
    return redirect(url_for("campaigns.show_campaign", code=campaign.code))


@pages.route("/<code>/edit", methods=["GET", "POST"])
@guarded(Permission.RUN_CAMPAIGNS)
def edit_campaign(code: str) -> ResponseReturnValue:
    """Change a draft; whatever was opened stands."""
    campaign = ours(code)
    if campaign.opened_at is not None:
        return already(code)
    form = CampaignForm(data=_written(campaign))
    _offer(form)
    if not form.validate_on_submit():
        return _asked(form, campaign)
    if not _redrafted(campaign, form):
        return already(code)
    flash(_("Đã lưu thay đổi của bản nháp."), "done")
    return redirect(url_for("campaigns.show_campaign", code=campaign.code))


@pages.post("/<code>/copy")
@guarded(Permission.RUN_CAMPAIGNS)
def copy_campaign(code: str) -> ResponseReturnValue:
    """Draft the same for next year, and say what is not as it was."""
    try:
        copied = copying.copy(session(), ours(code), actor().account_id)
    except (copying.NowhereLeft, life.Unfit):
        session().rollback()
        flash(_("Không chép được: năm sau không còn đơn vị nào của đợt này."), "wrong")
        return redirect(url_for("campaigns.show_campaign", code=code))
    session().commit()
    for sentence in words.copied(copied):
        flash(sentence, "done")
    return redirect(url_for("campaigns.show_campaign", code=copied.campaign.code))


def _asked(form: CampaignForm, campaign: Campaign | None = None) -> ResponseReturnValue:
    demands = {kind.value: words.demands(kind) for kind in Kind}
    page = render_template("campaigns/new.html", form=form, campaign=campaign, demands=demands)
    return page, 422 if form.is_submitted() else 200


def _offer(form: CampaignForm) -> None:
    form.offer(units_to_choose(session(), actor().unit_id, today()), _offered())


def _written(campaign: Campaign) -> dict[str, object]:
    columns = ("name", "kind", "starts_on", "ends_on", "questionnaire")
    return {
        **{name: getattr(campaign, name) for name in columns},
        "fewest": str(campaign.fewest or ""),
        "units": [unit.id for unit in reading.units_of(session(), campaign.id)],
    }


def _redrafted(campaign: Campaign, form: CampaignForm) -> bool:
    try:
        life.redraft(session(), campaign, _plan(form, campaign), actor().account_id)
    except life.WrongTurn:
        return False
    session().commit()
    return True


def _plan(form: CampaignForm, campaign: Campaign | None = None) -> life.Plan:
    kind = Kind(form.kind.data)
    # The offer lists a unit before those below it, so the first one ticked names the code.
    first = next(each.value for each in form.units.choices if each.value in form.units.data)
    unit = session().get_one(Unit, first)
    stem = life.stem(kind, unit.code, form.starts_on.data)
    # A draft keeps its code as long as that says what it is.
    is_its_own = campaign is not None and life.is_of(campaign.code, stem)
    fresh = life.fresh_code(session(), kind, unit.code, form.starts_on.data)
    return life.Plan(
        code=campaign.code if campaign is not None and is_its_own else fresh,
        name=form.name.data.strip(),
        kind=kind,
        unit_ids=frozenset(form.units.data),
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        questionnaire=form.questionnaire.data,
        version=next(q.version for q in _offered() if q.code == form.questionnaire.data),
        fewest=form.minimum,
    )


def _offered() -> list[Questionnaire]:
    return shelf.offered(session(), actor().unit_id, today())
