"""The page "cùng cơ cấu thủ tục": units at one mix of business, and ways of answering."""

from flask import Blueprint, Flask, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from analysis.dashboard import asking
from analysis.dashboard.mixing import MOST_LACKING, Word, mixing
from analysis.dashboard.pages import names_on_pages
from analysis.dashboard.silence import silent_of
from analysis.dashboard.standing import place_of
from analysis.targets.judging import overall_satisfied
from survey.access.guard import guarded, units_in_reach
from survey.access.permissions import Permission
from survey.clock import now
from survey.db import session
from survey.i18n import language

pages = Blueprint("mixing", __name__, url_prefix="/manage")


def init_app(app: Flask) -> None:
    """Give `app` the page, and every page of results the bounds of the silent."""
    app.register_blueprint(pages)
    app.jinja_env.globals["silent_of"] = silent_of


def _points(difference: float) -> str:
    written = f"{round(difference * 100, 1):+z.1f}".replace("-", "\u2212")
    return written if language() == "en" else written.replace(".", ",")


@pages.context_processor
def _names() -> dict[str, object]:
    return {**names_on_pages(), "points": _points, "Word": Word, "MOST_LACKING": MOST_LACKING}


@pages.get("/units/<int:unit_id>/mix")
@guarded(Permission.SEE_RESULTS)
def show_mix(unit_id: int) -> ResponseReturnValue:
    """Show the units below one as if the same business had come to all."""
    unit = asking.asked_unit(unit_id)
    shown, campaigns = asking.asked_campaign(unit)
    told = {"unit": unit, "shown": shown, "campaigns": campaigns, "reach": units_in_reach()}
    if shown is None:
        return render_template("dashboard/none.html", **told)
    if not overall_satisfied(shown.campaign):
        wanted = {"unit_id": unit.id, "campaign": shown.campaign.code}
        return redirect(url_for("questions.show_questions", **wanted))
    found = mixing(session(), place_of(session(), unit, shown.campaign, now()), now())
    return render_template("dashboard/mix.html", **told, found=found)
