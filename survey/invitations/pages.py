"""The pages behind a one-time link. No cookie, no receipt, nothing written by looking."""

from flask import Blueprint, Flask, Response, current_app
from sqlalchemy.exc import OperationalError, TimeoutError

from survey import db
from survey.access.guard import public
from survey.answering import lost
from survey.answering.hearing import heard
from survey.answering.submission import Submission
from survey.campaigns import turning
from survey.i18n import choose_locale
from survey.invitations import asking, closing, taking
from survey.invitations.asking import Door
from survey.invitations.links import KeyGone
from survey.jobs.registry import beside
from survey.languages import preferred

pages = Blueprint("invitations", __name__)


def init_app(app: Flask) -> None:
    """Open the doors for those who are invited, and see to it that they close."""
    app.register_blueprint(pages)
    turning.before_opening(app, closing.objection)
    turning.at_closing(app, closing.close)
    beside(app, closing.forget_closed)


@pages.get("/i/<token>")
@public
def ask(token: str) -> Response:
    """Show the questionnaire to whoever holds a link; nothing is spent by looking."""
    choose_locale(preferred())
    invited = asking.invited_by(db.session(), token)
    if invited is None:
        return asking.told(Door.UNKNOWN, None, 404)
    door = asking.door_of(db.session(), invited)
    if door is not Door.OPEN:
        return asking.told(door, invited, 200 if door is Door.SPENT else 410)
    return asking.page(invited, preferred(invited.questionnaire.languages), {})


@pages.post("/i/<token>")
@public
def answer(token: str) -> Response:
    """Keep what was answered, once."""
    handed_in = heard()
    choose_locale(handed_in.fields.get("_language") or preferred())
    try:
        return _answered(token, handed_in)
    except KeyGone as gone:
        # Nothing is spent: whoever keeps the machine puts the key back, and it is sent again.
        current_app.logger.critical("the key of a campaign's boxes is gone: %s", gone)
        return lost.busy(handed_in)
    except (OperationalError, TimeoutError):
        return lost.busy(handed_in)


def _answered(token: str, handed_in: Submission) -> Response:
    invited = asking.invited_by(db.session(), token)
    if invited is None:
        return asking.told(Door.UNKNOWN, None, 404)
    door = asking.door_of(db.session(), invited)
    if door in (Door.EARLY, Door.SPENT):
        return asking.told(door, invited, 409 if door is Door.SPENT else 410)
    return taking.take(invited, handed_in)
