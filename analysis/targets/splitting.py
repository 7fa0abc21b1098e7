"""Splitting: which months, and which ways of answering, are withheld of a unit or counter.

Looked at from the top of the map, so that all pages together are safe. Whoever stands at
the top needs one row alone; for everybody else all units are read, a row each.
"""

from collections.abc import Collection, Hashable, Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.rollup.counts import counts_by_way, in_headline, steps_of
from analysis.rollup.lineage import lineages
from analysis.rollup.models import MonthTotal, Tally
from analysis.rollup.pooling import Counts, pool_upwards, pooled
from analysis.stats.disclosure_family import Splits
from analysis.stats.disclosure_rules import Amount
from analysis.stats.disclosure_split import Split
from analysis.stats.disclosure_tree import Node
from analysis.targets.judging import overall_satisfied
from analysis.targets.withholding import Withheld, amount_of, desk, own, unit
from forms.questionnaire import OVERALL
from survey.campaigns.models import Campaign

ByUnit = Mapping[int, Counts]
Columns = Mapping[str | date, ByUnit]
"""By month or way, what each unit's (or counter's) answers come to."""


def of_ways(
    session: Session, campaign: Campaign, kept: Withheld, at_unit: int | None = None
) -> Splits:
    """Return the ways of all units, and of the counters of one."""
    by_unit = counts_by_way(session, campaign.id, OVERALL, None, by_counter=False)
    if at_unit is None:
        return _splits(session, campaign, kept, by_unit)
    at_desks = counts_by_way(session, campaign.id, OVERALL, {at_unit}, by_counter=True)
    return _splits(session, campaign, kept, by_unit, at_unit, at_desks)


def of_months(
    session: Session, campaign: Campaign, kept: Withheld, at_unit: int | None = None
) -> Splits:
    """Return the months of all units, and of the counters of one."""
    by_unit = _by_month(session, campaign.id, None)
    if at_unit is None:
        return _splits(session, campaign, kept, by_unit)
    return _splits(
        session, campaign, kept, by_unit, at_unit, _by_month(session, campaign.id, at_unit)
    )


def of_the_top(
    campaign: Campaign, kept: Withheld, unit_id: int, row: Mapping[str | date, Counts]
) -> Splits:
    """Return the split of a unit that nothing stands above, without reading any other."""
    satisfied = overall_satisfied(campaign)
    split: Split = {column: amount_of(counts, satisfied) for column, counts in row.items()}
    return Splits(kept.tree, kept.nodes, {unit(unit_id): split}, kept.fewest)


def _splits(  # noqa: PLR0913, PLR0917
    session: Session,
    campaign: Campaign,
    kept: Withheld,
    columns: Columns,
    at_unit: int | None = None,
    at_desks: Columns | None = None,
) -> Splits:
    satisfied = overall_satisfied(campaign)
    paths = lineages(session, {unit_id for units in columns.values() for unit_id in units})
    found: dict[Node, dict[Hashable, Amount]] = {}
    for column, units in columns.items():
        for unit_id, counts in pool_upwards(units, paths).items():
            found.setdefault(unit(unit_id), {})[column] = amount_of(counts, satisfied)
        for unit_id, counts in units.items():
            found.setdefault(own(unit_id), {})[column] = amount_of(counts, satisfied)
    if at_unit is not None and at_desks is not None:
        kept = kept.with_desks(at_unit, desk_amounts(at_desks, satisfied))
        for column, desks in at_desks.items():
            for counter_id, counts in desks.items():
                found.setdefault(desk(counter_id), {})[column] = amount_of(counts, satisfied)
    splits: dict[Node, Split] = {**found}
    return Splits(kept.tree, kept.nodes, splits, kept.fewest)


def desk_amounts(columns: Columns, satisfied: Collection[int]) -> dict[int, Amount]:
    """Return what each counter comes to, all columns together."""
    desks = {each for units in columns.values() for each in units}
    return {
        each: amount_of(pooled(units.get(each, {}) for units in columns.values()), satisfied)
        for each in sorted(desks)
    }


def _by_month(session: Session, campaign_id: int, at_unit: int | None) -> Columns:
    """Return the months of all units, or of the counters of one."""
    table, key = (MonthTotal, MonthTotal.unit_id) if at_unit is None else (Tally, Tally.counter_id)
    wanted = (
        select(table.month, key, table.value, func.sum(table.n))
        .where(table.campaign_id == campaign_id, table.question == OVERALL)
        .group_by(table.month, key, table.value)
    )
    if at_unit is not None:
        wanted = wanted.where(Tally.unit_id == at_unit, in_headline())
    values: dict[date, dict[int, dict[str, int]]] = {}
    for month, place, value, n in session.execute(wanted):
        values.setdefault(month, {}).setdefault(place, {})[value] = int(n)
    return {
        month: {place: steps_of(of) for place, of in places.items()}
        for month, places in values.items()
    }
