"""The same forms sent a hundred times each, a hundred at once: one row a form, no error.

What a phone on a bad line does, and what a bot does with one captured form.
"""

import random
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.db import open_engine
from survey.responses.models import Response
from tests.load.installation import side_by_side
from tests.load.progress import say
from tests.load.table import Figure
from tests.load.volley import fire
from tests.load.words import rating

FORMS, TIMES = 1_000, 100


def sent_again() -> Iterator[Figure]:
    """Send every form a hundred times over a hundred connections, shuffled."""
    say(f"sending {FORMS} forms {TIMES} times each")
    with side_by_side("sqlite") as both:
        codes = [code for code, _unit in both.town.counters]
        forms = [rating(both.town, codes[number % len(codes)]) for number in range(FORMS)]
        posts = forms * TIMES
        random.Random(4).shuffle(posts)
        volley = fire(both.ours.port, iter(posts), seconds=3600.0, connections=TIMES)
        engine = open_engine(both.ours.database_url)
        with Session(engine) as session:
            rows = session.scalar(select(func.count()).select_from(Response))
        engine.dispose()
    errors = sum(volley.statuses.values()) - volley.statuses[200]
    name = f"{FORMS} forms, {TIMES} posts each, {TIMES} at once"
    yield Figure(f"{name}: rows", str(rows), wanted=str(FORMS))
    yield Figure(f"{name}: errors of {FORMS * TIMES}", str(errors), wanted="0")
    yield Figure(f"{name}, /s", f"{volley.rate:.0f}")
