"""Staff pages of printing: order forms for a unit or for drawn cases, and fetch the print."""

import csv
import io
from collections.abc import Mapping

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms import library
from survey.access.choices import units_to_choose
from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns.choosing import covers
from survey.campaigns.kinds import DEMANDS, Kind
from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaigns_about
from survey.cells import safe_cell
from survey.clock import today
from survey.db import session, writing_session
from survey.diary.writing import note
from survey.i18n import LANGUAGES
from survey.jobs import queue
from survey.paper import codes
from survey.paper.batches import Order, deal, deal_to_cases, handed_out
from survey.paper.inputs import PrintForm
from survey.paper.models import Batch
from survey.paper.printing import A_FILE, PRINT, printed
from survey.places.models import Unit
from survey.places.reading import unit_name

pages = Blueprint("paper_printing", __name__, url_prefix="/manage/paper")


@pages.route("/print", methods=["GET", "POST"])
@guarded(Permission.SUPERVISE)
def order() -> ResponseReturnValue:
    """Ask which forms to print, and deal them their codes."""
    if request.method == "POST":
        writing_session()
    campaigns = _campaigns()
    form = _form(campaigns)
    if not campaigns or not form.validate_on_submit():
        return _page(form, campaigns), 422 if form.is_submitted() else 200
    batch = _dealt(form, campaigns[form.campaign.data])
    if batch is None:
        return _page(form, campaigns), 422
    told = {"forms": batch.forms, "unit": batch.unit_id}
    note(session(), "paper.printed", str(batch.id), actor().account_id, **told)
    session().commit()
    return redirect(url_for("paper_printing.show_batch", number=batch.id))


@pages.get("/batches/<int:number>")
@guarded(Permission.SUPERVISE)
def show_batch(number: int) -> ResponseReturnValue:
    """Show what was printed together, and the ways to its print."""
    batch = _batch(number)
    return render_template(
        "paper/batch.html",
        batch=batch,
        campaign=session().get_one(Campaign, batch.campaign_id),
        unit=unit_name(session(), batch.unit_id),
        is_one_file=batch.forms <= A_FILE,
        cases=handed_out(session(), batch.id),
    )


@pages.get("/batches/<int:number>.pdf")
@guarded(Permission.SUPERVISE)
def file(number: int) -> ResponseReturnValue:
    """Return a batch that fits one file as a PDF."""
    batch = _batch(number)
    if batch.forms > A_FILE:
        abort(404)
    return _download(printed(session(), batch), f"phieu-giay-{batch.id}.pdf", "application/pdf")


@pages.post("/batches/<int:number>/print")
@guarded(Permission.SUPERVISE)
def print_batch(number: int) -> ResponseReturnValue:
    """Put the print of a large batch in the queue."""
    batch = _batch(number)
    asked = {"batch": batch.id}
    job = queue.put(session(), PRINT, asked, batch.unit_id, actor().account_id)
    session().commit()
    return redirect(url_for("jobs.show_job", job_id=job.id))


@pages.get("/batches/<int:number>.csv")
@guarded(Permission.SUPERVISE)
def list_cases(number: int) -> ResponseReturnValue:
    """Return which form goes to whom, as long as the campaign is open."""
    batch = _batch(number)
    lines = io.StringIO()
    rows = csv.writer(lines)
    rows.writerow(_heading())
    for each in handed_out(session(), batch.id):
        place = _("chính") if each.place == "main" else _("dự phòng")
        told = (codes.printed(each.code), each.unit, each.case_code, each.label or "", place)
        rows.writerow([safe_cell(cell) for cell in told])
    content = lines.getvalue().encode("utf-8-sig")
    return _download(content, f"phat-phieu-{batch.id}.csv", "text/csv; charset=utf-8")


def _heading() -> tuple[str, ...]:
    found = (_("Mã phiếu giấy"), _("Đơn vị"), _("Mã trong mẫu"), _("Tên, địa chỉ"))
    return (*found, _("Danh sách"))


def _dealt(form: PrintForm, campaign: Campaign) -> Batch | None:
    unit = session().get_one(Unit, form.unit_id.data)
    questionnaire = library.find(campaign.questionnaire, campaign.version)
    if form.language.data not in questionnaire.languages:
        form.language.errors = [_("Phiếu của đợt này chưa có bằng ngôn ngữ đó.")]
        return None
    if not covers(session(), campaign.id, unit.id, campaign.starts_on):
        form.unit_id.errors = [_("Đợt khảo sát này không gồm đơn vị đó.")]
        return None
    wanted = Order(campaign, unit, form.language.data, actor().account_id)
    if not DEMANDS[Kind(campaign.kind)].needs_draw:
        return deal(session(), wanted, form.count.data)
    batch = deal_to_cases(session(), wanted, with_reserve=form.with_reserve.data)
    if batch is None:
        form.unit_id.errors = [_("Ở đơn vị đó chưa chọn ai, hoặc ai cũng đã có phiếu.")]
    return batch


def _campaigns() -> dict[int, Campaign]:
    about = campaigns_about(session(), actor().unit_id, today())
    return {
        each.campaign.id: each.campaign
        for each in about
        if "paper" in DEMANDS[each.kind].channels and each.campaign.closed_at is None
    }


def _form(campaigns: Mapping[int, Campaign]) -> PrintForm:
    form = PrintForm()
    named = [(number, each.name) for number, each in campaigns.items()]
    form.offer(named, units_to_choose(session(), actor().unit_id, today()), LANGUAGES)
    return form


def _page(form: PrintForm, campaigns: Mapping[int, Campaign]) -> str:
    draws = any(DEMANDS[Kind(each.kind)].needs_draw for each in campaigns.values())
    return render_template("paper/print.html", form=form, campaigns=campaigns, draws=draws)


def _batch(number: int) -> Batch:
    found = session().get(Batch, number) if number < 2**31 else None
    if found is None or found.unit_id not in units_in_reach():
        abort(404)
    return found


def _download(content: bytes, name: str, mimetype: str) -> Response:
    answer = Response(content, mimetype=mimetype.partition(";")[0], content_type=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
