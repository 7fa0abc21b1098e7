"""The pages of a unit's own indices: each value with its n and its method beside it."""

from flask import Blueprint, Flask, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from analysis.indices import naming
from analysis.indices.definitions import FOLDER, Shelf, shelf
from analysis.indices.measured import campaigns_measured, measured
from analysis.indices.published import newest_total
from analysis.indices.score_sheets import subject_key
from survey import navigation
from survey.access.guard import actor, guarded, reach
from survey.access.permissions import Permission
from survey.campaigns.models import Campaign
from survey.clock import today
from survey.db import session
from survey.places.models import Unit

pages = Blueprint("indices", __name__, url_prefix="/manage/indices")
_LARGEST_ID = 2**31 - 1


def init_app(app: Flask) -> None:
    """Give `app` the pages and their place in the menu."""
    app.register_blueprint(pages)
    label = lazy_gettext("Chỉ số")
    entry = navigation.Entry(12, label, "indices.own_unit", Permission.SEE_RESULTS)
    navigation.add(app, entry)


def opened_shelf() -> Shelf:
    """Return the definitions that are shipped, with the province's own."""
    folder = current_app.extensions["settings"].var / FOLDER
    return shelf(folder if folder.is_dir() else None)


@pages.context_processor
def names_on_pages() -> dict[str, object]:
    """Return what templates of indices call by name."""
    words = (
        *(naming.in_percent, naming.in_points, naming.as_printed, naming.n_words),
        *(naming.part_name, naming.spoken),
    )
    return {
        **{word.__name__: word for word in words},
        **{"index_names": naming.INDEX_NAMES, "group_names": naming.GROUP_NAMES},
        **{"reason_names": naming.REASON_NAMES, "may_enter": may_enter()},
    }


def may_enter() -> bool:
    """Whether whoever looks may bring published scores in."""
    return Permission.ENTER_SCORES in actor().permissions


@pages.get("")
@guarded(Permission.SEE_RESULTS)
def own_unit() -> ResponseReturnValue:
    """Lead to the unit the actor answers for."""
    return redirect(url_for("indices.show_unit", unit_id=actor().unit_id))


@pages.get("/units/<int:unit_id>")
@guarded(Permission.SEE_RESULTS)
def show_unit(unit_id: int) -> ResponseReturnValue:
    """Show what one campaign of a unit comes to, by every index it measures."""
    unit = _asked_unit(unit_id)
    kept = opened_shelf()
    campaigns = campaigns_measured(session(), kept, unit.id, today())
    chosen = _asked_campaign(campaigns)
    found = measured(session(), kept, unit, chosen, today()) if chosen else None
    printed = newest_total(session(), kept, "sipas", subject_key(unit.name))
    told = {"unit": unit, "campaigns": campaigns, "found": found, "printed": printed}
    return render_template("indices/unit.html", **told, mismatches=kept.mismatches)


def _asked_unit(unit_id: int) -> Unit:
    if unit_id > _LARGEST_ID:
        abort(404)
    reach(unit_id)
    return session().get(Unit, unit_id) or abort(404)


def _asked_campaign(campaigns: list[Campaign]) -> Campaign | None:
    code = request.args.get("campaign")
    if code is None:
        return campaigns[0] if campaigns else None
    return next((each for each in campaigns if each.code == code), None) or abort(404)
