from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from survey.responses.flags import LATE
from survey.responses.models import Ruling
from survey.responses.rulings import rule, standing_rulings
from survey.responses.store import keep
from tests.factories.responses import make_ballot

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


def kept(session, place, *flags: str) -> str:
    ballot = replace(make_ballot(place.campaign, place.counter), flags=frozenset(flags))
    keep(session.connection(), [ballot])
    return ballot.id


def test_the_newest_ruling_stands(session, place):
    first, other = kept(session, place), kept(session, place)
    rule(session.connection(), [first, other], counts=False, cause="burst", at=NOON)
    rule(session.connection(), [first], counts=True, cause="reviewed", at=NOON, reason="Đã xem")
    unit_id = place.commune.id
    assert standing_rulings(session.connection(), unit_id) == {first: True, other: False}


def test_what_came_late_is_never_ruled_in(session, place):
    late = kept(session, place, LATE)
    assert rule(session.connection(), [late], counts=True, cause="reviewed", at=NOON) == 0
    assert session.scalar(select(func.count()).select_from(Ruling)) == 0


def test_nobody_rules_on_what_is_not_there(session, place):
    assert rule(session.connection(), ["0" * 32], counts=False, cause="burst", at=NOON) == 0


@pytest.mark.parametrize("act", ["UPDATE rulings SET counts = true", "DELETE FROM rulings"])
def test_a_ruling_is_not_taken_back(session, place, act):
    rule(session.connection(), [kept(session, place)], counts=False, cause="burst", at=NOON)
    session.commit()
    with pytest.raises(DBAPIError):
        session.execute(text(act))
