"""Weighing what is held: what a unit comes to without a group, and what with all of it.

Both numbers are shown before a ruling and after it. Of a group with few answers neither
is: the difference of the two would tell what those few said.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.integrity.reading import Group, Held
from analysis.rollup.counts import counts_by_unit
from analysis.rollup.models import NO_COUNTER
from analysis.rollup.pooling import Counts, pooled
from analysis.rollup.ruled import Stand
from analysis.targets.check import FEWEST_SHOWN, Judgement
from analysis.targets.judging import judge_counts, overall_satisfied
from forms.questionnaire import OVERALL
from survey.campaigns.models import Campaign
from survey.places.models import Counter, Unit


@dataclass(frozen=True, slots=True)
class Weighed:
    """A group with its names, and its unit's judgement without all of it and with all of it."""

    held: Held
    campaign: Campaign
    unit: Unit
    counter: Counter | None
    without: Judgement
    together: Judgement
    is_judged: bool

    @property
    def place(self) -> str:
        """What the place is called."""
        return place_name(self.unit, self.counter)

    @property
    def is_told(self) -> bool:
        """Whether the group is large enough for its weight to be told."""
        return self.held.n >= FEWEST_SHOWN and self.is_judged


def weighed(session: Session, helds: Sequence[Held]) -> list[Weighed]:
    """Return each group with what it weighs, in the order given."""
    groups = [held.group for held in helds]
    units = _by_id(session, Unit, {group.unit_id for group in groups})
    counters = _by_id(session, Counter, {group.counter_id for group in groups} - {NO_COUNTER})
    campaigns = _by_id(session, Campaign, {group.campaign_id for group in groups})
    counts = {
        (campaign_id, unit_id): steps
        for campaign_id in campaigns
        for unit_id, steps in counts_by_unit(session, campaign_id, OVERALL, list(units)).items()
    }
    return [
        _weighed(
            held,
            campaigns[held.group.campaign_id],
            units[held.group.unit_id],
            counters.get(held.group.counter_id),
            counts.get((held.group.campaign_id, held.group.unit_id), {}),
        )
        for held in helds
    ]


def names_of(session: Session, groups: Collection[Group]) -> dict[Group, str]:
    """Return what the place of each group is called: its counter and its unit."""
    units = _by_id(session, Unit, {group.unit_id for group in groups})
    counters = _by_id(session, Counter, {group.counter_id for group in groups} - {NO_COUNTER})
    return {
        group: place_name(units[group.unit_id], counters.get(group.counter_id)) for group in groups
    }


def place_name(unit: Unit, counter: Counter | None) -> str:
    """Return "Quầy số 1 (7KQ2), Xã Ia Le"."""
    if counter is None:
        return _("Phiếu không ghi quầy, %(unit)s", unit=unit.name)
    return f"{counter.name} ({counter.code}), {unit.name}"


def less(counts: Counts, taken: Counts) -> Counts:
    """Return the counts without those that are among them."""
    left = {value: n - taken.get(value, 0) for value, n in counts.items()}
    return {value: max(n, 0) for value, n in left.items()}


def _weighed(
    held: Held, campaign: Campaign, unit: Unit, counter: Counter | None, now: Counts
) -> Weighed:
    satisfied = overall_satisfied(campaign)
    without = less(now, held.amount(Stand.IN).steps)
    apart = [held.amount(stand).steps for stand in (Stand.WAITING, Stand.OUT)]
    together = pooled([now, *apart])
    return Weighed(
        held,
        campaign,
        unit,
        counter,
        judge_counts(without, satisfied, None),
        judge_counts(together, satisfied, None),
        bool(satisfied),
    )


def _by_id(session: Session, table: Any, ids: Collection[int]) -> dict[int, Any]:
    found = session.scalars(select(table).where(table.id.in_(ids)))
    return {each.id: each for each in found}
