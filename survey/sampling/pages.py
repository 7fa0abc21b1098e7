"""Staff pages of a campaign's sample: draw it up, draw, and see what was drawn."""

from flask import Blueprint, Flask, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns import links, turning
from survey.campaigns.kinds import DEMANDS, Kind
from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaign_by_code, units_of
from survey.db import session
from survey.jobs import queue
from survey.sampling import carrying, reading
from survey.sampling.designing import design_of, filled
from survey.sampling.drawing.designs import Design
from survey.sampling.drawing.presets import PRESETS
from survey.sampling.drawing.spelling import read, written
from survey.sampling.drawing.telling import sentences
from survey.sampling.drawing_up import NotNow, demand_free, is_visited
from survey.sampling.inputs import DesignForm, fresh_seed
from survey.sampling.looking import Looked, look
from survey.sampling.models import Draw
from survey.sampling.weighing import weighed

MOST_SHOWN = 30
_ANY_REASON = "…"  # whether it may be drawn at all, whatever is said of it

pages = Blueprint("sampling", __name__, url_prefix="/manage/campaigns/<code>/sample")


def init_app(app: Flask) -> None:
    """Give `app` the pages and the way to them, and keep undrawn campaigns from opening."""
    app.register_blueprint(pages)
    turning.before_opening(app, lacks_a_draw)
    kinds = [kind for kind in Kind if DEMANDS[kind].needs_draw]
    may = Permission.RUN_CAMPAIGNS
    links.add(app, links.Link(kinds, "sampling.show_sample", _("Chọn mẫu"), may, 10))


def lacks_a_draw(session: object, campaign: Campaign) -> object:
    """Object to the opening of a campaign that needs a draw and has none."""
    if DEMANDS[Kind(campaign.kind)].needs_draw and not reading.is_drawn(session, campaign.id):  # type: ignore[arg-type]
        return _("Chưa chọn mẫu: đợt điều tra chọn mẫu chỉ mở được khi đã có người để hỏi.")
    return None


@pages.get("")
@guarded(Permission.RUN_CAMPAIGNS)
def show_sample(code: str) -> ResponseReturnValue:
    """Show the sample of a campaign, or that there is none yet."""
    campaign = campaign_in_reach(code)
    draw = reading.in_force(session(), campaign.id)
    told = {"campaign": campaign, "draws": reading.draws_of(session(), campaign.id)}
    if draw is not None:
        told |= _shown(draw)
    may_draw = campaign.closed_at is None and not is_visited(session(), campaign.id)
    return render_template("sampling/sample.html", draw=draw, may_draw=may_draw, **told)


@pages.get("/design")
@guarded(Permission.RUN_CAMPAIGNS)
def choose_design(code: str) -> ResponseReturnValue:
    """Show a design to begin from: a preset's, or that of the draw in force."""
    campaign = campaign_in_reach(code)
    preset = PRESETS.get(request.args.get("preset", ""))
    design = preset.design if preset else _begun(campaign)
    form = DesignForm(formdata=None, data={**filled(design), "seed": fresh_seed()})
    return _form_page(campaign, form, note=preset.note if preset else None)


@pages.post("/design")
@guarded(Permission.RUN_CAMPAIGNS)
def draw_up(code: str) -> ResponseReturnValue:
    """Say what a design takes, or put its draw in the queue."""
    campaign = campaign_in_reach(code)
    form = DesignForm()
    form.offer(reading.frames_of(session(), units_in_reach()))
    if not form.validate():
        return _form_page(campaign, form), 422
    looked = look(session(), campaign, form.frame_id.data, design_of(form.data), form.response.data)
    wrong = [*looked.faults, *_refused(campaign, form.reason.data or "")]
    if wrong or request.form.get("act") != "draw":
        status = 422 if wrong else 200
        return _form_page(campaign, form, looked=looked, wrong=wrong), status
    return redirect(url_for("jobs.show_job", job_id=_put(campaign, form)))


def _put(campaign: Campaign, form: DesignForm) -> int:
    by = actor()
    job = queue.put(session(), carrying.DRAW, _asked(campaign, form), by.unit_id, by.account_id)
    session().commit()
    return job.id


def _shown(draw: Draw) -> dict[str, object]:
    design = read(draw.design)
    units = reading.units_of(session(), draw.id)
    return {
        "sentences": sentences(design) if isinstance(design, Design) else [],
        "weighed": weighed(session(), draw, design) if isinstance(design, Design) else [],
        "units": units[:MOST_SHOWN],
        "more_units": max(len(units) - MOST_SHOWN, 0),
        "counted": reading.counted(session(), draw.id),
    }


def _form_page(
    campaign: Campaign,
    form: DesignForm,
    *,
    note: str | None = None,
    looked: Looked | None = None,
    wrong: list[str] | None = None,
) -> str:
    form.offer(reading.frames_of(session(), units_in_reach()))
    told = {
        "presets": PRESETS,
        "note": note,
        "looked": looked,
        "wrong": wrong,
        "is_again": reading.is_drawn(session(), campaign.id),
        "planning_unit": units_of(session(), campaign.id)[0].id,
    }
    return render_template("sampling/design.html", campaign=campaign, form=form, **told)


def _begun(campaign: Campaign) -> Design:
    draw = reading.in_force(session(), campaign.id)
    design = read(draw.design) if draw else None
    return design if isinstance(design, Design) else next(iter(PRESETS.values())).design


def _refused(campaign: Campaign, reason: str) -> list[str]:
    is_drawing = request.form.get("act") == "draw"
    try:
        demand_free(session(), campaign, reason if is_drawing else _ANY_REASON)
    except NotNow as why:
        return [str(why)]
    return []


def _asked(campaign: Campaign, form: DesignForm) -> dict[str, object]:
    design = design_of(form.data)
    return {
        "campaign_id": campaign.id,
        "frame_id": form.frame_id.data,
        "design": written(design) if isinstance(design, Design) else "",
        "seed": form.seed.data,
        "reason": (form.reason.data or "").strip(),
    }


def campaign_in_reach(code: str) -> Campaign:
    """Return the campaign with `code`; 404 unless it is drawn for, and all of it is ours."""
    found = campaign_by_code(session(), code)
    if found is None or not DEMANDS[Kind(found.kind)].needs_draw:
        abort(404)
    if not {unit.id for unit in units_of(session(), found.id)} <= units_in_reach():
        abort(404)
    return found
