"""The organiser's pages: the list, the mode, the letters, and how many have answered."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select

from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns import links, reading
from survey.campaigns.kinds import Kind
from survey.campaigns.models import Campaign
from survey.clock import today
from survey.db import session
from survey.diary.writing import note
from survey.invitations import inviting, organising, sending
from survey.invitations.inputs import ListForm, ModeForm
from survey.invitations.lists import Refused, people_in
from survey.invitations.models import Invitee
from survey.invitations.sending import CannotSend, Objection
from survey.mail import desk, queue
from survey.row import CannotRead
from survey.sheets import rows_of

pages = Blueprint("invitees", __name__, url_prefix="/manage/campaigns/<code>/invitees")
MOST_TOLD = 200

OBJECTIONS = {
    Objection.NOT_OPEN: lazy_gettext("Hãy mở đợt khảo sát trước khi gửi thư mời."),
    Objection.OVER: lazy_gettext("Đợt đã hết hạn hoặc đã đóng, không gửi thư nữa."),
    Objection.NOBODY: lazy_gettext("Chưa có ai trong danh sách."),
    Objection.NOT_INVITED_YET: lazy_gettext("Chưa gửi thư mời nên chưa nhắc được."),
    Objection.UNDER_WAY: lazy_gettext("Thư lần trước còn đang gửi. Xin chờ gửi xong."),
}


def init_app(app: Flask) -> None:
    """Give `app` the pages, and let its letters be written."""
    app.register_blueprint(pages)
    desk.register(app, sending.INVITATION, sending.compose)
    desk.register(app, sending.REMINDER, sending.compose)
    label = lazy_gettext("Người được mời và thư mời")
    way = links.Link({Kind.INVITED}, "invitees.show", label, Permission.RUN_CAMPAIGNS)
    links.add(app, way)


@pages.get("")
@guarded(Permission.RUN_CAMPAIGNS)
def show(code: str) -> ResponseReturnValue:
    """Show groups, letters and how many have answered."""
    return _page(_ours(code))


@pages.post("/list")
@guarded(Permission.RUN_CAMPAIGNS)
def hand_in(code: str) -> ResponseReturnValue:
    """Take a list of those to be invited; tell each line that was refused."""
    campaign, form = _ours_to_change(code), ListForm()
    if not form.validate():
        return _page(campaign, list_form=form, status=422)
    try:
        added, refused = _added(campaign, form)
    except CannotRead as reason:
        form.sheet.errors = [str(reason)]
        return _page(campaign, list_form=form, status=422)
    session().commit()
    flash(_("Đã thêm %(count)s người vào danh sách.", count=added), "done")
    return _page(campaign, refused=refused)


@pages.post("/mode")
@guarded(Permission.RUN_CAMPAIGNS)
def choose(code: str) -> ResponseReturnValue:
    """Keep what is kept of those who answer."""
    campaign, form = _ours_to_change(code), ModeForm()
    if not form.validate():
        return _page(campaign, mode_form=form, status=422)
    chosen = {"mode": form.mode.data, "leaves": form.leaves.data}
    try:
        inviting.choose_mode(session(), campaign.id, words=form.words.data or "", **chosen)
    except inviting.Locked:
        return _locked(code)
    note(session(), "invitations.mode", code, actor().account_id, **chosen)
    return _done(code, _("Đã lưu cách giữ câu trả lời."))


@pages.post("/merge")
@guarded(Permission.RUN_CAMPAIGNS)
def merge(code: str) -> ResponseReturnValue:
    """Put small groups together."""
    try:
        merged = inviting.merge_small(session(), _ours_to_change(code).id)
    except inviting.Locked:
        return _locked(code)
    note(session(), "invitations.merged", code, actor().account_id, groups=merged)
    return _done(code, _("Đã gộp %(count)s nhóm nhỏ.", count=merged))


@pages.post("/letters/<kind>")
@guarded(Permission.RUN_CAMPAIGNS)
def send(code: str, kind: str) -> ResponseReturnValue:
    """Ask for invitations or reminders."""
    acts = {"invitation": sending.send_invitations, "reminder": sending.send_reminders}
    act = acts.get(kind) or abort(404)
    try:
        posted = act(session(), _ours_to_change(code), actor().account_id)
    except CannotSend as cannot:
        return _said(code, str(OBJECTIONS[cannot.why]))
    return _done(code, _("Đã xếp %(count)s thư vào hàng chờ gửi.", count=posted.letters))


@pages.post("/letters/again")
@guarded(Permission.RUN_CAMPAIGNS)
def send_again(code: str) -> ResponseReturnValue:
    """Let go out again what may not have arrived, or was refused."""
    campaign = _ours_to_change(code)
    again = queue.resend_unsure(session(), campaign.id)
    again += queue.resend_failed(session(), campaign.id)
    note(session(), "invitations.again", code, actor().account_id, letters=again)
    return _done(code, _("Sẽ gửi lại %(count)s thư.", count=again))


def _added(campaign: Campaign, form: ListForm) -> tuple[int, list[Refused]]:
    handed = form.sheet.data
    chosen = select(Invitee.address).where(Invitee.campaign_id == campaign.id)
    rows = rows_of(handed.read(), handed.filename or "")
    people, refused = people_in(rows, session().scalars(chosen).all())
    added = inviting.invite(session(), campaign, people)
    told = {"added": added, "refused": len(refused)}
    note(session(), "invitations.listed", campaign.code, actor().account_id, **told)
    return added, refused


def _page(
    campaign: Campaign,
    *,
    list_form: ListForm | None = None,
    mode_form: ModeForm | None = None,
    refused: list[Refused] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    seen = organising.overview_of(session(), campaign)
    mode_form = mode_form or ModeForm(obj=seen.mode)
    session().commit()
    page = render_template(
        "invitations/organise.html",
        campaign=campaign,
        seen=seen,
        list_form=list_form or ListForm(),
        mode_form=mode_form,
        refused=(refused or [])[:MOST_TOLD],
        refused_count=len(refused or []),
        is_over=campaign.closed_at is not None or today() > campaign.ends_on,
    )
    return page, status


def _ours(code: str) -> Campaign:
    about = reading.campaigns_about(session(), actor().unit_id, today())
    shown = next((each for each in about if each.campaign.code == code), None)
    if shown is None or shown.kind is not Kind.INVITED or not shown.belongs_to(units_in_reach()):
        abort(404)
    return shown.campaign


def _ours_to_change(code: str) -> Campaign:
    campaign = _ours(code)
    inviting.take_turn(session(), campaign)
    if campaign.closed_at is not None:
        session().rollback()
        abort(_said(code, _("Đợt đã đóng, danh sách không thêm được nữa.")))
    return campaign


def _done(code: str, words: str) -> ResponseReturnValue:
    session().commit()
    flash(words, "done")
    return redirect(url_for("invitees.show", code=code))


def _locked(code: str) -> ResponseReturnValue:
    words = _("Thư mời đầu tiên đã gửi, nên cách giữ câu trả lời và các nhóm không đổi nữa.")
    return _said(code, words)


def _said(code: str, words: str) -> ResponseReturnValue:
    session().rollback()
    flash(words, "wrong")
    return redirect(url_for("invitees.show", code=code))
