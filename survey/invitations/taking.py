"""Taking what came by a link: it is put in the box, or comes back with a sentence.

Whoever sends from a second tab is told, kindly, that the first answer stands. There is no
receipt: nothing that could be shown to somebody who would like to know what was said.
"""

from dataclasses import dataclass, replace

from flask import Response, current_app
from sqlalchemy.exc import OperationalError, TimeoutError

from forms.answers import unasked
from forms.filling import Filled, fill, names_of
from forms.paging import Next, Turn, following, here, turn_of
from survey import db
from survey.answering import refusals
from survey.answering.refusals import Refusal
from survey.answering.submission import Submission
from survey.campaigns.models import Campaign
from survey.i18n import choose_locale
from survey.invitations import asking, box, traces
from survey.invitations.asking import Door, Invited
from survey.invitations.closing import links_of
from survey.invitations.inviting import mode_of
from survey.languages import preferred


@dataclass(frozen=True, slots=True)
class Handed:
    """A page that was sent: by whom, in which language, what it says."""

    invited: Invited
    language: str
    given: dict[str, str]
    turn: Turn

    def filled(self) -> Filled:
        """Return what the ballot says so far."""
        return fill(self.invited.questionnaire, self.given, self.invited.places)

    def back(self, refusal: Refusal | None = None, next_: Next | None = None) -> Response:
        """Hand the page back with everything readable still in it."""
        shown = next_ or here(self.invited.questionnaire, self.filled(), self.turn)
        return asking.page(self.invited, self.language, self.given, refusal=refusal, next_=shown)


def take(invited: Invited, submission: Submission) -> Response:
    """Take what was sent, or say why not."""
    given = dict(submission.fields)
    wished, switch = given.pop("_language", ""), given.pop("_switch", None)
    languages = invited.questionnaire.languages
    language = wished if wished in languages else preferred(languages)
    choose_locale(language)
    handed = Handed(invited, language, given, turn_of(given))
    if submission.flaw is not None:
        return handed.back(refusals.of_flaw(submission.flaw))
    if switch is not None:
        return replace(handed, language=switch if switch in languages else language).back()
    questionnaire = invited.questionnaire
    if unasked(names_of(questionnaire), given):
        return handed.back(refusals.not_asked())
    filled = handed.filled()
    next_ = following(questionnaire, filled, handed.turn)
    if next_.page is not None:
        return handed.back(refusals.wrong_answers() if next_.faults else None, next_)
    if filled.is_empty:
        return handed.back(refusals.empty())
    return _kept(invited, filled)


def _kept(invited: Invited, filled: Filled) -> Response:
    session = db.writing_session()
    # Looked up again: a writer sees what a reader may have missed.
    known = asking.invited_by(session, invited.token)
    if known is None or known.campaign.closed_at is not None:
        return asking.told(Door.OVER, invited, 410)
    traces.wipe_as_it_writes(session)
    said = box.Said(filled.answers, filled.words)
    outcome = box.put(session, known.invitee, known.token, said, links_of(known.campaign.id))
    session.commit()
    traces.wipe(db.engine())
    if outcome is box.Outcome.KEPT:
        _let_go(known)
        return asking.told(Door.OPEN, known, 200)
    shut = outcome is box.Outcome.SHUT
    return asking.told(Door.OVER if shut else Door.SPENT, known, 410 if shut else 409)


def _let_go(invited: Invited) -> None:
    # The answer is kept; whether others may leave the box now is another matter, and can wait.
    try:
        session = db.writing_session()
        campaign = session.get_one(Campaign, invited.campaign.id)
        if mode_of(session, campaign.id).leaves == "batches":
            box.release(session, campaign, links_of(campaign.id))
            session.commit()
    except (OperationalError, TimeoutError):
        db.session().rollback()
        current_app.logger.warning("a box was not let go of; the next answer does it")
