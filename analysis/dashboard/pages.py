"""The pages of results: a unit, a counter, citizens' words, and what there was before."""

from flask import Blueprint, Flask, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from analysis.charts.words import (
    channel_words,
    share_of,
    short_percent,
    target_words,
    too_few,
    verdict_word,
)
from analysis.dashboard import asking, gathering
from analysis.dashboard.before import before, how_many_before
from analysis.dashboard.channels import by_channel, waiting_of
from analysis.dashboard.gathering import WORDS_A_PAGE, WORDS_AT_ONCE
from analysis.dashboard.lines import Sort, arranged, counted
from analysis.dashboard.one_desk import at_desk
from analysis.dashboard.pictures import forest_caption, trend_caption
from analysis.dashboard.scale import scale_for
from analysis.dashboard.sheet import csv_by_channel, csv_of
from analysis.dashboard.standing import place_of, standing
from analysis.integrity.causes import STAND_NAMES
from analysis.rollup.ruled import Stand
from analysis.stats.disclosure import THRESHOLD_OF_WORDS
from analysis.stats.proportions import Verdict
from analysis.targets.check import FEWEST_SHOWN
from analysis.targets.judging import overall_satisfied
from survey import navigation
from survey.access.guard import actor, guarded, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns.inputs import KIND_NAMES
from survey.campaigns.kinds import State
from survey.campaigns.models import Campaign
from survey.clock import now
from survey.db import session
from survey.i18n import language
from survey.places.models import Unit

pages = Blueprint("dashboard", __name__, url_prefix="/manage")

SORT_NAMES = {
    Sort.NEED: lazy_gettext("Cần chú ý trước"),
    Sort.NAME: lazy_gettext("Tên"),
    Sort.SHARE: lazy_gettext("Tỷ lệ thấp trước"),
    Sort.N: lazy_gettext("Nhiều phiếu trước"),
}
LEVEL_NAMES = {
    "tinh": lazy_gettext("cấp tỉnh"),
    "huyen": lazy_gettext("cấp huyện"),
    "xa": lazy_gettext("cấp xã"),
}


def init_app(app: Flask) -> None:
    """Give `app` the pages and their place in the menu, the first."""
    app.register_blueprint(pages)
    label, may = lazy_gettext("Kết quả"), Permission.SEE_RESULTS
    entry = navigation.Entry(10, label, "dashboard.own_unit", may, under="/manage/units")
    navigation.add(app, entry)


@pages.context_processor
def names_on_pages() -> dict[str, object]:
    """Return what templates of results call by name."""
    return {
        **{"kind_names": KIND_NAMES, "sort_names": SORT_NAMES, "level_names": LEVEL_NAMES},
        **{"State": State, "Verdict": Verdict, "Permission": Permission, "scale_for": scale_for},
        **{"share_of": share_of, "short_percent": short_percent, "too_few": too_few},
        **{"Stand": Stand, "stand_names": STAND_NAMES, "channel_words": channel_words},
        **{"target_words": target_words, "verdict_word": verdict_word, "FEWEST": FEWEST_SHOWN},
        "FEWEST_SPEAKERS": THRESHOLD_OF_WORDS,
    }


@pages.get("/")
@guarded(Permission.SEE_RESULTS)
def own_unit() -> ResponseReturnValue:
    """Lead to the unit the actor answers for."""
    asked = asking.asked_by_name()
    return redirect(url_for("dashboard.show_unit", unit_id=actor().unit_id, **asked))


@pages.get("/units/<int:unit_id>")
@guarded(Permission.SEE_RESULTS)
def show_unit(unit_id: int) -> ResponseReturnValue:
    """Show where one unit stands in one campaign, and every unit below it."""
    unit = asking.asked_unit(unit_id)
    shown, campaigns = asking.asked_campaign(unit)
    told = {"unit": unit, "shown": shown, "campaigns": campaigns, "reach": units_in_reach()}
    if shown is None:
        return render_template("dashboard/none.html", **told)
    found = gathering.overview(session(), unit, shown.campaign, now(), language())
    asked = asking.asked_lines()
    more = {"found": found, "asked": asked, "lines": arranged(found.lines, asked)}
    more |= {"counted": counted(found.lines), "words": _first_words(found)}
    captions = {"forest": forest_caption(found.lines), "trend": trend_caption(found.months)}
    return render_template("dashboard/unit.html", **told, **more, captions=captions)


@pages.get("/units/<int:unit_id>/results.csv")
@guarded(Permission.SEE_RESULTS)
def export_unit(unit_id: int) -> ResponseReturnValue:
    """Return the lines of a unit as a file, sorted and filtered like the page."""
    unit = asking.asked_unit(unit_id)
    campaign = asking.demanded_campaign(unit)
    if not overall_satisfied(campaign):
        # Without a verdict there is no table of verdicts: the questions are the file.
        wanted = {"unit_id": unit.id, "campaign": campaign.code}
        return redirect(url_for("questions.export_questions", **wanted))
    response = Response(_table_of(unit, campaign), mimetype="text/csv")
    way = "-cach-tra-loi" if asking.asked_by_channel() else ""
    name = f"ket-qua{way}-{unit.code}-{campaign.code}.csv"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@pages.get("/units/<int:unit_id>/counters/<code>")
@guarded(Permission.SEE_RESULTS)
def show_counter(unit_id: int, code: str) -> ResponseReturnValue:
    """Show what was answered at one counter."""
    counter = asking.asked_counter(code)
    unit = session().get_one(Unit, counter.unit_id)
    if unit_id != unit.id:
        return redirect(url_for("dashboard.show_counter", unit_id=unit.id, code=code))
    shown, campaigns = asking.asked_campaign(unit)
    told = {"unit": unit, "shown": shown, "campaigns": campaigns, "reach": units_in_reach()}
    if shown is None:
        return render_template("dashboard/none.html", **told)
    found = at_desk(session(), counter, shown.campaign, now(), language())
    return render_template("dashboard/counter.html", **told, counter=counter, found=found)


@pages.get("/units/<int:unit_id>/words")
@guarded(Permission.READ_WORDS)
def show_words(unit_id: int) -> ResponseReturnValue:
    """Show what citizens wrote, a page at a time, without day or score."""
    unit = asking.asked_unit(unit_id)
    shown, campaigns = asking.asked_campaign(unit)
    told = {"unit": unit, "shown": shown, "campaigns": campaigns, "reach": units_in_reach()}
    if shown is None:
        return render_template("dashboard/none.html", **told)
    place = place_of(session(), unit, shown.campaign, now())
    n = gathering.speakers(session(), place, standing(session(), place, now()))
    page = asking.asked_page()
    words = gathering.words(session(), place, n, page, WORDS_A_PAGE)
    more = {"place": place, "few": n < THRESHOLD_OF_WORDS, "page": page, "size": WORDS_A_PAGE}
    return render_template("dashboard/words.html", **told, **more, words=words)


@pages.get("/units/<int:unit_id>/before")
@guarded(Permission.SEE_RESULTS)
def show_before(unit_id: int) -> ResponseReturnValue:
    """Show a unit together with the units it was made of."""
    unit = asking.asked_unit(unit_id)
    shown, campaigns = asking.asked_campaign(unit)
    told = {"unit": unit, "shown": shown, "campaigns": campaigns, "reach": units_in_reach()}
    if shown is None or not how_many_before(session(), unit.id):
        return render_template("dashboard/none.html", **told)
    if not overall_satisfied(shown.campaign):
        wanted = {"unit_id": unit.id, "campaign": shown.campaign.code}
        return redirect(url_for("questions.show_questions", **wanted))
    place = place_of(session(), unit, shown.campaign, now())
    found = standing(session(), place, now())
    rolled = before(session(), place, found.promise)
    return render_template("dashboard/before.html", **told, place=place, rolled=rolled)


def _table_of(unit: Unit, campaign: Campaign) -> str:
    found = gathering.overview(session(), unit, campaign, now(), language())
    lines = arranged(found.lines, asking.asked_lines())
    if not asking.asked_by_channel():
        return csv_of(lines, waiting_of(session(), found.place))
    return csv_by_channel(lines, by_channel(session(), found.place, lines))


def _first_words(found: gathering.Overview) -> list[str] | None:
    if Permission.READ_WORDS not in actor().permissions:
        return None
    return gathering.words(session(), found.place, found.speakers, 1, WORDS_AT_ONCE)
