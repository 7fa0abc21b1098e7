"""What a tablet shows: its counter, and the whole questionnaire in every language.

The ballot is written by `forms` as for a phone, all its pages in one. It is written once
a questionnaire and remembered; a heartbeat only compares digests.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

from flask import current_app
from sqlalchemy.orm import Session

from forms import library, showing
from forms.answers import canonical
from forms.questionnaire import OFFICIAL, VIETNAMESE, Questionnaire
from survey import clock
from survey.answering.asking import has_unit_picker
from survey.campaigns.choosing import Chosen, open_campaign_for
from survey.campaigns.models import Campaign
from survey.i18n import choose_locale, language_name
from survey.offline.models import Device
from survey.places.models import Counter, Unit
from survey.places.reading import home_places, path_of

Said = dict[str, object]


@dataclass(frozen=True, slots=True)
class Config:
    """What a tablet is told to show, and its digest."""

    said: Said
    digest: str
    chosen: Chosen | None


@dataclass(frozen=True, slots=True)
class Wording:
    """A questionnaire in all its languages, with what is read aloud, and its digest."""

    languages: tuple[Said, ...]
    audio: tuple[str, ...]
    digest: str


def config_of(session: Session, device: Device) -> Config:
    """Return what `device` is to show today."""
    counter = session.get_one(Counter, device.counter_id)
    is_over = device.revoked_at is not None or counter.closed_on is not None
    today = clock.today()
    chosen = None if is_over else _chosen(session, counter, today)
    place = place_of(session, counter)
    wording = _wording_of(session, chosen, counter, today)
    asked = _asked(session, chosen)
    whole = place | {"revoked": device.revoked_at is not None, "asked": asked}
    digest = sha256(canonical(whole | {"wording": wording.digest}).encode()).hexdigest()[:32]
    more = {"languages": wording.languages, "default_language": VIETNAMESE, "audio": wording.audio}
    return Config(whole | more, digest, chosen)


def place_of(session: Session, counter: Counter) -> Said:
    """Return how a counter and its unit are called on a tablet."""
    *above, unit = path_of(session, session.get_one(Unit, counter.unit_id))
    return {
        "counter": {"code": counter.code, "name": counter.name},
        "unit": {"name": unit.name, "above": ", ".join(each.name for each in reversed(above))},
    }


def _chosen(session: Session, counter: Counter, today: date) -> Chosen | None:
    chosen = open_campaign_for(session, counter.unit_id, today)
    try:
        if chosen is not None:
            library.find(chosen.questionnaire, chosen.version)
    except library.Altered as error:
        # Nobody is asked what nobody decided; what waits on tablets still comes in.
        current_app.logger.critical("%s", error)
        return None
    return chosen


def _asked(session: Session, chosen: Chosen | None) -> Said | None:
    if chosen is None:
        return None
    return {
        "campaign": chosen.id,
        "questionnaire": chosen.questionnaire,
        "version": chosen.version,
        "ends_on": session.get_one(Campaign, chosen.id).ends_on.isoformat(),
    }


def _wording_of(session: Session, chosen: Chosen | None, counter: Counter, today: date) -> Wording:
    if chosen is None:
        return Wording((), (), "")
    questionnaire = library.find(chosen.questionnaire, chosen.version)
    places: dict[str, str] = {}
    if has_unit_picker(questionnaire):
        places = home_places(session, counter.unit_id, today)
    return written(questionnaire, tuple(places.items()))


@lru_cache(maxsize=128)
def written(questionnaire: Questionnaire, places: tuple[tuple[str, str], ...]) -> Wording:
    """Return a questionnaire in all its languages, written once and remembered."""
    languages = tuple(
        _in_language(questionnaire, language, dict(places)) for language in questionnaire.languages
    )
    choose_locale(VIETNAMESE)
    audio = tuple(
        f"/audio/{spoken.digest[:16]}/{spoken.file}"
        for question in questionnaire.questions
        for spoken in (question.audio or {}).values()
    )
    whole = canonical({"languages": languages, "audio": audio})
    return Wording(languages, audio, sha256(whole.encode()).hexdigest())


def _in_language(questionnaire: Questionnaire, language: str, places: dict[str, str]) -> Said:
    choose_locale(language)
    return {
        "code": language,
        "name": language_name(language),
        "official": questionnaire.state(language) == OFFICIAL,
        "title": questionnaire.title[language],
        "html": str(showing.whole(questionnaire, language, places)),
    }
