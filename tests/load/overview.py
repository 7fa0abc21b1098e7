"""How long a province's manager waits for the overview, however many have answered.

The page is asked of the application itself, so the figure is the server's own time.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from analysis.rollup.advance import catch_up
from survey.places.models import Unit
from survey.settings import Settings
from tests.databases import SqliteDatabases
from tests.factories.accounts import make_account, sign_in
from tests.journeys.town import KEY, Town, found_town
from tests.load.harvest import reap
from tests.load.progress import say
from tests.load.table import Figure, times
from wsgi import create_app

COMMUNES = 135
STEPS = (1_000_000, 2_000_000)
LOOKS = 20
_OVER_TALLIES = (
    "SELECT unit_id, value, sum(n) FROM tallies WHERE question = 'overall' GROUP BY 1, 2"
)
_OVER_RESPONSES = (
    "SELECT unit_id, json_extract(answers, '$.overall'), count(*) FROM responses GROUP BY 1, 2"
)


def looked() -> Iterator[Figure]:
    """Measure the catch-up and the overview at each step."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="langnghe-load-")))
        url = stack.enter_context(SqliteDatabases(folder).fresh())
        town = found_town(url, communes=COMMUNES)
        app = create_app(Settings(folder, url, KEY, "a salt", 8000, "http://load.test"))
        manager = manager_of(app, town)
        for before, answers in pairwise((0, *STEPS)):
            yield from _at(app, manager, town, (before, answers))
        yield _questions(manager, f"/manage/units/{town.province_id}/questions")
        app.extensions["engine"].dispose()


def _at(app: Flask, manager: FlaskClient, town: Town, span: tuple[int, int]) -> Iterator[Figure]:
    before, answers = span
    path = app.extensions["engine"].url.database
    say(f"overview: writing {answers - before:,} answers")
    reap(path, town, answers - before)
    say("  counting them")
    taken = timed(lambda: catch_up(app.extensions["engine"]))
    yield Figure(
        f"catch-up of {answers - before:,} answers, /s", f"{(answers - before) / taken:,.0f}"
    )
    say("  looking")
    looks = [timed(lambda: look(manager)) for _ in range(LOOKS)]
    say(f"  first look {looks[0]:.3f} s")
    tallies, scan = _asked(path, _OVER_TALLIES), _asked(path, _OVER_RESPONSES)
    p50, p95 = median(looks), quantiles(looks, n=20)[-1]
    at = f"overview, {COMMUNES} communes, {answers:,} kept"
    bare = f"{tallies * 1000:.1f} (bare GROUP BY over tallies)"
    yield Figure(f"{at}: p50, ms", f"{p50 * 1000:.0f}", bare, times(p50, tallies), "≤ 200")
    raw = f"{scan * 1000:,.0f} (SQLite over the responses)"
    yield Figure(f"{at}: p95, ms", f"{p95 * 1000:.0f}", raw, times(p95, scan), "≤ 200")


def _questions(manager: FlaskClient, address: str) -> Figure:
    looks = [timed(lambda: look(manager, address)) for _ in range(LOOKS)]
    at = f"every question, {COMMUNES} communes, {STEPS[-1]:,} kept"
    return Figure(f"{at}: p50, ms", f"{median(looks) * 1000:.0f}", "–", "–", "≤ 200")


def manager_of(app: Flask, town: Town) -> FlaskClient:
    with Session(app.extensions["engine"]) as session:
        session.connection(execution_options={"writes": True})
        account = make_account(session, session.get_one(Unit, town.province_id))
        session.commit()
        client = app.test_client()
        sign_in(client, account)
    return client


def look(manager: FlaskClient, address: str = "/manage/") -> None:
    response = manager.get(address, headers={"Accept-Encoding": "gzip"}, follow_redirects=True)
    if response.status_code != 200:
        raise AssertionError(f"the overview said {response.status}")


def _asked(path: str, statement: str) -> float:
    connection = sqlite3.connect(path)
    taken = median(timed(lambda: connection.execute(statement).fetchall()) for _ in range(3))
    connection.close()
    return taken


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
