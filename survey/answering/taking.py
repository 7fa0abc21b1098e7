"""Taking: what a citizen sent becomes a response, or comes back with a sentence.

Each check hands the page back with everything readable still filled in. Whatever
has been kept before answers with the same receipt, even after the form expired
or the campaign closed: an acknowledged answer stays acknowledged.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from flask import Response, render_template

from forms.answers import unasked
from forms.filling import Filled, fill, names_of
from forms.paging import Next, Turn, following, here, turn_of
from survey import dress
from survey.accounts.presence import is_staff_browser
from survey.answering import asking, refusals
from survey.answering.asking import Occasion
from survey.answering.doors import Asked, Door
from survey.answering.keeping import HandedIn, keep
from survey.answering.refusals import Refusal
from survey.answering.submission import Submission
from survey.answering.visit import Visit
from survey.i18n import choose_locale
from survey.languages import preferred
from survey.mould import Mould, cast
from survey.responses.store import Kept, Outcome

_RECEIPT = "@RECEIPT@"


@dataclass(frozen=True, slots=True)
class Handed:
    """A submission on the table: where, in which language, with which Visit, from which page."""

    occasion: Occasion
    given: dict[str, str]
    visit: Visit
    turn: Turn
    is_trapped: bool = False

    def filled(self) -> Filled:
        """Return what the ballot says so far."""
        questionnaire = asking.questionnaire_of(self.visit)
        return fill(questionnaire, self.given, asking.places_for(self.occasion))

    def back(self, refusal: Refusal | None = None, next_: Next | None = None) -> Response:
        """Hand a page back, with the same Visit, so that sending again is harmless."""
        questionnaire = asking.questionnaire_of(self.visit)
        return asking.again(
            self.occasion,
            self.given,
            refusal=refusal,
            next_=next_ or here(questionnaire, self.filled(), self.turn),
            standing=self.visit,
        )

    def back_anew(self, refusal: Refusal) -> Response:
        """Hand the first page back with a new Visit, for the old one can no longer be used."""
        return asking.again(self.occasion, self.given, refusal=refusal)


def take(door: Door, language: str, submission: Submission) -> Response:
    """Keep what was submitted at `door` and thank, or say why not."""
    given = dict(submission.fields)  # whoever is told "busy" sends all of it again
    visit = asking.visit_in(given.pop("_visit", ""))
    given.pop("_language", None)
    switch = given.pop("_switch", None)
    is_trapped = bool(given.pop("_website", ""))
    turn = turn_of(given)
    if visit is None or visit.counter != door.code:
        return _refuse_visit(door, language, replace(submission, fields=given))
    asked = Asked(visit.campaign_id, visit.questionnaire, visit.version)
    language = asking.readable(asked, language)
    choose_locale(language)
    occasion = Occasion(door, asked, visit.channel, language)
    handed = Handed(occasion, given, visit, turn, is_trapped)
    if submission.flaw is not None:
        return handed.back(refusals.of_flaw(submission.flaw))
    if is_staff_browser():
        return handed.back(refusals.of_staff())
    if switch is not None:
        return _in_other_words(handed, switch)
    return _check(handed)


def _refuse_visit(door: Door, language: str, submission: Submission) -> Response:
    if door.asked is None:
        return closed(door)
    language = asking.readable(door.asked, language)
    choose_locale(language)
    refusal = refusals.of_flaw(submission.flaw) if submission.flaw else refusals.forged()
    occasion = Occasion(door, door.asked, door.channel, language)
    return asking.again(occasion, submission.fields, refusal=refusal)


def _in_other_words(handed: Handed, switch: str) -> Response:
    languages = asking.questionnaire_of(handed.visit).languages
    language = switch if switch in languages else handed.occasion.language
    return replace(handed, occasion=replace(handed.occasion, language=language)).back()


def _check(handed: Handed) -> Response:
    questionnaire = asking.questionnaire_of(handed.visit)
    if unasked(names_of(questionnaire), handed.given):
        return handed.back(refusals.not_asked())
    filled = handed.filled()
    next_ = following(questionnaire, filled, handed.turn)
    if next_.page is not None:
        return handed.back(refusals.wrong_answers() if next_.faults else None, next_)
    if filled.is_empty:
        return handed.back(refusals.empty())
    return _kept(handed, filled)


def _kept(handed: Handed, filled: Filled) -> Response:
    kept = keep(HandedIn(handed.occasion, handed.visit, filled, handed.is_trapped))
    if kept is None:
        return _too_late(handed)
    if kept.outcome is Outcome.SPENT:
        return spent(handed.occasion.door)
    return thanks(handed.occasion, kept)


def _too_late(handed: Handed) -> Response:
    door = handed.occasion.door
    if door.asked is None:
        return closed(door)
    refusal = refusals.expired()
    if door.asked != handed.occasion.asked:
        refusal = refusals.campaign_changed()
    language = asking.readable(door.asked, handed.occasion.language)
    occasion = replace(handed.occasion, asked=door.asked, language=language)
    return replace(handed, occasion=occasion).back_anew(refusal)


def thanks(occasion: Occasion, kept: Kept) -> Response:
    """Thank, and hand over the receipt."""
    # The receipt speaks the language of the answers, also where the browser's is another.
    tongue = occasion.language if occasion.language != preferred() else None
    if kept.outcome is not Outcome.KEPT_OTHERWISE:
        return dress.poured(_thanks(occasion, tongue), kept.receipt)
    told = {"occasion": occasion, "tongue": tongue, "stood": True, "receipt": kept.receipt}
    return dress.page("answering/thanks.html", 409, **told)


def _thanks(occasion: Occasion, tongue: str | None) -> Mould:
    # What is remembered knows a slip's unit and not its code.
    door = occasion.door
    if door.slip is not None:
        door = replace(door, code="", slip=None)
    return _thanks_mould(replace(occasion, door=door), tongue)


@lru_cache(maxsize=2048)
def _thanks_mould(occasion: Occasion, tongue: str | None) -> Mould:
    told = {"occasion": occasion, "tongue": tongue, "stood": False, "receipt": _RECEIPT}
    return cast(render_template("answering/thanks.html", style=dress.style(), **told), _RECEIPT)


def closed(door: Door) -> Response:
    """Say that nothing is asked at this counter now."""
    return dress.page("answering/closed.html", 410 if door.is_closed else 404, door=door)


def spent(door: Door) -> Response:
    """Say that the code on a slip was used before."""
    return dress.page("answering/spent.html", 410, door=door)
