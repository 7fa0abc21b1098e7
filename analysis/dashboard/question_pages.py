"""The pages of questions: all of a campaign's in one unit, and two campaigns side by side."""

from flask import Blueprint, Flask, Response, abort, render_template
from flask.typing import ResponseReturnValue

from analysis.dashboard import asking, gathering
from analysis.dashboard.amounts import amount_words, named_quartiles, points
from analysis.dashboard.comparing import Comparison
from analysis.dashboard.comparison_sheet import ComparisonRow, comparison_rows
from analysis.dashboard.likeness import side_by_side
from analysis.dashboard.pages import names_on_pages
from analysis.dashboard.question_sheet import QuestionRow, csv_rows, question_rows
from analysis.dashboard.sheet import MARK
from survey.access.guard import guarded, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns.reading import Listed
from survey.clock import now
from survey.db import session
from survey.i18n import language
from survey.places.models import Unit

pages = Blueprint("questions", __name__, url_prefix="/manage/units/<int:unit_id>")


def init_app(app: Flask) -> None:
    """Give `app` the pages."""
    app.register_blueprint(pages)


@pages.context_processor
def _names() -> dict[str, object]:
    words = {"amount": amount_words, "points": points, "named_quartiles": named_quartiles}
    return {**names_on_pages(), **words}


@pages.get("/questions")
@guarded(Permission.SEE_RESULTS)
def show_questions(unit_id: int) -> ResponseReturnValue:
    """Show every question of a campaign with what was answered in a unit and below."""
    unit = asking.asked_unit(unit_id)
    shown, campaigns = asking.asked_campaign(unit)
    told = {"unit": unit, "shown": shown, "campaigns": campaigns, "reach": units_in_reach()}
    if shown is None:
        return render_template("dashboard/none.html", **told)
    found = gathering.questions(session(), unit, shown.campaign, now(), language())
    return render_template("dashboard/questions.html", **told, found=found)


@pages.get("/questions.csv")
@guarded(Permission.SEE_RESULTS)
def export_questions(unit_id: int) -> ResponseReturnValue:
    """Return every question of a campaign as a file, one row a value."""
    unit = asking.asked_unit(unit_id)
    campaign = asking.demanded_campaign(unit)
    found = gathering.questions(session(), unit, campaign, now(), language())
    written = MARK + csv_rows(question_rows(found), QuestionRow)
    return _file(written, f"tung-cau-hoi-{unit.code}-{campaign.code}.csv")


@pages.get("/comparison")
@guarded(Permission.SEE_RESULTS)
def show_comparison(unit_id: int) -> ResponseReturnValue:
    """Show two campaigns of a unit side by side, as far as they asked the same."""
    unit = asking.asked_unit(unit_id)
    shown, campaigns = asking.asked_campaign(unit)
    told = {"unit": unit, "shown": shown, "campaigns": campaigns, "reach": units_in_reach()}
    beside = asking.asked_beside(shown, campaigns) if shown else None
    if shown is None:
        return render_template("dashboard/none.html", **told)
    found = _compared(unit, shown, beside) if beside else None
    forced = asking.asked_to_force()
    return render_template(
        "dashboard/comparison.html", **told, beside=beside, found=found, forced=forced
    )


@pages.get("/comparison.csv")
@guarded(Permission.SEE_RESULTS)
def export_comparison(unit_id: int) -> ResponseReturnValue:
    """Return two campaigns side by side as a file; what is refused is named in it."""
    unit = asking.asked_unit(unit_id)
    shown, campaigns = asking.asked_campaign(unit)
    beside = asking.asked_beside(shown, campaigns) if shown else None
    if shown is None or beside is None:
        abort(404)
    rows = comparison_rows(_compared(unit, shown, beside))
    name = f"so-sanh-{unit.code}-{shown.campaign.code}-{beside.campaign.code}.csv"
    return _file(MARK + csv_rows(rows, ComparisonRow), name)


def _compared(unit: Unit, shown: Listed, beside: Listed) -> Comparison:
    both = sorted((shown.campaign, beside.campaign), key=lambda each: (each.starts_on, each.id))
    is_forced = asking.asked_to_force()
    return side_by_side(session(), unit, (both[0], both[1]), language(), is_forced=is_forced)


def _file(written: str, name: str) -> Response:
    response = Response(written, mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
