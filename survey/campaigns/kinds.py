"""The four kinds of campaign: what each demands and allows; and the states one goes through.

Routine surveys run all year with the higher target, ad-hoc ones for a while with their
own; a field sample is drawn and interviewed, those invited answer by a link of their own.
One kind never adds to another. The table is all there is to a kind: whoever wants to know
what one may do asks it, and compares no names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """How a campaign comes by its answers, and which promise it measures."""

    ROUTINE = "routine"
    AD_HOC = "ad_hoc"
    FIELD = "field"
    INVITED = "invited"

    @property
    def letters(self) -> str:
        """What the codes of its campaigns begin with."""
        return DEMANDS[self].letters

    @property
    def promise(self) -> str:
        """Which of the two promises it is measured against: "routine" or "ad_hoc"."""
        return DEMANDS[self].promise

    @property
    def is_open_to_all(self) -> bool:
        """Whether whoever comes to a counter may answer."""
        return DEMANDS[self].is_open_to_all


class Shown(StrEnum):
    """From when on results are shown."""

    LIVE = "live"  # to whoever may see results, while it runs
    CLOSED = "closed"  # once it is closed and the numbers are frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What a kind of campaign demands and allows.

    `threshold` is how few people a number may speak of; `fewest` how many answers a unit
    should have before anything is said of it, unless the campaign plans otherwise;
    `longest` days from the first to the last.
    """

    letters: str
    promise: str
    channels: tuple[str, ...]
    is_open_to_all: bool
    shown: Shown
    threshold: int
    fewest: int
    longest: int
    may_overlap: bool
    needs_draw: bool = False
    needs_invitees: bool = False


_COUNTER = ("qr", "receipt", "kiosk", "paper", "import")
DEMANDS: Mapping[Kind, Demands] = MappingProxyType(
    {
        Kind.ROUTINE: Demands(
            letters="TX",
            promise="routine",
            channels=_COUNTER,
            is_open_to_all=True,
            shown=Shown.LIVE,
            threshold=5,
            fewest=30,
            longest=1100,
            may_overlap=False,
        ),
        Kind.AD_HOC: Demands(
            letters="DX",
            promise="ad_hoc",
            channels=_COUNTER,
            is_open_to_all=True,
            shown=Shown.LIVE,
            threshold=5,
            fewest=30,
            longest=366,
            may_overlap=False,
        ),
        Kind.FIELD: Demands(
            letters="DT",
            promise="ad_hoc",
            channels=("interview", "paper", "import"),
            is_open_to_all=False,
            shown=Shown.CLOSED,
            threshold=5,
            fewest=100,
            longest=366,
            may_overlap=True,
            needs_draw=True,
        ),
        Kind.INVITED: Demands(
            letters="TM",
            promise="ad_hoc",
            channels=("invitation",),
            is_open_to_all=False,
            shown=Shown.CLOSED,
            threshold=10,
            fewest=10,
            longest=183,
            may_overlap=True,
            needs_invitees=True,
        ),
    }
)


class State(StrEnum):
    """Where a campaign stands on a day."""

    DRAFT = "draft"
    WAITING = "waiting"  # opened, its first day is still to come
    RUNNING = "running"
    OVER = "over"  # its last day has passed, and nobody has closed it
    CLOSED = "closed"
    PUBLISHED = "published"  # closed, and its results made known


def state_on(
    day: date,
    period: tuple[date, date],
    *,
    is_opened: bool,
    is_closed: bool,
    is_published: bool = False,
) -> State:
    """Return the state on `day` of a campaign over `period`, whose last day counts."""
    if is_closed:
        return State.PUBLISHED if is_published else State.CLOSED
    if not is_opened:
        return State.DRAFT
    if day < period[0]:
        return State.WAITING
    return State.RUNNING if day <= period[1] else State.OVER
