"""The levels of alarms as they are kept: which there are at a unit, and writing one down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.engine import Connection

from analysis.rollup.counting import NO_COUNTER
from analysis.rollup.keeping import insert_of
from analysis.rollup.pooling import Counts, pooled
from analysis.targets.alarm import Level
from analysis.targets.check import Promise
from analysis.targets.finding_models import WHOLE_UNIT, WatchState

Days = dict[date, Counts]


@dataclass(frozen=True, slots=True)
class Stale:
    """A unit to look at, the mark its tallies stand at, and what it is held to."""

    unit_id: int
    position: int
    rulings: int
    promise: Promise | None

    @property
    def basis_points(self) -> int:
        """The target as a level remembers it; 0 for none."""
        return self.promise.basis_points if self.promise else 0

    def is_up_to_date(self, row: WatchState | None) -> bool:
        """Whether `row` was written at this mark and target."""
        return row is not None and (row.position, row.rulings, row.basis_points) == (
            self.position,
            self.rulings,
            self.basis_points,
        )


def streams(desks: dict[int, Days]) -> Iterator[tuple[int, Days, bool]]:
    """Yield each counter and last the unit as a whole, with its days and whether it may ring."""
    at_counters = {counter_id: of for counter_id, of in desks.items() if counter_id != NO_COUNTER}
    for counter_id, days in at_counters.items():
        yield counter_id, days, True
    every = sorted({day for days in desks.values() for day in days})
    whole = {day: pooled(days[day] for days in desks.values() if day in days) for day in every}
    yield WHOLE_UNIT, whole, len(desks) > 1 or not at_counters


def keep_level(  # noqa: PLR0913, PLR0917
    connection: Connection,
    campaign_id: int,
    unit: Stale,
    at: tuple[int, date],
    level: Level,
    row: WatchState | None,
) -> bool:
    """Write the level of a counter counted since a day (`at`), where `row` stood before.

    False when a closing set the alarm back meanwhile: then nothing is written.
    """
    counter_id, begun = at
    table = WatchState.__table__
    told = {
        "counted_to": level.counted_to,
        "position": unit.position,
        "rulings": unit.rulings,
        "basis_points": unit.basis_points,
        "level": level.height,
        "alarm_on": level.rang.day if level.rang else (row.alarm_on if row else None),
    }
    key = {"campaign_id": campaign_id, "unit_id": unit.unit_id, "counter_id": counter_id}
    new = insert_of(connection)(table).values(**key, begun_on=begun, **told)
    kept = new.on_conflict_do_update(
        index_elements=list(key), set_=told, where=table.c.begun_on == begun
    ).returning(table.c.unit_id)
    return connection.execute(kept).first() is not None
