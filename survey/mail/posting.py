"""Posting: the way letters leave by, as the settings say, and one letter sent by itself."""

import secrets
from datetime import datetime

from survey import clock
from survey.mail.composing import Head, Message, composed
from survey.mail.outbox import Outbox
from survey.mail.outcomes import Posted, Poster
from survey.mail.smtp import Smtp
from survey.mail_server import sender
from survey.settings import NOBODY_YET, Settings


def poster_for(settings: Settings) -> Poster:
    """Return whoever carries letters away: the mail server, or the folder where there is none."""
    if settings.mail is None:
        return Outbox(settings.var, clock.now())
    return Smtp(settings.mail, head_for(settings, clock.now()).sender[1])


def head_for(settings: Settings, moment: datetime) -> Head:
    """Return what stands over letters written at `moment`."""
    return Head(sender(settings.mail_from) or ("", NOBODY_YET), moment.astimezone(clock.VIETNAM))


def send(settings: Settings, message: Message) -> Posted:
    """Send one letter that stands in no list, at once."""
    poster, name = poster_for(settings), secrets.token_hex(20)
    raw = composed(message, name, head_for(settings, clock.now()))
    try:
        return poster.post(message.to, name, raw, lambda: True)
    finally:
        poster.close()
