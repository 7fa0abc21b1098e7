"""How long a manager waits for the weighted share of SIPAS 2024's 36,525 people.

The closing computes and freezes it; the page reads what was frozen. Progress reads the
whole sample each time it is asked for, for its effective n changes with every answer.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from analysis.rollup.advance import catch_up
from survey.campaigns.life import close_campaign
from survey.campaigns.models import Campaign
from survey.places.models import Unit
from survey.responses.ballot import Ballot
from survey.responses.design import Design
from survey.responses.store import keep
from survey.settings import Settings
from tests.databases import SqliteDatabases
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_province
from tests.load.progress import say
from tests.load.table import Figure
from wsgi import create_app

PEOPLE, COMMUNES, DISTRICTS = 36_525, 300, 60
_PIECE = 5_000
_QUESTIONS = ("overall", "attitude", "on_time", "convenience", "step_time", "contacts")


def weighed() -> Iterator[Figure]:
    """Measure the progress page, the closing and the weighted page."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="langnghe-load-")))
        url = stack.enter_context(SqliteDatabases(folder).fresh())
        app = create_app(Settings(folder, url, "a key", "a salt", 8000, "http://load.test", 0.0))
        say(f"weighted: writing {PEOPLE:,} interviews")
        with Session(app.extensions["engine"], expire_on_commit=False) as session:
            session.connection(execution_options={"writes": True})
            campaign, client = _made(app, session)
            session.commit()
            catch_up(session)
            yield from _looked(app, session, campaign, client.get)
        app.extensions["engine"].dispose()


def _looked(
    app: Flask, session: Session, campaign: Campaign, get: Callable[[str], object]
) -> Iterator[Figure]:
    def closed() -> None:
        session.rollback()
        session.connection(execution_options={"writes": True})
        with app.test_request_context():
            close_campaign(session, campaign)
        session.commit()

    progress = _seconds(lambda: get(f"/manage/progress?campaign={campaign.code}"))
    yield Figure(f"progress of {PEOPLE:,} people", f"{progress:.2f} s", wanted="< 1 s")
    closing = _seconds(closed)
    yield Figure(f"closing with {PEOPLE:,} people weighted", f"{closing:.2f} s", wanted="–")
    page = _seconds(lambda: get(f"/manage/results/weighted?campaign={campaign.code}"))
    yield Figure(f"weighted page of {PEOPLE:,} people", f"{page:.2f} s", wanted="< 1 s")


def _made(app: Flask, session: Session):  # type: ignore[no-untyped-def]
    province = make_province(session)
    communes = [make_commune(session, province, f"Xã {n}") for n in range(COMMUNES)]
    campaign = make_campaign(session, province, kind="field", code="DT-LOAD")
    luck = random.Random(1)
    for start in range(0, PEOPLE, _PIECE):
        people = range(start, min(start + _PIECE, PEOPLE))
        keep(session.connection(), [_ballot(campaign, communes, at, luck) for at in people])
    client = app.test_client()
    sign_in(client, make_account(session, province))
    return campaign, client


def _ballot(campaign: Campaign, communes: list[Unit], at: int, luck: random.Random) -> Ballot:
    commune = at % COMMUNES
    design = Design(
        weight=f"{luck.uniform(50, 400):.6f}",
        stratum=f"H{commune % DISTRICTS:02}",
        psu=f"X{commune:03}",
        labels={"sex": luck.choice("FM"), "age": luck.choice(("18-29", "30-59", "60+"))},
    )
    answers = {question: luck.choice((2, 4, 4, 4, 5, 5, 5)) for question in _QUESTIONS}
    return Ballot(
        **{"id": f"{luck.getrandbits(128):032x}", "campaign_id": campaign.id},
        **{"unit_id": communes[commune].id, "counter_id": None, "questionnaire": "dossier"},
        **{"version": 1, "language": "vi", "channel": "interview", "day": date(2026, 11, 20)},
        **{"minute": None, "answers": answers, "design": design},
    )


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
