"""The pages of suspicions: what stood out, what it rests on, and who said what about it."""

from datetime import date

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from analysis.charts.words import share_of
from analysis.integrity import screening, sign_words
from analysis.integrity.covering import COVERS_NOTHING, covered, weights
from analysis.integrity.inputs import CONCLUSIONS, RulingForm, ScreenForm
from analysis.integrity.models import Suspicion
from analysis.integrity.proposing import propose
from analysis.integrity.ruling import Refusal, may_rule_on
from analysis.integrity.seconding import refusal_words, talk
from analysis.integrity.suspected import MOST_A_PAGE, list_of, places_of
from analysis.rollup.advance import catch_up
from analysis.targets.check import FEWEST_SHOWN
from survey import navigation
from survey.access.guard import actor, guarded, reach, units_in_reach
from survey.access.permissions import Permission
from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaigns_about
from survey.clock import now, today
from survey.db import session, writing_session
from survey.jobs import queue, registry
from survey.places.models import Unit

pages = Blueprint("suspicions", __name__, url_prefix="/manage/suspicions")

BUDGET_SECONDS = 1.0
_LARGEST_ID = 2**31 - 1


def init_app(app: Flask) -> None:
    """Give `app` the pages, the job and their place in the menu."""
    app.register_blueprint(pages)
    may, name = Permission.RULE, lazy_gettext("Rà soát dấu hiệu bất thường")
    registry.register(app, screening.KIND, screening.run, name=name, permission=may)
    words = lazy_gettext("Dấu hiệu bất thường")
    navigation.add(app, navigation.Entry(16, words, "suspicions.list_all", may))


@pages.context_processor
def _names() -> dict[str, object]:
    return {
        **{"sign_name": sign_words.sign_name, "may_be": sign_words.MAY_BE},
        **{"chance": sign_words.chance, "channel_name": sign_words.channel_name},
        **{"evidence_lines": sign_words.lines, "proves_nothing": sign_words.PROVES_NOTHING},
        **{"conclusions": CONCLUSIONS, "share_of": share_of, "FEWEST": FEWEST_SHOWN},
    }


@pages.get("")
@guarded(Permission.RULE)
def list_all() -> ResponseReturnValue:
    """Show what stood out, the latest first, and the form for a screen."""
    return _list(_screen_form())


@pages.post("")
@guarded(Permission.RULE)
def ask_for_screen() -> ResponseReturnValue:
    """Have a campaign's month screened, as a job."""
    form = _screen_form()
    if not form.validate_on_submit():
        return _list(form), 422
    asked = {"campaign_id": form.campaign_id.data, "since": form.month.data}
    unit_id, account_id = actor().unit_id, actor().account_id
    job = queue.put(writing_session(), screening.KIND, asked, unit_id, account_id)
    session().commit()
    return redirect(url_for("jobs.show_job", job_id=job.id))


@pages.get("/<int:suspicion_id>")
@guarded(Permission.RULE)
def show(suspicion_id: int) -> ResponseReturnValue:
    """Show one suspicion: evidence, what it may be, both numbers, and who said what."""
    return _page(_asked(suspicion_id))


@pages.post("/<int:suspicion_id>")
@guarded(Permission.RULE)
def propose_ruling(suspicion_id: int) -> ResponseReturnValue:
    """Propose what becomes of the answers it covers: a second person confirms it."""
    suspicion = _asked(suspicion_id)
    unit = session().get_one(Unit, suspicion.unit_id)
    if not may_rule_on(session(), actor().unit_id, unit):
        abort(403)
    form = RulingForm()
    if not form.validate_on_submit():
        return _page(suspicion, form), 422
    _propose(suspicion_id, form)
    return redirect(url_for("suspicions.show", suspicion_id=suspicion_id))


def _propose(suspicion_id: int, form: RulingForm) -> None:
    subject = writing_session().get_one(Suspicion, suspicion_id)
    made = propose(session(), subject, form.word, now(), actor().account_id)
    if isinstance(made, Refusal):
        session().rollback()
        flash(refusal_words(made), "wrong")
        return
    session().commit()
    flash(_("Đã ghi đề xuất. Kết luận có hiệu lực khi người thứ hai đồng ý."), "done")


def _list(form: ScreenForm) -> str:
    page = min(max(request.args.get("page", 1, type=int), 1), 1_000)
    found = list_of(session(), units_in_reach(), page)
    more, shown = len(found) > MOST_A_PAGE, found[:MOST_A_PAGE]
    told = {"found": shown, "places": places_of(session(), shown), "page": page, "more": more}
    return render_template("integrity/suspicions.html", form=form, **told)


def _page(suspicion: Suspicion, form: RulingForm | None = None) -> str:
    unit = session().get_one(Unit, suspicion.unit_id)
    found = covered(session(), suspicion)
    form = form or RulingForm(data={"seen": found.n})
    may = may_rule_on(session(), actor().unit_id, unit)
    told = {
        **{"suspicion": suspicion, "unit": unit, "found": found, "form": form, "can_rule": may},
        **{"campaign": session().get_one(Campaign, suspicion.campaign_id)},
        **{"place": places_of(session(), [suspicion])[suspicion.id]},
        **{"weights": weights(session(), suspicion, found)},
        **{"covers_nothing": suspicion.sign in COVERS_NOTHING},
    }
    return render_template("integrity/suspicion.html", **told, **talk(suspicion, unit))


def _asked(suspicion_id: int) -> Suspicion:
    found = session().get(Suspicion, suspicion_id) if suspicion_id <= _LARGEST_ID else None
    if found is None:
        abort(404)
    reach(found.unit_id)
    catch_up(session(), [found.unit_id], BUDGET_SECONDS)
    return found


def _screen_form() -> ScreenForm:
    form = ScreenForm()
    campaigns = campaigns_about(session(), actor().unit_id, today())
    # Interviews are reviewed by their supervisor, and who is invited is known by name.
    asked = [each.campaign for each in campaigns if each.kind.is_open_to_all]
    form.offer([each for each in asked if each.opened_at], _months())
    return form


def _months() -> list[date]:
    """Return the first days of this month and the twelve before it."""
    first = today().replace(day=1)
    found = [first]
    while len(found) <= 12:
        first = date.fromordinal(first.toordinal() - 1).replace(day=1)
        found.append(first)
    return found
