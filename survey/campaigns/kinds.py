"""The two kinds of campaign the promise names, and the states one goes through.

Routine surveys run all year with the higher target, ad-hoc ones for a while with
their own. One never adds to the other.
"""

from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Which promise a campaign measures."""

    ROUTINE = "routine"
    AD_HOC = "ad_hoc"

    @property
    def vietnamese(self) -> str:
        """The kind's name in the letters that make the promise."""
        return {"routine": "thường xuyên", "ad_hoc": "đột xuất"}[self.value]

    @property
    def letters(self) -> str:
        """What the codes of its campaigns begin with."""
        return {"routine": "TX", "ad_hoc": "DX"}[self.value]


class State(StrEnum):
    """Where a campaign stands on a day."""

    DRAFT = "draft"
    WAITING = "waiting"  # opened, its first day is still to come
    RUNNING = "running"
    OVER = "over"  # its last day has passed, and nobody has closed it
    CLOSED = "closed"


def state_on(day: date, period: tuple[date, date], *, is_opened: bool, is_closed: bool) -> State:
    """Return the state on `day` of a campaign over `period`, whose last day counts."""
    if is_closed:
        return State.CLOSED
    if not is_opened:
        return State.DRAFT
    if day < period[0]:
        return State.WAITING
    return State.RUNNING if day <= period[1] else State.OVER
