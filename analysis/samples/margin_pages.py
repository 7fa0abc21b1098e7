"""The page where known totals are brought in: which hold now, and a sheet of new ones."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from sqlalchemy.exc import IntegrityError

from analysis.samples.keeping import NotKept, keep, totals_of
from analysis.samples.sheets import Wrong, totals_in
from analysis.samples.words import fault_words, level_name, variable_name
from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns import links
from survey.campaigns.kinds import DEMANDS, Kind
from survey.campaigns.looking import is_weighted
from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaign_by_code, units_of
from survey.clock import now
from survey.db import session, writing_session
from survey.row import CannotRead
from survey.sheets import rows_of

pages = Blueprint("margins", __name__, url_prefix="/manage/results/margins")


class MarginsForm(FlaskForm):
    """A sheet of known totals."""

    sheet = FileField(
        lazy_gettext("Tệp tổng số người"), [FileRequired(lazy_gettext("Xin chọn một tệp."))]
    )


def init_app(app: Flask) -> None:
    """Give `app` the page, and a way to it from campaigns that are drawn."""
    app.register_blueprint(pages)
    kinds = frozenset(kind for kind in Kind if DEMANDS[kind].needs_draw)
    label, may = lazy_gettext("Tổng số người để hiệu chỉnh trọng số"), Permission.RUN_CAMPAIGNS
    links.add(app, links.Link(kinds, "margins.bring_in", label, may, 70))


@pages.route("/<code>", methods=["GET", "POST"])
@guarded(Permission.RUN_CAMPAIGNS)
def bring_in(code: str) -> ResponseReturnValue:
    """Show the totals that hold, and bring a sheet of others in."""
    campaign = _ours(code)
    form = MarginsForm()
    if not form.validate_on_submit():
        return _page(campaign, form), 422 if form.is_submitted() else 200
    wrong = _taken(campaign, form)
    if wrong:
        return _page(campaign, form, wrong), 422
    flash(_("Đã lưu tổng số người. Kết quả sẽ được hiệu chỉnh theo đó khi đóng đợt."), "done")
    return redirect(url_for("margins.bring_in", code=code))


def _ours(code: str) -> Campaign:
    campaign = campaign_by_code(session(), code)
    if campaign is None or not is_weighted(campaign):
        abort(404)
    if not {unit.id for unit in units_of(session(), campaign.id)} <= units_in_reach():
        abort(404)
    return campaign


def _taken(campaign: Campaign, form: MarginsForm) -> list[str]:
    """Keep what the sheet says, or return what is wrong."""
    name = form.sheet.data.filename or ""
    try:
        found = totals_in(rows_of(form.sheet.data.read(), name))
    except CannotRead as unreadable:
        return [str(unreadable)]
    if found.wrong:
        return [_told(each) for each in found.wrong]
    ours = writing_session().get_one(Campaign, campaign.id)
    shown = "".join(sign for sign in name if sign.isprintable())
    try:
        keep(session(), ours, found.totals, source=shown, at=now(), by=actor().account_id)
        session().commit()
    except NotKept as refused:
        session().rollback()
        closed = _("Đợt đã đóng, kết quả đã chốt nên không nhập thêm được.")
        return [fault_words(each) for each in refused.faults] or [closed]
    except IntegrityError:
        session().rollback()
        return [_("Có người khác vừa nhập cho đợt này. Xin xem lại rồi nhập lại.")]
    return []


def _told(wrong: Wrong) -> str:
    return _("Dòng %(line)s: %(words)s.", line=wrong.line, words=wrong.words)


def _page(campaign: Campaign, form: MarginsForm, wrong: list[str] | None = None) -> str:
    totals = totals_of(session(), campaign.id)
    named = {
        variable_name(name): {level_name(name, level): n for level, n in levels.items()}
        for name, levels in totals.items()
    }
    told = {"campaign": campaign, "form": form, "totals": named, "wrong": wrong or []}
    return render_template("samples/margins.html", **told, is_post=request.method == "POST")
