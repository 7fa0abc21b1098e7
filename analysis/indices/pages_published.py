"""The pages of published scores: a year's list, one subject over the years, and bringing in."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from analysis.indices import score_sheets
from analysis.indices.drawing import picture_of
from analysis.indices.inputs import ScoresForm
from analysis.indices.keeping import Kept, keep
from analysis.indices.pages import names_on_pages, opened_shelf
from analysis.indices.published import histories, year_of, years_of
from analysis.indices.score_files import LARGEST, Unreadable
from analysis.indices.score_sheets import PUBLISHED
from survey import clock
from survey.access.guard import actor, guarded
from survey.access.permissions import Permission
from survey.db import session, writing_session

pages = Blueprint("published", __name__, url_prefix="/manage/indices/published")
pages.context_processor(names_on_pages)
_ROOM_FOR_THE_FORM = 100_000
_LONGEST_NAME = 120


def init_app(app: Flask) -> None:
    """Give `app` the pages."""
    app.register_blueprint(pages)


@pages.url_value_preprocessor
def _make_room(endpoint: str | None, _values: object) -> None:
    # Only for whoever has signed in: a stranger is not to fill the memory before the guard.
    if endpoint == "published.bring_in" and "_user_id" in browser_session:
        request.max_content_length = LARGEST + _ROOM_FOR_THE_FORM


@pages.get("")
@guarded(Permission.SEE_RESULTS)
def show_year() -> ResponseReturnValue:
    """Show one part of an index in one year, in groups of four."""
    years = years_of(session())
    if not years:
        return render_template("indices/published_none.html")
    kept = opened_shelf()
    index, year = _asked_year(years)
    found = year_of(session(), kept, index, year, request.args.get("part", ""))
    definition = kept.definitions.get(found.scores[0].row.method) if found.scores else None
    told = {"years": years, "found": found, "definition": definition}
    return render_template("indices/year.html", **told)


@pages.get("/subjects/<key>")
@guarded(Permission.SEE_RESULTS)
def show_subject(key: str) -> ResponseReturnValue:
    """Show one subject in every index over the years; no line crosses a break."""
    kept = opened_shelf()
    found = histories(session(), kept, key[:_LONGEST_NAME])
    if not found:
        abort(404)
    drawn = [(history, picture_of(history.runs)) for history in found]
    told = {"drawn": drawn, "definitions": kept.definitions, "subject": found[-1].subject}
    return render_template("indices/subject.html", **told)


@pages.route("/new", methods=["GET", "POST"])
@guarded(Permission.ENTER_SCORES)
def bring_in() -> ResponseReturnValue:
    """Bring a sheet of published scores in, and say what was made of each line."""
    form = ScoresForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("indices/bring_in.html", form=form), status
    try:
        sheet, kept = _kept(form)
    except Unreadable as unreadable:
        form.sheet.errors = [*form.sheet.errors, str(unreadable)]
        return render_template("indices/bring_in.html", form=form), 422
    if sheet.remarks:
        return render_template("indices/brought_in.html", remarks=sheet.remarks, kept=kept)
    flash(_told(kept), "done")
    return redirect(url_for("published.show_year"))


def _kept(form: ScoresForm) -> tuple[score_sheets.Sheet, Kept]:
    name = "".join(sign for sign in form.sheet.data.filename or "" if sign.isprintable())
    sheet = score_sheets.read(form.sheet.data.read(), opened_shelf(), clock.today().year)
    try:
        kept = keep(writing_session(), sheet.scores, actor().account_id, name[-100:])
        session().commit()
    except IntegrityError:
        session().rollback()
        raise Unreadable(_("Có người khác vừa nhập cùng những điểm này. Xin nhập lại.")) from None
    return sheet, kept


def _told(kept: Kept) -> str:
    return _(
        "Đã nhập %(new)s điểm mới, %(corrected)s điểm đính chính; %(already)s điểm đã có sẵn.",
        new=kept.new,
        corrected=kept.corrected,
        already=kept.already,
    )


def _asked_year(years: dict[str, list[int]]) -> tuple[str, int]:
    known = [index for index in PUBLISHED if index in years]
    index = request.args.get("index", known[0])
    if index not in years:
        abort(404)
    written = request.args.get("year", "")
    year = int(written) if written.isascii() and written.isdigit() else years[index][0]
    return index, year if year in years[index] else years[index][0]
