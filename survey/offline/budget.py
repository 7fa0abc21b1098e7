"""A tablet's budget: no queue of people is so quick.

Twelve ratings in any five minutes are believed, the rest of a burst is held for somebody
to look at; none is refused.
"""

from bisect import bisect_left, bisect_right, insort

MOST = 12
WINDOW = 300
"""Seconds."""


class Budget:
    """The moments that were believed so far, in seconds."""

    def __init__(self, recent: list[int]) -> None:
        self._believed = sorted(recent)

    def admits(self, moment: int) -> bool:
        """Whether a rating given at `moment` can be believed; if so it fills the budget."""
        first = bisect_left(self._believed, moment - WINDOW + 1)
        last = bisect_right(self._believed, moment + WINDOW - 1)
        near = self._believed[first:last]
        # No window of five minutes around it may hold more, whatever came first.
        for start in range(max(1, len(near) - MOST + 1)):
            window = [*near[start : start + MOST]]
            if len(window) == MOST and max(*window, moment) - min(*window, moment) < WINDOW:
                return False
        insort(self._believed, moment)
        return True

    def remembered(self) -> list[int]:
        """Return what the next batch has to know."""
        return self._believed[-MOST:]
