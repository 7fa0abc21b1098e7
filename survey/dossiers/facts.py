"""What a response may keep of the dossier it came from: only what a crowd shares.

A rating by receipt carries procedure group, resolving unit and whether it was on time.
Each is told only where at least five dossiers of the same receiving unit and day say
the same; otherwise it is withheld from all of them alike, so that neither what is
said nor what is left out points at one.

Guards against whoever has every table; not against somebody who stood at the counter.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

CROWD = 5
AFTER_DONE = timedelta(days=90)
AFTER_RECEIVED = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a dossier, or told of it."""

    procedure_group: str | None
    resolving_unit_id: int | None
    on_time: bool | None


NOTHING = Facts(None, None, None)


def coarsened(own: Facts, that_day: Mapping[Facts, int]) -> Facts:
    """Return what may be told of `own`, given how many dossiers of its unit and day say what."""
    named = _named(that_day)
    group = own.procedure_group if own.procedure_group in named else None
    crowd = {
        facts: n
        for facts, n in that_day.items()
        if (facts.procedure_group == group if group else facts.procedure_group not in named)
    }
    if not crowd or min(_classes(crowd).values()) < CROWD:
        return Facts(group, None, None)
    return Facts(group, own.resolving_unit_id, own.on_time)


def on_time(due_on: date | None, done_on: date | None) -> bool | None:
    """Return whether what was promised was kept; None while that cannot be said."""
    return None if due_on is None or done_on is None else done_on <= due_on


def last_day(received_on: date, done_on: date | None) -> date:
    """Return the last day on which the code of a dossier can be spent."""
    return done_on + AFTER_DONE if done_on else received_on + AFTER_RECEIVED


def _named(that_day: Mapping[Facts, int]) -> set[str]:
    """Return the groups that are told: crowds, whose leaving leaves a crowd or nobody.

    A group too small to be told hides among others too small. Where these together are
    no crowd, the smallest of the large ones is withheld, too.
    """
    sizes: Counter[str] = Counter()
    for facts, n in that_day.items():
        if facts.procedure_group is not None:
            sizes[facts.procedure_group] += n
    large = sorted((n, group) for group, n in sizes.items() if n >= CROWD)
    hidden = sum(that_day.values()) - sum(n for n, _group in large)
    while large and 0 < hidden < CROWD:
        n, _group = large.pop(0)
        hidden += n
    return {group for _n, group in large}


def _classes(crowd: Mapping[Facts, int]) -> Counter[tuple[int | None, bool | None]]:
    found: Counter[tuple[int | None, bool | None]] = Counter()
    for facts, n in crowd.items():
        found[facts.resolving_unit_id, facts.on_time] += n
    return found


def counted(rows: Iterable[tuple[str | None, int | None, bool | None, int]]) -> dict[Facts, int]:
    """Return rows of group, resolving unit, on time and number as a count by facts."""
    return {Facts(*facts): n for *facts, n in rows}  # type: ignore[arg-type]
