"""Trying a draft out: the citizen's very page in a phone's frame, and nothing is kept.

It is the same form, paging and style as at a counter; only this page may be framed, and
only by ours.
"""

from collections.abc import Mapping

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from forms import showing
from forms.answers import unasked
from forms.filling import fill, names_of
from forms.form import BallotForm
from forms.paging import Next, Turn, following, here, turn_of
from forms.questionnaire import VIETNAMESE, Questionnaire
from forms.reading import made
from survey import dress, security
from survey.access.guard import guarded
from survey.access.permissions import Permission
from survey.clock import today
from survey.db import session
from survey.i18n import choose_locale
from survey.languages import preferred
from survey.places.reading import home_places
from survey.questionnaires import reading
from survey.questionnaires.blueprint import DRAFT, pages
from survey.questionnaires.models import Draft
from survey.questionnaires.standing import draft_to_see


@pages.get(f"{DRAFT}/trial")
@guarded(Permission.COMPOSE)
def try_out(draft_id: int) -> ResponseReturnValue:
    """Show the phone's frame, or what must be mended before there is anything to show."""
    shown = reading.shown(draft_to_see(draft_id))
    whole = [language for language, lacks in shown.seen.gaps.items() if not lacks]
    chosen = request.args.get("lang")
    language = chosen if chosen in whole else VIETNAMESE
    page = render_template("questionnaires/trial.html", shown=shown, whole=whole, chosen=language)
    response = Response(page)
    response.headers["Content-Security-Policy"] = security.policy_with("frame-src 'self'")
    return response


@pages.route(f"{DRAFT}/trial/page", methods=["GET", "POST"])
@guarded(Permission.COMPOSE)
def trial_page(draft_id: int) -> ResponseReturnValue:
    """Show the citizen's page, go where they would go, and keep nothing."""
    draft = draft_to_see(draft_id)
    shown = reading.shown(draft)
    if shown.seen.faults:
        return _framed("questionnaires/trial_faulty.html", shown=shown)
    questionnaire = made(shown.document)
    given = {name: value for name, value in request.form.items() if name != "csrf_token"}
    language = given.pop("_switch", given.pop("_language", request.args.get("lang", "")))
    given.pop("_language", None)
    language = language if language in questionnaire.languages else VIETNAMESE
    choose_locale(preferred([language]))
    return _asked(draft, questionnaire, language, given)


def _asked(
    draft: Draft, questionnaire: Questionnaire, language: str, given: dict[str, str]
) -> Response:
    turn = turn_of(given)
    places = home_places(session(), draft.unit_id, today())
    given = {name: given[name] for name in given if not unasked(names_of(questionnaire), [name])}
    next_ = _next(questionnaire, given, places, turn)
    if next_ is not None and next_.page is None:
        return _framed("questionnaires/trial_done.html", draft=draft, tongue=language)
    form = BallotForm(questionnaire, language, given, places=places, next_=next_)
    return _framed(
        "questionnaires/trial_page.html",
        form=form,
        tongue=language,
        questionnaire=questionnaire,
        ballot=showing.filled(form),
        script=showing.script() if form.has_follow_ups else None,
    )


def _next(
    questionnaire: Questionnaire, given: Mapping[str, str], places: Mapping[str, str], turn: Turn
) -> Next | None:
    """Return where the citizen goes; None at the beginning."""
    if request.method == "GET":
        return None
    filled = fill(questionnaire, given, places)
    if "_switch" in request.form:
        return here(questionnaire, filled, turn)
    return following(questionnaire, filled, turn)


def _framed(template: str, **context: object) -> Response:
    response = dress.page(template, **context)
    own = dress.policy().replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    response.headers["Content-Security-Policy"] = own
    return response
