"""Lockout: how long an account rests after wrong passwords, so that guessing never pays.

Five slips are free. From the fifth on each one doubles the pause, up to a quarter
of an hour: long for a guesser, short for somebody who has mistyped.
"""

from datetime import timedelta

FREE_FAILURES = 5
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=15)


def pause_after(failures: int) -> timedelta:
    """Return how long sign-in rests after this many failures in a row."""
    if failures < FREE_FAILURES:
        return timedelta(0)
    doublings = min(failures - FREE_FAILURES, 10)  # beyond any cap, and no huge number
    return min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)
