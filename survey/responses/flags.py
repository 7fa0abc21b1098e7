"""Flags: what was noticed about how an answer came in, kept and chained with it.

A flag refuses nothing. Two of them keep an answer apart from the headline: `HELD`
until somebody above the unit has looked, `LATE` for ever, because its campaign was
closed and judged before it arrived. Both are shown beside the headline.
"""

import json
from collections.abc import Collection

FAST = "fast"
"""Sent within three seconds of the page being asked for."""
TRAP = "trap"
"""A field that people do not see was filled in."""
BURST = "burst"
"""More came this way, in a short while, than people can give."""
HELD = "held"
"""Kept, and not in the headline until somebody has looked."""
LATE = "late"
"""Arrived after its campaign was closed."""
CLOCK = "clock"
"""The device's clock was wrong: day and hour are a guess."""
REVOKED = "revoked"
"""Came from a device that has been revoked since."""
SOON = "soon"
"""Followed another rating on the same device within seconds."""
HELPED = "helped"
"""Somebody else filled it in for the citizen."""
PARTLY = "partly"
"""An answer in it could not be read and was left out."""
AGAIN = "again"
"""Came from where, as far as a day's memory tells, its counter had been rated from that day."""
REPEAT = "repeat"
"""Its device gave the same number to another rating."""
UNREVIEWED = "unreviewed"
"""An interview: held until its supervisor has looked after it."""

APART = frozenset((HELD, LATE))
"""What keeps an answer out of the headline."""


def written(flags: Collection[str]) -> str | None:
    """Return `flags` as the ledger keeps them; None for none."""
    return json.dumps(sorted(flags), separators=(",", ":")) if flags else None


def read(text: str | None) -> frozenset[str]:
    """Return the flags the ledger kept as `text`."""
    return frozenset(json.loads(text)) if text else frozenset()


def is_apart(flags: Collection[str]) -> bool:
    """Whether an answer with `flags` stays out of the headline, as long as nobody ruled on it."""
    return not APART.isdisjoint(flags)
