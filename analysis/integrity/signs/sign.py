"""A sign: what one look at a counter's answers found, and how rarely luck alone would do so.

A sign is a screen and never a verdict: it says where somebody should look. Where there
is too little to say anything, `p` is None and `reason` says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Fact = int | float | str | Sequence[int] | Sequence[str] | Sequence[Sequence[str | int]]
"""One piece of evidence, as JSON keeps it."""

FEW_ANSWERS = "few_answers"
FEW_PEERS = "few_peers"
NO_TIMES = "no_times"
NO_DOSSIERS = "no_dossiers"
NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Sign:
    """What was looked at, the chance of as much by luck, and what it rests on.

    `exact` ones are no matter of luck: p is None, and `is_there` says whether they show.
    `channel` and `days` say which answers it covers: all of that channel ("" for every
    one) on those days (none: on all of the period), never some picked by what they say.
    """

    name: str
    p: float | None
    exact: bool
    evidence: Mapping[str, Fact]
    n: int
    reason: str | None = None
    channel: str = ""
    days: tuple[str, ...] = ()
    is_there: bool = field(default=False)


def silent(name: str, n: int, reason: str, channel: str = "", *, exact: bool = False) -> Sign:
    """Return the sign that nothing can be said, and why."""
    return Sign(name, None, exact, {}, n, reason, channel)
