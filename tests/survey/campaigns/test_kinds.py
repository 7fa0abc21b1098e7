from datetime import date

import pytest

from survey.campaigns.kinds import DEMANDS, Kind, State, state_on

PERIOD = (date(2026, 11, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("day", "opened", "closed", "state"),
    [
        (date(2026, 11, 10), False, False, State.DRAFT),
        (date(2026, 10, 31), True, False, State.WAITING),
        (date(2026, 11, 1), True, False, State.RUNNING),
        (date(2026, 11, 30), True, False, State.RUNNING),
        (date(2026, 12, 1), True, False, State.OVER),
        (date(2026, 11, 10), True, True, State.CLOSED),
    ],
)
def test_a_campaign_stands_where_its_days_and_acts_put_it(day, opened, closed, state):
    assert state_on(day, PERIOD, is_opened=opened, is_closed=closed) is state


def test_what_was_published_says_so_only_once_it_is_closed():
    assert state_on(PERIOD[1], PERIOD, is_opened=True, is_closed=True, is_published=True) is (
        State.PUBLISHED
    )


def test_every_kind_says_what_it_demands_and_no_two_share_letters():
    assert set(DEMANDS) == set(Kind)
    assert len({kind.letters for kind in Kind}) == len(Kind)
    assert {kind for kind in Kind if kind.is_open_to_all} == {Kind.ROUTINE, Kind.AD_HOC}


def test_only_routine_campaigns_are_held_to_the_higher_promise():
    assert [kind for kind in Kind if kind.promise == "routine"] == [Kind.ROUTINE]
