"""The registry of signs that counters are screened for: a new one is one line and one file.

Those that need more than answers (dossiers, the chain, a kiosk's numbers, targets) are in
`exact` and `bunching`; the watch asks for them by name.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from analysis.integrity.signs import (
    bursts,
    channels,
    evenness,
    sameness,
    shares,
)
from analysis.integrity.signs.observed import Observed, OfficeHours
from analysis.integrity.signs.sign import Sign

Look = Callable[[Sequence[Observed], OfficeHours], Iterable[tuple[int, Sign]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A sign: its name, what a counter is held against, and how it is looked for."""

    name: str
    against: str
    look: Look


PEERS, ITSELF = "peers", "itself"

KINDS: tuple[Kind, ...] = (
    Kind(bursts.NAME, ITSELF, bursts.look),
    *(
        Kind(sign.name, PEERS, sign.look)
        for sign in (
            shares.OUT_OF_HOURS,
            shares.STRAIGHT_LINES,
            shares.TOO_FAST,
            shares.FEW_DEVICES,
        )
    ),
    Kind(evenness.GAPS, ITSELF, evenness.look_at_gaps),
    Kind(evenness.DAYS, ITSELF, evenness.look_at_days),
    Kind(channels.GAP, PEERS, channels.look_at_gaps),
    Kind(channels.COACHED, PEERS, channels.look_for_coaching),
    Kind(sameness.NAME, PEERS, sameness.look),
)
