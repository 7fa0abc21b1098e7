"""Letters: what an interviewer's tablet sealed, one visit each.

Answers come with an interview and with nothing else: a letter that says otherwise has
two meanings, so it is none.
"""

from dataclasses import dataclass

from survey.fieldwork.dispositions import Disposition
from survey.offline.batches import clocks_in
from survey.offline.clocks import Reading
from survey.offline.strict import Fields, Unreadable, fields, text, whole

_LARGEST = 2**31 - 1
_LONGEST_FORM = 64 * 1024
_LONGEST_NOTE = 400
_PLACES = 3
"""Decimals of a degree: about a hundred metres, a hamlet and no house."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where an interview was, as roughly as we keep it."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What was sealed of one visit, as it says itself; `seconds` is how long it took."""

    given: Reading
    offset: int | None
    campaign: int
    questionnaire: str
    version: int
    language: str
    case: int
    disposition: Disposition
    form: str
    seconds: int | None
    position: Position | None
    note: str | None


def read(plain: bytes) -> Letter | None:
    """Return what `plain` says; None when it is no letter of an interviewer's."""
    try:
        said = fields(plain)
    except Unreadable:
        return None
    given, disposition = clocks_in(said, "at"), _disposition(said.get("disposition"))
    campaign, version, case = (_number(said, name) for name in ("campaign", "version", "case"))
    questionnaire, language = text(said.get("questionnaire"), 40), text(said.get("language"), 16)
    form = text(said.get("form"), _LONGEST_FORM)
    if said.get("v") != 1 or said.get("kind") != "attempt" or disposition is None:
        return None
    if given is None or form is None or (form and not disposition.is_interview):
        return None
    if campaign is None or version is None or case is None:
        return None
    if questionnaire is None or language is None:
        return None
    took = whole(said.get("took"), 0)
    return Letter(
        given=given,
        offset=whole(said.get("offset")),
        campaign=campaign,
        questionnaire=questionnaire,
        version=version,
        language=language,
        case=case,
        disposition=disposition,
        form=form,
        seconds=None if took is None else min(took // 1000, _LARGEST),
        position=_position(said.get("position")),
        note=_note(said.get("note")),
    )


def _disposition(value: object) -> Disposition | None:
    return next((each for each in Disposition if each == value), None)


def _position(value: object) -> Position | None:
    if not isinstance(value, dict):
        return None
    latitude, longitude = _degrees(value.get("lat"), 90), _degrees(value.get("lon"), 180)
    if latitude is None or longitude is None:
        return None
    return Position(latitude, longitude)


def _degrees(value: object, most: int) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
        return None
    return round(float(value), _PLACES)


def _note(value: object) -> str | None:
    found = text(value, _LARGEST)
    # One that is too long says most of it at its beginning.
    return " ".join(found.split())[:_LONGEST_NOTE] or None if found else None


def _number(said: Fields, name: str) -> int | None:
    return whole(said.get(name), 1, _LARGEST)
