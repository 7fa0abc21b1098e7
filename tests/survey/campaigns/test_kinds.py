from datetime import date

import pytest

from survey.campaigns.kinds import Kind, State, state_on

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


def test_both_kinds_have_the_letters_names():
    assert [kind.vietnamese for kind in Kind] == ["thường xuyên", "đột xuất"]
    assert len({kind.letters for kind in Kind}) == 2
