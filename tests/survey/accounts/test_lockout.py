from datetime import timedelta
from itertools import pairwise

from survey.accounts.lockout import LONGEST_PAUSE, pause_after


def test_four_slips_cost_nothing():
    assert [pause_after(slips) for slips in range(5)] == [timedelta(0)] * 5


def test_from_the_fifth_slip_the_pause_doubles_up_to_a_quarter_of_an_hour():
    minutes = [pause_after(slips) / timedelta(minutes=1) for slips in range(5, 11)]
    assert minutes == [1, 2, 4, 8, 15, 15]


def test_no_number_of_slips_makes_the_pause_longer_or_shorter_again():
    pauses = [pause_after(slips) for slips in (*range(40), 10**6)]
    assert all(earlier <= later for earlier, later in pairwise(pauses))
    assert pauses[-1] == LONGEST_PAUSE
