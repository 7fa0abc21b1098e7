"""Asking: the questionnaire's page at a counter, fresh or with answers filled in.

A fresh page differs from the last one only in its Visit, so the rest is rendered
once and remembered. A page that comes back with answers is rendered anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import Response, current_app, render_template
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from forms import library, showing
from forms.base import BallotForm
from forms.build import form_class
from forms.questionnaire import Questionnaire
from survey import clock, dress
from survey.answering import visit
from survey.answering.doors import Asked, Door
from survey.answering.refusals import Refusal
from survey.answering.visit import Visit
from survey.i18n import choose_locale
from survey.languages import preferred
from survey.mould import Mould, cast
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
    """Return the page with nothing chosen and a new Visit."""
    return dress.poured(_mould(occasion), visit.signed(_begin(occasion), _key()))


def again(
    occasion: Occasion,
    given: Mapping[str, str],
    *,
    refusal: Refusal | None = None,
    form: BallotForm | None = None,
    standing: Visit | None = None,
) -> Response:
    """Return the page with what was `given` filled in, and why it came back."""
    choose_locale(occasion.language)
    token = visit.signed(standing or _begin(occasion), _key())
    ballot = showing.filled(form or form_of(occasion, given))
    html = _render(occasion, ballot, token, refusal)
    return dress.sent(html, refusal.status if refusal else 200)


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
def _mould(occasion: Occasion) -> Mould:
    choose_locale(occasion.language)
    blank = showing.blank(questionnaire_of(occasion.asked), occasion.language)
    return cast(_render(occasion, blank, _VISIT_STANDS_HERE, None), _VISIT_STANDS_HERE)


def _render(occasion: Occasion, ballot: Markup, token: str, refusal: Refusal | None) -> str:
    return render_template(
        "answering/ballot.html",
        style=dress.style(),
        occasion=occasion,
        questionnaire=questionnaire_of(occasion.asked),
        ballot=ballot,
        token=token,
        refusal=refusal,
    )


def form_of(occasion: Occasion, given: Mapping[str, str]) -> BallotForm:
    """Return the form asked on `occasion` with what was `given` in it."""
    asked_in = form_class(questionnaire_of(occasion.asked), occasion.language)
    return asked_in(MultiDict(given))


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
