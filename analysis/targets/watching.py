"""Watching running campaigns: each counter's alarm, and each unit's, after the daily tallies.

A unit is looked at again only when its chain has moved, something in it was ruled on, or
its target changed; then its days are added up from the beginning, so that an answer that
came in late for an earlier day, or was ruled out, stands where it belongs. Cost grows
with units that have something new times days, not with answers.
A unit whose answers all came at one counter is watched as that counter.
"""

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from analysis.indices.shares import satisfied_share
from analysis.rollup.counts import responses_by_unit
from analysis.rollup.days import counts_by_counter_and_day
from analysis.rollup.lineage import lineages
from analysis.rollup.models import Mark
from analysis.targets.alarm import Level, level_of
from analysis.targets.choosing import judged_on, nearest, promises_in_force
from analysis.targets.finding_models import WHOLE_UNIT, WatchState
from analysis.targets.findings import Cause, Opening, open_all
from analysis.targets.judging import overall_satisfied
from analysis.targets.levels import Days, Stale, keep_level, streams
from forms import library
from forms.questionnaire import OVERALL
from survey.campaigns.looking import is_plain
from survey.campaigns.models import Campaign

PIECE = 50
"""Units looked at in one transaction."""


@dataclass(frozen=True, slots=True)
class Watched:
    """How many findings were opened, and how many units there was no time for."""

    opened: int
    units_left: int


def watch(
    engine: Engine,
    moment: datetime,
    unit_ids: Collection[int] | None = None,
    budget_seconds: float | None = None,
) -> Watched:
    """Bring the alarms of all running campaigns up to the tallies; catch up before.

    `unit_ids` are the units to look at; it stops early when `budget_seconds` are over.
    """
    ends = None if budget_seconds is None else time.monotonic() + budget_seconds
    opened = left = 0
    with Session(engine) as reader:
        campaigns = [each for each in _running(reader) if _is_judged(each)]
        work = [(each, _stale(reader, each, moment, unit_ids)) for each in campaigns]
    for campaign, stale in work:
        for start in range(0, len(stale), PIECE):
            if ends is not None and time.monotonic() >= ends:
                left += len(stale) - start
                break
            opened += _look(engine, campaign, stale[start : start + PIECE], moment)
    return Watched(opened, left)


def _running(session: Session) -> Sequence[Campaign]:
    running = (Campaign.opened_at.is_not(None), Campaign.closed_at.is_(None))
    return session.scalars(select(Campaign).where(*running).order_by(Campaign.id)).all()


def _is_judged(campaign: Campaign) -> bool:
    try:
        # What is not to be looked at yet must not be told by an alarm either.
        return is_plain(campaign) and bool(overall_satisfied(campaign))
    except library.Altered:
        return False  # its own pages say so; the others are watched all the same


def _stale(
    session: Session, campaign: Campaign, moment: datetime, unit_ids: Collection[int] | None
) -> list[Stale]:
    wanted = select(WatchState).where(
        WatchState.campaign_id == campaign.id, WatchState.counter_id == WHOLE_UNIT
    )
    if unit_ids is not None:
        wanted = wanted.where(WatchState.unit_id.in_(unit_ids))
    seen = {row.unit_id: row for row in session.scalars(wanted)}
    # Whose answers were all ruled out has a level to take back.
    answered = responses_by_unit(session, campaign.id, unit_ids).keys() | seen.keys()
    promises = promises_in_force(session, campaign.promise, judged_on(campaign, moment))
    paths = lineages(session, answered)
    marks = select(Mark.unit_id, Mark.position, Mark.rulings).order_by(Mark.unit_id)
    found = [
        Stale(*mark, nearest(promises, paths[mark.unit_id]))
        for mark in session.execute(marks)
        if mark.unit_id in answered
    ]
    return [each for each in found if not each.is_up_to_date(seen.get(each.unit_id))]


def _look(engine: Engine, campaign: Campaign, units: Sequence[Stale], moment: datetime) -> int:
    ids = [unit.unit_id for unit in units]
    with Session(engine) as reader:
        desks = counts_by_counter_and_day(reader, campaign.id, OVERALL, ids)
        wanted = select(WatchState).where(
            WatchState.campaign_id == campaign.id, WatchState.unit_id.in_(ids)
        )
        rows = {(row.unit_id, row.counter_id): row for row in reader.scalars(wanted)}
    of_units: dict[int, dict[int, Days]] = {unit_id: {} for unit_id in ids}
    for (unit_id, counter_id), days in desks.items():
        of_units[unit_id][counter_id] = days
    # Levels are worked out before the writing begins: nobody who answers waits for them.
    levels = [
        (unit, counter_id, level if may_ring else Level(level.height, level.counted_to), row)
        for unit in units
        for counter_id, days, may_ring in streams(of_units[unit.unit_id])
        for row in (rows.get((unit.unit_id, counter_id)),)
        for level in (_level(campaign, unit, days, row),)
    ]
    opened = 0
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        for unit, counter_id, level, row in levels:
            at = (counter_id, row.begun_on if row else campaign.starts_on)
            if keep_level(connection, campaign.id, unit, at, level, row):
                new = _openings(campaign, unit.unit_id, counter_id, level)
                opened += open_all(connection, new, moment)
    return opened


def _level(campaign: Campaign, unit: Stale, days: Days, row: WatchState | None) -> Level:
    if row is not None and row.alarm_on is not None:
        return Level(row.level, row.counted_to)  # it stands until its finding is closed
    if unit.promise is None:
        return Level(0.0, None)
    begun = row.begun_on if row else date.min
    satisfied = overall_satisfied(campaign)
    counted = {
        day: (good, n)
        for day, counts in days.items()
        for n, good in (satisfied_share(counts, satisfied),)
        if day >= begun and n
    }
    return level_of(counted, unit.promise)


def _openings(campaign: Campaign, unit_id: int, counter_id: int, level: Level) -> Iterator[Opening]:
    if level.rang is not None:
        at = None if counter_id == WHOLE_UNIT else counter_id
        yield Opening(unit_id, at, campaign.id, Cause.CUSUM, level.rang)
