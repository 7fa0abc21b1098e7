from datetime import timedelta

import pytest

from survey.invitations.asking import Door, door_of, invited_by
from tests.factories.invitations import make_invited
from tests.factories.places import make_province


@pytest.fixture
def made(app, session, settings):
    campaign, tokens = make_invited(
        session, make_province(session), settings.var, {"A": 12, "B": 4}, "counter"
    )
    session.commit()
    with app.app_context():
        yield campaign, tokens


def test_a_group_of_four_is_not_named_to_those_in_it(session, made):
    _campaign, tokens = made
    assert invited_by(session, tokens["A"][0]).group == "A"
    assert invited_by(session, tokens["B"][0]).group is None


@pytest.mark.parametrize(("days", "door"), [(-400, Door.EARLY), (0, Door.OPEN), (400, Door.OVER)])
def test_the_door_opens_and_closes_by_the_day(session, clock, made, days, door):
    _campaign, tokens = made
    clock.advance(timedelta(days=days))
    assert door_of(session, invited_by(session, tokens["A"][0])) is door


@pytest.mark.parametrize("written", ["", " ", "x" * 400, "â" * 26, "\x00" * 26])
def test_nobody_comes_in_by_anything_else(session, made, written):
    assert invited_by(session, written) is None
