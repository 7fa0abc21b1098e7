"""What goes with the overall rating in one unit or counter: questions, shares, quadrants.

The share says what goes together ("liên quan"), never what causes what. The level beside
it is each question's own, over all who answered it; the share rests on those who answered
every question shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from analysis.charts.quadrant import Part
from analysis.dashboard import driver_shelf
from analysis.dashboard.driver_questions import Counted, chosen_keys, counted_at, words_of
from analysis.dashboard.driver_shelf import Kept, Seen, seen_now
from analysis.dashboard.hiding import withheld_questions
from analysis.dashboard.standing import Place, caught_up, place_of
from analysis.indices.shares import satisfied_share
from analysis.rollup.counting import RESPONSES
from analysis.stats.importance import Drivers, equal_share, quadrant, stands_clear
from analysis.targets.judging import judge_counts, questions_judged
from analysis.targets.withholding import as_of_today
from forms.questionnaire import OVERALL
from survey.campaigns.looking import threshold_of
from survey.campaigns.models import Campaign
from survey.places.models import Counter, Unit

PER_QUESTION = 15
AT_ONCE = 50_000
"""Answers that a page reads itself; of more it shows what a job made of them."""


@dataclass(frozen=True, slots=True)
class Where:
    """The columns' folder, the shelf's, and the engine both are read through."""

    engine: Engine
    var: Path

    def shelf(self, place: Place, counter: Counter | None) -> Path:
        """Return where the drivers of a place are kept."""
        desk = counter.id if counter else 0
        return self.var / "drivers" / f"{place.campaign.id}-{place.unit.id}-{desk}.json"


@dataclass(frozen=True, slots=True)
class Driving:
    """What the page shows; `kept` is None until a job has read the answers."""

    place: Place
    answers_left: int
    n: int
    kept: Kept | None
    is_stale: bool
    parts: tuple[Part, ...]
    left_out: tuple[str, ...]
    needed: int
    is_withheld: bool = False

    @property
    def drivers(self) -> Drivers | None:
        """What was computed, or why it could not be."""
        return self.kept.drivers if self.kept else None


def driving(  # noqa: PLR0913, PLR0917
    session: Session,
    where: Where,
    unit: Unit,
    campaign: Campaign,
    moment: datetime,
    language: str,
    counter: Counter | None = None,
) -> Driving:
    """Return what goes with the overall rating of a unit with all below it, or of a counter."""
    place = place_of(session, unit, campaign, moment)
    left = caught_up(session, place, moment)
    counted = counted_at(session, place, counter)
    few = withheld_questions(session, place, as_of_today(session, campaign), counter)
    keys = chosen_keys(campaign, counted, few)
    seen = seen_now(session, place.below)
    kept = driver_shelf.take(where.shelf(place, counter))
    if keys and not _is_fresh(kept, seen, keys) and seen.positions <= AT_ONCE:
        kept = _computed(where, place, keys, seen, counter)
    told = words_of(campaign, language)
    return Driving(
        place,
        left,
        sum(counted.get(OVERALL, {}).values()),
        kept,
        not _is_fresh(kept, seen, keys),
        _parts(campaign, counted, kept if keys else None, told),
        tuple(told[key] for key in told if key not in keys),
        PER_QUESTION * len(keys),
        bool({OVERALL, RESPONSES} & few),
    )


def bring_up(  # noqa: PLR0913, PLR0917
    session: Session,
    where: Where,
    unit: Unit,
    campaign: Campaign,
    moment: datetime,
    counter: Counter | None = None,
) -> Kept:
    """Read all there is of a unit or counter, however long it takes, and keep what comes of it."""
    place = place_of(session, unit, campaign, moment)
    while caught_up(session, place, moment):
        pass
    few = withheld_questions(session, place, as_of_today(session, campaign), counter)
    keys = chosen_keys(campaign, counted_at(session, place, counter), few)
    return _computed(where, place, keys, seen_now(session, place.below), counter)


def _computed(
    where: Where, place: Place, keys: Sequence[str], seen: Seen, counter: Counter | None
) -> Kept:
    from analysis.columns.opening import opened  # noqa: PLC0415
    from analysis.dashboard.driver_rows import rows_of  # noqa: PLC0415
    from analysis.stats.drivers import drivers  # noqa: PLC0415

    with opened(where.engine, where.var / "columns", place.below) as duck:
        rows = rows_of(duck, place.campaign.id, keys, counter.id if counter else None)
    found = drivers(rows.ratings, rows.overall, counts=rows.counts if len(rows.counts) else None)
    kept = Kept(seen, tuple(keys), found)
    driver_shelf.keep(where.shelf(place, counter), kept)
    return kept


def _is_fresh(kept: Kept | None, seen: Seen, keys: Sequence[str]) -> bool:
    return kept is not None and (kept.seen, kept.keys) == (seen, tuple(keys))


def _parts(
    campaign: Campaign, counted: Counted, kept: Kept | None, words: Mapping[str, str]
) -> tuple[Part, ...]:
    found = kept.drivers.drivers if kept else ()
    line = equal_share(found)
    if kept is None or line is None:
        return ()
    satisfied = questions_judged(campaign)
    known = [key for key in kept.keys if key in words]
    levels = [satisfied_share(counted.get(key, {}), satisfied[key]) for key in known]
    usual = sum(good for _n, good in levels) / max(1, sum(n for n, _good in levels))
    parts = [
        Part(
            words[key],
            judge_counts(counted.get(key, {}), satisfied[key], None, threshold_of(campaign)),
            driver,
            quadrant(driver.share.estimate or 0.0, good / n if n else 0.0, line, usual),
            stands_clear(driver.share, line),
            (line, usual),
        )
        for key, driver, (n, good) in zip(known, found, levels, strict=False)
    ]
    return tuple(sorted(parts, key=lambda part: -part.driver.part))
