"""The page "Nên cải thiện gì trước?": what goes with the overall rating, and its picture."""

from flask import Blueprint, Flask, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from analysis.charts.quadrant import quadrant_words, quadrants
from analysis.dashboard import asking
from analysis.dashboard.driving import Driving, Where, bring_up, driving
from analysis.dashboard.pages import names_on_pages
from analysis.dashboard.pictures import picture
from analysis.dashboard.watching_pages import asked_desk
from analysis.stats.importance import Quadrant
from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns.models import Campaign
from survey.clock import now
from survey.db import engine, session
from survey.i18n import language
from survey.jobs import queue, registry
from survey.jobs.work import Work
from survey.places.models import Counter, Unit

pages = Blueprint("driving", __name__, url_prefix="/manage/units/<int:unit_id>/drivers")
JOB = "drivers"

QUADRANT_NAMES = {
    Quadrant.FIX_FIRST: lazy_gettext("Nên cải thiện trước"),
    Quadrant.KEEP: lazy_gettext("Nên giữ vững"),
    Quadrant.LATER: lazy_gettext("Cải thiện sau"),
    Quadrant.ENOUGH: lazy_gettext("Đang ổn"),
}


def init_app(app: Flask) -> None:
    """Give `app` the page, its picture and its job."""
    app.register_blueprint(pages)
    registry.register(app, JOB, _work, name=lazy_gettext("Tính phần liên quan của từng câu hỏi"))


@pages.context_processor
def _names() -> dict[str, object]:
    return {**names_on_pages(), "quadrant_names": QUADRANT_NAMES, "quadrant_words": quadrant_words}


@pages.get("/")
@guarded(Permission.SEE_RESULTS)
def show(unit_id: int) -> ResponseReturnValue:
    """Show what goes with the overall rating of a unit with all below it, or of one counter."""
    unit, counter = asking.asked_unit(unit_id), asked_desk(unit_id)
    shown, campaigns = asking.asked_campaign(unit)
    told = {"unit": unit, "shown": shown, "campaigns": campaigns, "reach": units_in_reach()}
    if shown is None:
        return render_template("dashboard/none.html", **told)
    found = _driven(unit, shown.campaign, counter)
    return render_template("dashboard/drivers.html", **told, counter=counter, found=found)


@pages.get("/quadrants.svg")
@guarded(Permission.SEE_RESULTS)
def chart(unit_id: int) -> ResponseReturnValue:
    """Return the questions in four fields, as a picture."""
    unit = asking.asked_unit(unit_id)
    found = _driven(unit, asking.demanded_campaign(unit), asked_desk(unit_id))
    return picture(quadrants, found.parts)


@pages.post("/")
@guarded(Permission.SEE_RESULTS)
def ask_again(unit_id: int) -> ResponseReturnValue:
    """Put the reading of many answers in the queue, and lead to it."""
    unit, counter = asking.asked_unit(unit_id), asked_desk(unit_id)
    campaign = asking.demanded_campaign(unit)
    asked = {"campaign_id": campaign.id, "counter_id": counter.id if counter else None}
    job = queue.put(session(), JOB, asked, unit.id, actor().account_id)
    session().commit()
    return redirect(url_for("jobs.show_job", job_id=job.id))


def _work(work: Work) -> None:
    reader = work.session()
    unit = reader.get_one(Unit, work.unit_id)
    campaign = reader.get_one(Campaign, work.asked["campaign_id"])
    desk = work.asked["counter_id"]
    counter = reader.get_one(Counter, desk) if desk else None
    found = bring_up(reader, _where(), unit, campaign, now(), counter)
    work.say(_("Đã đọc %(n)s phiếu. Mở lại trang để xem kết quả.", n=found.drivers.n))


def _driven(unit: Unit, campaign: Campaign, counter: Counter | None) -> Driving:
    return driving(session(), _where(), unit, campaign, now(), language(), counter)


def _where() -> Where:
    return Where(engine(), current_app.extensions["settings"].var)
