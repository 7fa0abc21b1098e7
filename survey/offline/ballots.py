"""From a letter to a ballot: what was answered, where, when, and what was noticed.

An answer that cannot be read is left out and its absence marked; a rating of which
nothing is left is no rating. What a questionnaire insists on is not insisted on here:
nobody is there any more to be asked again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from forms import library
from forms.filling import Filled, fill, names_of, question_of
from forms.questionnaire import Questionnaire
from survey import clock
from survey.answering import submission
from survey.offline.campaigns import Belonging
from survey.offline.clocks import Placed
from survey.offline.letters import Letter
from survey.offline.models import Device
from survey.places.models import Counter
from survey.responses.ballot import Ballot
from survey.responses.flags import CLOCK, HELD, HELPED, LATE, PARTLY, REVOKED, SOON

_FORM = "application/x-www-form-urlencoded"
UNDERWAY = timedelta(minutes=1)
"""How long a batch may be on its way: a rating is placed as much too late as that took."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What could be read of a rating's answers, and whether that was all of it."""

    filled: Filled
    is_whole: bool


def questionnaire_of(letter: Letter) -> Questionnaire | None:
    """Return what was asked; None when it is not on our shelf, or not as it was."""
    try:
        return library.find(letter.questionnaire, letter.version)
    except (library.UnknownQuestionnaire, library.Altered):
        return None


def answered(questionnaire: Questionnaire, form: str, places: Mapping[str, str]) -> Answered:
    """Return what `form` answers, without whatever in it cannot be read."""
    sent = submission.read(form.encode(), _FORM)
    known = names_of(questionnaire)
    given = {name: value for name, value in sent.fields.items() if name in known}
    # Names that begin with "_" are the page's own: no question's do.
    strange = {name for name in sent.fields if name not in known and not name.startswith("_")}
    is_whole = sent.flaw is None and not strange
    filled = fill(questionnaire, given, places)
    while filled.faults and given:
        is_whole = False
        given = _without(questionnaire, given, filled)
        filled = fill(questionnaire, given, places)
    return Answered(filled, is_whole)


def ballot_of(  # noqa: PLR0913  all there is to know of a rating, said by name
    identity: str,
    letter: Letter,
    *,
    counter: Counter,
    asked: Questionnaire,
    belonging: Belonging,
    placed: Placed,
    said: Answered,
    more: frozenset[str],
) -> Ballot:
    """Return the ballot for what a tablet sent."""
    noticed = {
        CLOCK: not placed.is_certain,
        LATE: belonging.is_late,
        SOON: letter.is_soon,
        HELPED: letter.is_helped,
        PARTLY: not said.is_whole,
    }
    day = clock.day_of(placed.moment)
    if counter.closed_on is not None and day > counter.closed_on:
        more |= {HELD}
    return Ballot(
        id=identity,
        campaign_id=belonging.campaign_id,
        unit_id=counter.unit_id,
        counter_id=counter.id,
        questionnaire=asked.code,
        version=asked.version,
        language=letter.language if letter.language in asked.languages else asked.languages[0],
        channel="kiosk",
        day=day,
        minute=clock.minute_of(placed.moment) if placed.is_certain else None,
        answers=said.filled.answers,
        words=said.filled.words,
        flags=frozenset(flag for flag, is_so in noticed.items() if is_so) | more,
    )


def after_revocation(device: Device, placed: Placed) -> frozenset[str] | None:
    """Return what is noticed of a rating from a device; None when it came after its end."""
    if device.revoked_at is None:
        return frozenset()
    if placed.is_certain and placed.moment >= device.revoked_at + UNDERWAY:
        return None
    return frozenset((REVOKED, HELD))


def _without(
    questionnaire: Questionnaire, given: Mapping[str, str], filled: Filled
) -> dict[str, str]:
    def is_sound(name: str) -> bool:
        question = question_of(questionnaire, name)
        return question is not None and question.code not in filled.faults

    left = {name: value for name, value in given.items() if is_sound(name)}
    # A rule is told at a question that was answered, so something always goes.
    return left if len(left) < len(given) else {}
