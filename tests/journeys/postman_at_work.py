"""A postman in a process of its own, to be killed: it sends letters that say their number."""

from datetime import timedelta

from survey.clock import utc_now
from survey.mail.composing import Message
from survey.mail.desk import register
from survey.mail.postman import post_waiting
from survey.settings import Settings
from wsgi import create_app

KIND = "trial"


def compose(_session, letter) -> Message:
    number = letter.subject_id
    return Message(f"nguoi-{number}@tinh.vn", "Mời tham gia khảo sát", f"Thư số {number}")


def send_all(settings: Settings, later: timedelta) -> None:
    """Send until nothing is due, by a clock that is ahead by `later`."""
    app = create_app(settings, clock=lambda: utc_now() + later)
    register(app, KIND, compose)
    while post_waiting(app):
        pass
    app.extensions["engine"].dispose()
