"""Standing: whose a draft or a published questionnaire is, and who may see or change it.

Those of units in one's reach can be changed, those of the units above can be seen and
copied; all else is as if it were not there.
"""

from dataclasses import dataclass

from flask import abort
from sqlalchemy import select

from forms import library
from forms.questionnaire import Questionnaire
from forms.rules import QUESTIONNAIRE_CODE
from survey.access import paths
from survey.access.guard import actor, reach, units_in_reach
from survey.db import session
from survey.places.reading import unit_name
from survey.questionnaires.models import Draft, Published
from survey.questionnaires.shelf import is_shipped, sound


@dataclass(frozen=True, slots=True)
class Standing:
    """A questionnaire on the shelf; `row` is None for one that is shipped."""

    questionnaire: Questionnaire
    row: Published | None

    @property
    def unit(self) -> str | None:
        """The name of the unit that published it."""
        return unit_name(session(), self.row.unit_id) if self.row else None


def draft_to_see(draft_id: int) -> Draft:
    """Return a draft of a unit in reach or above; 404 for all else."""
    draft = session().get(Draft, draft_id)
    if draft is None or draft.unit_id not in _seen_units():
        abort(404)
    return draft


def draft_to_change(draft_id: int) -> Draft:
    """Return a draft of a unit in reach; 404 for all else."""
    draft = draft_to_see(draft_id)
    reach(draft.unit_id)
    return draft


def standing(code: str, version: int) -> Standing:
    """Return what stands on the shelf under `code` and `version`; 404 out of sight."""
    if not QUESTIONNAIRE_CODE.fullmatch(code):
        abort(404)
    row = session().get(Published, (code, version))
    if row is None and not is_shipped(code):
        abort(404)
    if row is not None and row.unit_id not in _seen_units():
        abort(404)
    try:
        return Standing(library.find(code, version), row)
    except library.UnknownQuestionnaire:
        abort(404)


def drafts_in_sight(*, discarded: bool = False) -> list[Draft]:
    """Return the drafts of units in reach and above, last changed first."""
    put_away = Draft.discarded_at.is_not(None) if discarded else Draft.discarded_at.is_(None)
    wanted = select(Draft).where(Draft.unit_id.in_(_seen_units()), put_away)
    return list(session().scalars(wanted.order_by(Draft.updated_at.desc(), Draft.id.desc())))


def published_in_sight() -> list[Published]:
    """Return what units in reach and above have published, by code, newest first."""
    wanted = select(Published).where(Published.unit_id.in_(_seen_units()))
    return list(session().scalars(wanted.order_by(Published.code, Published.version.desc())))


def everything_in_sight() -> list[Questionnaire]:
    """Return all questionnaires somebody may look at, shipped, then published; none tampered."""
    published = map(sound, published_in_sight())
    return [*library.shipped(), *(each for each in published if each is not None)]


def _seen_units() -> frozenset[int]:
    return units_in_reach() | paths.above(session(), actor().unit_id)
