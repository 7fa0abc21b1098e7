"""What is noticed marks and does not block; a flood is kept, receipted and held."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from survey.answering.fuse import Budgets, Fuse
from survey.answering.keeping import FUSE
from survey.responses.flags import AGAIN, BURST, FAST, HELD, TRAP, read
from survey.responses.models import Response
from survey.responses.rulings import standing_rulings
from tests.survey.answering.at_the_counter import GOOD, Citizen

HALL = {"REMOTE_ADDR": "203.0.113.7"}
HOME = {"REMOTE_ADDR": "198.51.100.9"}


def sends(citizen: Citizen, clock, after: float = 20, origin=HALL, **more: str):
    token = citizen.visit()
    clock.advance(timedelta(seconds=after))
    page = citizen.sends_as(token, {**GOOD, **more}, environ_base=origin)
    assert page.status == 200
    assert any(to.startswith("/r/") for to in page.links.values())


def flags_kept(session) -> list[frozenset[str]]:
    session.rollback()
    return [read(kept) for kept in session.scalars(select(Response.flags))]


@pytest.fixture
def narrow(app):
    """A fuse that burns after a handful."""
    app.extensions[FUSE] = Fuse(Budgets(marked=2, browser=12, address=99, counter=99))


@pytest.mark.parametrize(
    ("after", "more", "flags"),
    [
        (20, {}, set()),
        (3, {}, set()),
        (2, {}, {FAST}),
        (20, {"_website": "http://cheap.example"}, {TRAP}),
        (1, {"_website": "x"}, {FAST, TRAP}),
        (-30, {}, set()),  # the server's clock was set back: nobody is marked for that
    ],
)
def test_marks_do_not_block(citizen, session, clock, after, more, flags):
    sends(citizen, clock, after, **more)
    assert flags_kept(session) == [flags]


def test_a_flood_from_one_address_is_kept_and_held_from_its_first_answer(
    narrow, citizen, session, clock, place
):
    for _ in range(6):
        sends(citizen, clock)
    assert [HELD in flags for flags in flags_kept(session)].count(True) == 2
    ruled = standing_rulings(session.connection(), place.commune.id)
    assert list(ruled.values()) == [False] * 4


def test_what_is_held_says_why(narrow, citizen, session, clock):
    for _ in range(5):
        sends(citizen, clock)
    assert {AGAIN, BURST, HELD} in flags_kept(session)


def test_a_flood_of_marked_answers_leaves_honest_ones_from_the_same_address_alone(
    narrow, citizen, session, clock, place
):
    sends(citizen, clock)
    for _ in range(8):
        sends(citizen, clock, after=1)
    sends(citizen, clock)
    session.rollback()
    ruled = standing_rulings(session.connection(), place.commune.id)
    counted = [
        FAST not in read(kept.flags)
        for kept in session.scalars(select(Response))
        if HELD not in read(kept.flags) and ruled.get(kept.id, True)
    ]
    assert counted == [True, True]


def test_the_neighbours_address_is_not_held(narrow, citizen, session, clock):
    for _ in range(5):
        sends(citizen, clock)
    sends(citizen, clock, origin=HOME)
    assert [HELD in flags for flags in flags_kept(session)].count(False) == 5


def test_the_same_page_sent_a_hundred_times_burns_no_fuse(narrow, citizen, session, clock):
    token = citizen.visit()
    clock.advance(timedelta(seconds=9))
    for _ in range(100):
        assert citizen.sends_as(token, GOOD, environ_base=HALL).status == 200
    sends(citizen, clock)
    assert flags_kept(session) == [set(), {AGAIN}]


def test_a_second_answer_from_the_same_place_that_day_is_told_and_no_other(citizen, session, clock):
    sends(citizen, clock)
    sends(citizen, clock, origin=HOME)
    sends(citizen, clock)
    clock.advance(timedelta(days=1))
    sends(citizen, clock)
    assert sorted(map(sorted, flags_kept(session))) == [[], [], [], [AGAIN]]


def test_where_no_address_is_told_nobody_is_taken_for_another(citizen, session, clock):
    for _ in range(2):
        sends(citizen, clock, origin={"REMOTE_ADDR": "127.0.0.1"})
    assert flags_kept(session) == [set(), set()]
