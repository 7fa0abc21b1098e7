"""kill -9 while letters go out: none goes out twice, and none is forgotten.

Two postmen are at work at any time. Each time one is killed the next one's clock is ahead
by more than a lease, so whatever the dead one held is found and judged at once.
"""

import dataclasses
import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.mail.composing import letter_name
from survey.mail.lease import LEASE
from survey.mail.models import Letter
from survey.mail.queue import queue_letters
from survey.mail_server import mail_server
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune
from tests.journeys.postman_at_work import KIND, send_all
from tests.sink import Sink

LETTERS = 720
KILLS = 24
PATIENCE = 60.0


@pytest.fixture
def named(app, session) -> dict[str, int]:
    """Two thousand letters that wait: whose they are, by their names."""
    campaign = make_campaign(session, make_commune(session))
    with app.app_context():
        queue_letters(session, KIND, 1, campaign_id=campaign.id, subject_ids=range(1, LETTERS + 1))
    session.commit()
    key = app.extensions["settings"].secret_key
    subjects = range(1, LETTERS + 1)
    return {letter_name(key, campaign.id, KIND, 1, each): each for each in subjects}


class Postmen:
    """Two processes that send; whoever is killed is replaced."""

    def __init__(self, settings) -> None:
        # A server that has the programs loaded and starts each from there, as a fork of it.
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["tests.journeys.postman_at_work"])
        self._settings, self._later = settings, timedelta()
        self._at_work = [self._begin(), self._begin()]
        self.hits = 0

    def kill(self, luck: random.Random) -> None:
        """Kill one, and let another begin after its leases have run out."""
        dying = self._at_work.pop(luck.randrange(2))
        self.hits += dying.is_alive()
        dying.kill()
        dying.join()
        self._at_work.append(self._begin())

    def finish(self) -> None:
        """Let those at work end, and one more look for what the dead have left."""
        for each in [*self._at_work, self._begin()]:
            each.join(PATIENCE)
            assert each.exitcode == 0
        last = self._begin()
        last.join(PATIENCE)
        assert last.exitcode == 0

    def _begin(self):
        self._later += LEASE + timedelta(minutes=1)
        begun = self._context.Process(target=send_all, args=(self._settings, self._later))
        begun.start()
        return begun


def kill_again_and_again(settings, out: Callable[[], int]) -> Postmen:
    """Kill a postman at any moment of its work, many times, then let the rest be sent."""
    luck, postmen = random.Random(), Postmen(settings)
    for number in range(KILLS):
        # Only so many letters a killing, so that there are some left for the last.
        wanted, ends = out() + luck.randrange(1, LETTERS // KILLS), time.monotonic() + PATIENCE
        while out() < min(wanted, LETTERS * (number + 1) // KILLS) and time.monotonic() < ends:
            time.sleep(0.005)
        time.sleep(luck.uniform(0, 0.02))
        postmen.kill(luck)
    postmen.finish()
    return postmen


def states(session) -> dict[str, int]:
    session.rollback()
    counted = select(Letter.state, func.count()).group_by(Letter.state)
    return {row[0]: row[1] for row in session.execute(counted)}


def test_over_smtp_no_letter_arrives_twice_and_each_is_sent_or_named(
    settings, session: Session, named
):
    with Sink() as sink:
        told = dataclasses.replace(settings, mail=mail_server(sink.url), mail_from="so@tinh.vn")
        postmen = kill_again_and_again(told, lambda: len(sink.raw))
        arrived = Counter(sink.names)
    assert postmen.hits >= 20, "the kills hit nobody at work"
    assert set(arrived) <= set(named)
    assert [name for name, times in arrived.items() if times > 1] == []
    counted = states(session)
    assert set(counted) <= {"done", "unsure"}
    assert sum(counted.values()) == LETTERS
    assert counted.get("unsure", 0) <= KILLS
    chosen = select(Letter.subject_id).where(Letter.state == "done")
    assert set(session.scalars(chosen)) <= {named[name] for name in arrived}
    print(f"{postmen.hits} killed at work, {counted}, {LETTERS - len(arrived)} never arrived")


def test_into_the_outbox_every_letter_goes_exactly_once(settings, session: Session, named):
    folder = settings.var / "outbox"
    postmen = kill_again_and_again(settings, lambda: sum(1 for _ in folder.glob("*.eml")))
    assert postmen.hits >= 20, "the kills hit nobody at work"
    assert {file.stem for file in folder.glob("*.eml")} == set(named)
    assert states(session) == {"done": LETTERS}
    # What a killed one was writing has no name yet, and goes within the hour.
    assert sum(1 for _ in folder.glob(".*")) <= KILLS
