from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from survey.db import open_engine
from survey.responses.models import Response
from survey.responses.store import Outcome
from survey.responses.together import NotWritten, Tray
from survey.responses.verification import walk
from tests.factories.places import make_counter
from tests.factories.responses import make_ballot


@pytest.fixture
def tray(database_url):
    engine = open_engine(database_url)
    yield Tray(engine)
    engine.dispose()


def all_at_once(tray, ballots) -> list[object]:
    """Hand in `ballots`, each from a thread of its own; tell what each was answered."""
    told: list[object] = [None] * len(ballots)
    barrier = Barrier(len(ballots))

    def hand_in(number: int) -> None:
        barrier.wait()
        try:
            told[number] = tray.keep(ballots[number])
        except (NotWritten, DBAPIError) as error:
            told[number] = error

    threads = [Thread(target=hand_in, args=(number,)) for number in range(len(ballots))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def how_many(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Response))


def test_everybody_gets_their_own_receipt(session, place, tray):
    counters = [place.counter, make_counter(session)]
    ballots = [make_ballot(place.campaign, counters[n % 2]) for n in range(24)]
    session.commit()
    told = all_at_once(tray, ballots)
    session.rollback()
    for ballot, kept in zip(ballots, told, strict=True):
        assert kept.outcome is Outcome.KEPT
        assert session.get(Response, ballot.id).link == kept.link
    assert walk(session) == []


def test_the_same_ballot_from_many_hands_is_kept_once(session, place, tray):
    session.commit()
    told = all_at_once(tray, [make_ballot(place.campaign, place.counter)] * 12)
    assert len({kept.receipt for kept in told}) == 1
    assert how_many(session) == 1


def test_what_cannot_be_written_is_acknowledged_to_nobody(session, place, tray):
    session.execute(text("ALTER TABLE remarks RENAME TO away"))
    session.commit()
    ballots = [make_ballot(place.campaign, place.counter, words={"comment": "a"})] * 6
    told = all_at_once(tray, ballots)
    assert all(isinstance(answer, (NotWritten, DBAPIError)) for answer in told)
    assert how_many(session) == 0
    session.execute(text("ALTER TABLE away RENAME TO remarks"))
    session.commit()
    assert tray.keep(ballots[0]).outcome is Outcome.KEPT


def test_one_too_late_costs_no_other_its_place(session, place, tray, clock):
    from tests.factories.campaigns import make_campaign

    closed = make_campaign(session, place.commune, is_open=False)
    ballots = [make_ballot(place.campaign, place.counter) for _ in range(6)]
    ballots.insert(3, make_ballot(closed, place.counter))
    session.commit()
    told = all_at_once(tray, ballots)
    assert told.pop(3) is None
    assert all(kept.outcome is Outcome.KEPT for kept in told)
