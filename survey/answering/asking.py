"""Asking: the questionnaire's page at a counter, fresh or with answers filled in.

A fresh page differs from the last one only in its Visit, so the rest is rendered
once and remembered. A page that comes back with answers is rendered anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import Response, current_app, render_template
from markupsafe import Markup

from forms import library, showing
from forms.form import BallotForm
from forms.kinds.answer import NOWHERE
from forms.paging import Next
from forms.questionnaire import Questionnaire
from survey import clock, db, dress
from survey.answering import visit
from survey.answering.doors import Asked, Door
from survey.answering.refusals import Refusal
from survey.answering.visit import Visit
from survey.i18n import choose_locale
from survey.languages import preferred
from survey.mould import Mould, cast
from survey.places.reading import home_places
from survey.settings import Settings

_VISIT_STANDS_HERE = "@VISIT@"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A door, what is asked behind it, the way a citizen came and the language they read."""

    door: Door
    asked: Asked
    channel: str
    language: str


def fresh(occasion: Occasion) -> Response:
    """Return the first page with nothing chosen and a new Visit."""
    if occasion.door.slip is not None:
        return again(occasion, {})  # one person's page: not to be remembered
    questionnaire = questionnaire_of(occasion.asked)
    mould = _mould(occasion, questionnaire, tuple(places_for(occasion).items()))
    return dress.poured(mould, visit.signed(_begin(occasion), _key()))


def again(
    occasion: Occasion,
    given: Mapping[str, str],
    *,
    refusal: Refusal | None = None,
    next_: Next | None = None,
    standing: Visit | None = None,
) -> Response:
    """Return a page with what was `given` filled in, and why it came back if it did."""
    choose_locale(occasion.language)
    token = visit.signed(standing or _begin(occasion), _key())
    questionnaire = questionnaire_of(occasion.asked)
    form = BallotForm(
        questionnaire, occasion.language, given, places=places_for(occasion), next_=next_
    )
    html = _render(occasion, form, showing.filled(form), token, refusal)
    return dress.sent(html, refusal.status if refusal else 200)


def places_for(occasion: Occasion) -> Mapping[str, str]:
    """Return what a unit picker offers here (code → name); nothing where nobody is asked."""
    if not has_unit_picker(questionnaire_of(occasion.asked)):
        return NOWHERE
    return home_places(db.session(), occasion.door.unit_id, clock.today())


@lru_cache(maxsize=256)
def has_unit_picker(questionnaire: Questionnaire) -> bool:
    """Whether citizens are asked to pick a unit."""
    return any(question.kind == "unit" for question in questionnaire.questions)


def questionnaire_of(asked: Asked | Visit) -> Questionnaire:
    """Return the questionnaire, in the version, that is or was asked."""
    return library.find(asked.questionnaire, asked.version)


def readable(asked: Asked | Visit, wished: str) -> str:
    """Return the language wished for, or another one that the questionnaire is written in."""
    languages = questionnaire_of(asked).languages
    return wished if wished in languages else preferred(languages)


def visit_in(token: str) -> Visit | None:
    """Return the Visit a page carried, if we signed it."""
    return visit.read(token, _key())


@lru_cache(maxsize=2048)
def _mould(
    occasion: Occasion, questionnaire: Questionnaire, places: tuple[tuple[str, str], ...]
) -> Mould:
    choose_locale(occasion.language)
    form = BallotForm(questionnaire, occasion.language, places=dict(places))
    ballot = showing.filled(form) if places else showing.blank(questionnaire, occasion.language)
    return cast(_render(occasion, form, ballot, _VISIT_STANDS_HERE, None), _VISIT_STANDS_HERE)


def _render(
    occasion: Occasion, form: BallotForm, ballot: Markup, token: str, refusal: Refusal | None
) -> str:
    return render_template(
        "answering/ballot.html",
        style=dress.style(),
        script=showing.script() if form.has_follow_ups else None,
        occasion=occasion,
        tongue=occasion.language,
        questionnaire=form.questionnaire,
        form=form,
        ballot=ballot,
        token=token,
        refusal=refusal,
    )


def _begin(occasion: Occasion) -> Visit:
    return visit.begin(
        counter=occasion.door.code,
        campaign_id=occasion.asked.campaign_id,
        questionnaire=occasion.asked.questionnaire,
        version=occasion.asked.version,
        channel=occasion.channel,
        now=clock.now(),
    )


def _key() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.secret_key
