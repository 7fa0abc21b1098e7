"""Staff pages of interviewers: let in, looked at, revoked."""

from base64 import b64encode

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select

from survey.access.guard import actor, guarded
from survey.access.permissions import Permission
from survey.db import session, writing_session
from survey.fieldwork import callbacks, revoking
from survey.fieldwork.enrolling import open_enrolment
from survey.fieldwork.finding import campaign_in_reach, interviewer_in
from survey.fieldwork.inputs import ActForm
from survey.fieldwork.interviewer_models import InterviewAside, Interviewer, InterviewerEvent
from survey.fieldwork.numbering import ranges_of
from survey.fieldwork.standing import standings
from survey.offline import numbers
from survey.offline.enrolling import LIFE
from survey.places import qr

pages = Blueprint("interviewers", __name__, url_prefix="/manage/campaigns/<code>/fieldwork")
MOST_EVENTS = 50


@pages.post("/interviewers/new")
@guarded(Permission.SUPERVISE)
def open_door(code: str) -> ResponseReturnValue:
    """Show, once, the QR and the PIN that let an interviewer's tablet in."""
    campaign = campaign_in_reach(code)
    if campaign.closed_at is not None:
        flash(_("Đợt khảo sát đã đóng nên không nhận thêm điều tra viên."), "wrong")
        return redirect(url_for("fieldwork.show_fieldwork", code=code))
    callbacks.begin(writing_session(), campaign)
    secret = open_enrolment(session(), campaign, actor().account_id)
    session().commit()
    address = enrolment_address(secret.code)
    picture = b64encode(qr.svg(address)).decode()
    told = {"campaign": campaign, "secret": secret, "life": LIFE.seconds // 60}
    return render_template("fieldwork/door.html", address=address, picture=picture, **told)


@pages.get("/interviewers/<interviewer_id>")
@guarded(Permission.SUPERVISE)
def show_interviewer(code: str, interviewer_id: str) -> ResponseReturnValue:
    """Show one interviewer: how the tablet stands, which cases, what happened."""
    campaign = campaign_in_reach(code)
    interviewer = interviewer_in(campaign, interviewer_id)
    told = {
        "cases": standings(session(), campaign.id, interviewer.id),
        "gaps": numbers.gaps(ranges_of(session(), interviewer.id))[:20],
        "asides": _asides(interviewer),
        "events": _events(interviewer),
    }
    shown = {"campaign": campaign, "interviewer": interviewer} | told
    return render_template("fieldwork/interviewer.html", **shown)


@pages.route("/interviewers/<interviewer_id>/revoke", methods=["GET", "POST"])
@guarded(Permission.SUPERVISE)
def revoke_interviewer(code: str, interviewer_id: str) -> ResponseReturnValue:
    """Revoke an interviewer's tablet, after asking once."""
    campaign, form = campaign_in_reach(code), ActForm()
    interviewer = interviewer_in(campaign, interviewer_id)
    if interviewer.revoked_at is None and not form.validate_on_submit():
        told = {"campaign": campaign, "interviewer": interviewer, "form": form}
        return render_template("fieldwork/revoke.html", **told)
    if interviewer.revoked_at is None:
        writer = writing_session()
        revoking.revoke(writer, interviewer_in(campaign, interviewer_id, locked=True), _me())
        writer.commit()
        flash(_("Đã thu hồi máy của %(name)s.", name=interviewer.name), "done")
    return redirect(url_for("fieldwork.show_fieldwork", code=code))


def enrolment_address(secret: str) -> str:
    """Return what a tablet opens to be let in; what follows the # is never sent to anybody."""
    return f"{current_app.extensions['settings'].public_url}/interview/#e={secret}"


def _me() -> int:
    return actor().account_id


def _events(interviewer: Interviewer) -> list[InterviewerEvent]:
    asked = select(InterviewerEvent).where(InterviewerEvent.interviewer_id == interviewer.id)
    newest = asked.order_by(InterviewerEvent.id.desc()).limit(MOST_EVENTS)
    return list(session().scalars(newest))


def _asides(interviewer: Interviewer) -> dict[str, int]:
    by_reason = (
        select(InterviewAside.reason, func.count())
        .where(InterviewAside.interviewer_id == interviewer.id)
        .group_by(InterviewAside.reason)
        .order_by(InterviewAside.reason)
    )
    return dict(session().execute(by_reason).all())
