"""The pages of review: what waits, what its counting would change, and who said what."""

from datetime import date

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError

from analysis.charts.words import share_of, too_few
from analysis.integrity import seconding, suspicion_pages
from analysis.integrity.acts import RULINGS_A_PAGE, ruled, ruled_so_far
from analysis.integrity.causes import STAND_NAMES, cause_name
from analysis.integrity.inputs import CONCLUSIONS, RulingForm
from analysis.integrity.proposed import waiting_for_a_second
from analysis.integrity.proposing import propose
from analysis.integrity.reading import Group, group, groups_waiting, waiting
from analysis.integrity.ruling import Refusal, may_rule_on
from analysis.integrity.seconding import refusal_words, talk
from analysis.integrity.weighing import Weighed, names_of, weighed
from analysis.rollup.advance import catch_up
from analysis.rollup.ruled import Stand
from analysis.targets.check import FEWEST_SHOWN
from survey import navigation
from survey.access.guard import actor, actor_if_any, guarded, reach, units_in_reach
from survey.access.permissions import Permission
from survey.clock import now
from survey.db import session, writing_session

pages = Blueprint("held", __name__, url_prefix="/manage/held")

BUDGET_SECONDS = 1.0
_LARGEST_ID = 2**31 - 1
_MOST_PAGES = 1_000


class WaitingLabel:
    """The menu's word with how many answers wait for whoever looks."""

    def __str__(self) -> str:
        try:
            n = waiting(session(), units_in_reach()) if actor_if_any() else 0
        except SQLAlchemyError:
            n = 0  # the page that says what is wrong has a menu too
        return _("Chờ xem xét (%(n)s)", n=n) if n else _("Chờ xem xét")


def init_app(app: Flask) -> None:
    """Give `app` the pages and their place in the menu."""
    app.register_blueprint(pages)
    for door in (seconding, suspicion_pages):
        door.init_app(app)
    entry = navigation.Entry(15, WaitingLabel(), "held.list_held", Permission.RULE)
    navigation.add(app, entry)


@pages.context_processor
def _names() -> dict[str, object]:
    return {
        **{"cause_name": cause_name, "stand_names": STAND_NAMES, "conclusions": CONCLUSIONS},
        **{"share_of": share_of, "too_few": too_few, "FEWEST": FEWEST_SHOWN, "Stand": Stand},
    }


@pages.get("")
@guarded(Permission.RULE)
def list_held() -> ResponseReturnValue:
    """Show the groups that wait for review, and the rulings so far."""
    units = units_in_reach()
    left = catch_up(session(), units, BUDGET_SECONDS).answers_left
    found = weighed(session(), groups_waiting(session(), units))
    page = min(max(request.args.get("page", 1, type=int), 1), _MOST_PAGES)
    acts = ruled(session(), units, page)
    told = {"page": page, "more": len(acts) > RULINGS_A_PAGE, "left": left, "found": found}
    acts, open_ = acts[:RULINGS_A_PAGE], waiting_for_a_second(session(), units)
    groups = [act.group for act in acts] + [each.group for each in open_]
    told |= {"acts": acts, "open": open_, "places": names_of(session(), groups)}
    return render_template("integrity/list.html", **told)


@pages.get("/<int:campaign_id>/<int:unit_id>/<int:counter_id>/<day>/<cause>")
@guarded(Permission.RULE)
def show_group(**key: str | int) -> ResponseReturnValue:
    """Show one group: both numbers, what was ruled, and the form for who may rule."""
    found = _asked(_group(**key))
    form = RulingForm(data={"seen": found.held.n})
    return _group_page(found, form)


@pages.post("/<int:campaign_id>/<int:unit_id>/<int:counter_id>/<day>/<cause>")
@guarded(Permission.RULE)
def rule_group(**key: str | int) -> ResponseReturnValue:
    """Propose what becomes of the whole group: a second person confirms it."""
    found = _asked(_group(**key))
    if not may_rule_on(session(), actor().unit_id, found.unit):
        abort(403)
    form = RulingForm()
    if not form.validate_on_submit():
        return _group_page(found, form), 422
    _propose(found.held.group, form)
    return redirect(url_for("held.show_group", **key))


def _propose(wanted: Group, form: RulingForm) -> None:
    made = propose(writing_session(), wanted, form.word, now(), actor().account_id)
    if isinstance(made, Refusal):
        session().rollback()
        flash(refusal_words(made), "wrong")
        return
    session().commit()
    flash(_("Đã ghi đề xuất. Kết luận có hiệu lực khi người thứ hai đồng ý."), "done")


def _asked(wanted: Group) -> Weighed:
    reach(wanted.unit_id)
    catch_up(session(), [wanted.unit_id], BUDGET_SECONDS)
    held = group(session(), wanted)
    if not held.n:
        abort(404)
    return weighed(session(), [held])[0]


def _group(**key: str | int) -> Group:
    numbers = ("campaign_id", "unit_id", "counter_id")
    try:
        day = date.fromisoformat(str(key["day"]))
    except ValueError:
        abort(404)
    cause = str(key["cause"])
    if any(int(key[name]) > _LARGEST_ID for name in numbers) or not cause.isprintable():
        abort(404)
    return Group(day, *(int(key[name]) for name in numbers), cause[:40])


def _group_page(found: Weighed, form: RulingForm) -> str:
    acts = ruled_so_far(session(), found.held.group)
    can_rule = may_rule_on(session(), actor().unit_id, found.unit)
    told = {"found": found, "form": form, "acts": acts, "can_rule": can_rule}
    told |= talk(found.held.group, found.unit)
    return render_template("integrity/group.html", **told)
