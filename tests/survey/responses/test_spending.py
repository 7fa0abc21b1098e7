from dataclasses import replace
from threading import Barrier, Thread

from survey.db import open_engine
from survey.responses.spending import is_spent
from survey.responses.store import Outcome
from survey.responses.store import keep as keep_pile
from tests.factories.responses import make_ballot
from tests.survey.responses.test_store import how_many, keep


def test_a_code_is_spent_by_the_first_and_by_no_other(session, place):
    mark = "5" * 32
    ballot = replace(make_ballot(place.campaign, place.counter), spends=mark)
    other = replace(make_ballot(place.campaign, place.counter), spends=mark)
    first, again, second = keep(session, ballot), keep(session, ballot), keep(session, other)
    assert [kept.outcome for kept in (first, again, second)] == [
        *(Outcome.KEPT, Outcome.KEPT_BEFORE, Outcome.SPENT)
    ]
    assert again.receipt == first.receipt
    assert how_many(session) == 1
    assert is_spent(session.connection(), mark)
    assert not is_spent(session.connection(), "6" * 32)


def test_of_two_that_spend_one_code_in_one_pile_one_is_kept(session, place):
    pile = [replace(make_ballot(place.campaign, place.counter), spends="5" * 32) for _ in "12"]
    outcomes = [kept.outcome for kept in keep_pile(session.connection(), pile)]
    assert outcomes == [Outcome.KEPT, Outcome.SPENT]


def test_a_code_of_a_closed_campaign_is_not_spent(session, place, clock):
    place.campaign.closed_at = clock()
    session.flush()
    ballot = replace(make_ballot(place.campaign, place.counter), spends="5" * 32)
    assert keep(session, ballot) is None
    assert not is_spent(session.connection(), "5" * 32)


def test_sixteen_who_spend_one_code_at_once_are_one(session, place, database_url):
    session.commit()
    outcomes: list[Outcome] = []
    start = Barrier(16)
    engine = open_engine(database_url)

    def spend() -> None:
        ballot = replace(make_ballot(place.campaign, place.counter), spends="7" * 32)
        start.wait()
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            outcomes.append(keep_pile(connection, [ballot])[0].outcome)

    writers = [Thread(target=spend) for _ in range(16)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    engine.dispose()
    assert sorted(outcome.name for outcome in outcomes) == ["KEPT", *["SPENT"] * 15]
