"""Letters: what a tablet sealed, a rating or how far an unfinished one got."""

from dataclasses import dataclass

from survey.offline.batches import clocks_in
from survey.offline.clocks import Reading
from survey.offline.strict import Fields, Unreadable, fields, text, whole

_LARGEST = 2**31 - 1
_LONGEST_FORM = 64 * 1024
HELPED = "helped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What was given at a tablet, as it says itself."""

    is_rating: bool
    given: Reading
    offset: int | None
    counter: str
    campaign: int
    questionnaire: str
    version: int
    language: str
    form: str
    is_soon: bool
    is_helped: bool
    reached: str | None


def read(plain: bytes) -> Letter | None:
    """Return what `plain` says; None when it is no letter of a tablet's."""
    try:
        said = fields(plain)
    except Unreadable:
        return None
    given = clocks_in(said, "at")
    counter, questionnaire = text(said.get("counter"), 16), text(said.get("questionnaire"), 40)
    campaign, version = _number(said, "campaign"), _number(said, "version")
    language, form = text(said.get("language"), 16), text(said.get("form"), _LONGEST_FORM)
    is_rating = said.get("kind") == "rating"
    if said.get("v") != 1 or not (is_rating or said.get("kind") == "abandoned"):
        return None
    if given is None or counter is None or questionnaire is None or language is None:
        return None
    if campaign is None or version is None or (is_rating and form is None):
        return None
    return Letter(
        is_rating=is_rating,
        given=given,
        offset=whole(said.get("offset")),
        counter=counter,
        campaign=campaign,
        questionnaire=questionnaire,
        version=version,
        language=language,
        form=form or "",
        is_soon=said.get("soon") is True,
        is_helped=said.get("who") == HELPED,
        reached=text(said.get("reached"), 40),
    )


def _number(said: Fields, name: str) -> int | None:
    return whole(said.get(name), 1, _LARGEST)
