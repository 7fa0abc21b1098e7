"""Fifty thousand letters asked for, and how fast they leave, beside bare inserts and SMTP."""

import dataclasses
import gc
import resource
import smtplib
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from survey.mail.composing import Message
from survey.mail.desk import register
from survey.mail.postman import post_waiting
from survey.mail.queue import queue_letters
from survey.mail_server import mail_server
from survey.settings import Settings
from tests.conftest import DATABASES
from tests.databases import SqliteDatabases, postgres_databases
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune
from tests.load.progress import say
from tests.load.table import Figure, times
from tests.postgres import NoPostgres
from tests.sink import Sink

MANY = 50_000
SENT = 500
KIND = "trial"


def queued() -> Iterator[Figure]:
    """Queue and send on both databases."""
    for kind in DATABASES:
        say(f"letters on {kind}")
        try:
            with ExitStack() as stack:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="langnghe-")))
                databases = (
                    SqliteDatabases(folder)
                    if kind == "sqlite"
                    else stack.enter_context(postgres_databases())
                )
                url = stack.enter_context(databases.fresh())
                yield from _measured(kind, url, folder / "var")
        except NoPostgres as reason:
            yield Figure(f"letters on {kind}", f"not measured: {reason}")


def _measured(kind: str, url: str, var: Path) -> Iterator[Figure]:
    from wsgi import create_app

    var.mkdir()
    app = create_app(Settings(var, url, "k", "s", 8000, "http://load.test"))
    register(app, KIND, _compose)
    with app.app_context(), Session(app.extensions["engine"]) as session:
        campaign_id = make_campaign(session, make_commune(session)).id
        session.commit()
        bare = _bare(session)
        gc.collect()
        before = _peak()
        ours = _queue(session, campaign_id, 1, range(1, MANY + 1))
        grown = _peak() - before
        again = _queue(session, campaign_id, 1, range(1, MANY + 1))
        name = f"queue {MANY} letters on {kind}, s"
        yield Figure(name, f"{ours:.2f}", f"bare INSERT {bare:.2f}", times(ours, bare), "≤ 60")
        yield Figure(f"the same again on {kind}, s", f"{again:.2f}", "–", "–", "≤ 60")
        yield Figure(f"memory it took on {kind}, MB", f"{grown:.0f}")
        session.execute(text("UPDATE letters SET due_at = '2100-01-01 00:00:00'"))
        session.commit()
    yield from _sent(kind, app, campaign_id)
    app.extensions["engine"].dispose()


def _sent(kind: str, app: Flask, campaign_id: int) -> Iterator[Figure]:
    with Sink() as sink:
        with smtplib.SMTP("127.0.0.1", sink.port) as line:
            began = time.monotonic()
            for _ in range(SENT):
                line.sendmail("so@tinh.vn", ["a@tinh.vn"], b"Message-ID: <x@y>\r\n\r\nThu")
            bare = SENT / (time.monotonic() - began)
        rates = {"the outbox": _rate(app, campaign_id, 2)}
        told = dataclasses.replace(app.extensions["settings"], mail=mail_server(sink.url))
        app.extensions["settings"] = told
        rates["SMTP next door"] = _rate(app, campaign_id, 3)
    for way, rate in rates.items():
        yield Figure(
            f"letters by {way}, {kind}, /s", f"{rate:.0f}", f"bare {bare:.0f}", times(rate, bare)
        )


def _rate(app: Flask, campaign_id: int, round_: int) -> float:
    with app.app_context(), Session(app.extensions["engine"]) as session:
        _queue(session, campaign_id, round_, range(1, SENT + 1))
    began = time.monotonic()
    while post_waiting(app):
        pass
    return SENT / (time.monotonic() - began)


def _queue(session: Session, campaign_id: int, round_: int, subjects: range) -> float:
    began = time.monotonic()
    queue_letters(session, KIND, round_, campaign_id=campaign_id, subject_ids=subjects)
    session.commit()
    return time.monotonic() - began


def _bare(session: Session) -> float:
    """As many rows of one number, each a statement of its own, in one transaction."""
    session.execute(text("CREATE TABLE bare (id INTEGER PRIMARY KEY, subject INTEGER)"))
    session.commit()
    began = time.monotonic()
    inserting = text("INSERT INTO bare (id, subject) VALUES (:id, :id)")
    session.execute(inserting, [{"id": each} for each in range(MANY)])
    session.commit()
    return time.monotonic() - began


def _compose(_session: Session, letter: object) -> Message:
    return Message("a@tinh.vn", "Mời tham gia khảo sát", "Kính gửi Ông/Bà,\n" * 20)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
