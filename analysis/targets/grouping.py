"""Judging procedure groups: each unit's dossiers of one kind, with those of all below it.

The group is known of answers by a slip's code alone. What is of no known dossier is in
the unit's own judgement and in none of these.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from analysis.indices.shares import satisfied_share
from analysis.rollup.groups import UNKNOWN_GROUP, counts_by_group
from analysis.rollup.lineage import lineages
from analysis.rollup.pooling import Counts, pool_upwards
from analysis.stats.disclosure_family import Seen, Splits
from analysis.stats.disclosure_rules import Amount
from analysis.stats.disclosure_split import Split
from analysis.stats.disclosure_tree import Node
from analysis.targets.check import Judgement, judge
from analysis.targets.choosing import nearest
from analysis.targets.judging import Standing, overall_satisfied, promises_plainly
from analysis.targets.withholding import Withheld, amount_of, unit
from analysis.targets.withholding import own as own_node
from forms.questionnaire import OVERALL
from survey.campaigns.looking import threshold_of
from survey.campaigns.models import Campaign

OfUnit = tuple[int, str]
"""A unit's id and a procedure group."""


def group_standings(
    session: Session, campaign: Campaign, unit_ids: Collection[int] | None = None
) -> dict[OfUnit, Standing]:
    """Return where each unit stands in each group, its own answers with those below it."""
    satisfied = overall_satisfied(campaign)
    if not satisfied:
        return {}
    own = counts_by_group(session, campaign.id, OVERALL, unit_ids)
    paths = lineages(session, own.keys())
    return {
        (unit_id, group): Standing(*satisfied_share(counts, satisfied), paths[unit_id])
        for group, units in _by_group(own).items()
        for unit_id, counts in pool_upwards(units, paths).items()
        if unit_ids is None or unit_id in unit_ids
    }


def judge_groups_now(
    session: Session, campaign: Campaign, day: date, unit_ids: Collection[int] | None = None
) -> dict[OfUnit, Judgement]:
    """Return the judgement of each unit and group by the promise in force on `day`."""
    promises, fewest = promises_plainly(session, campaign, day), threshold_of(campaign)
    return {
        (unit_id, group): judge(
            standing.n, standing.satisfied, nearest(promises, standing.path, group), fewest
        )
        for (unit_id, group), standing in group_standings(session, campaign, unit_ids).items()
    }


def _by_group(
    own: Mapping[int, Mapping[str, Counts]], *, with_unknown: bool = False
) -> dict[str, dict[int, Counts]]:
    found: defaultdict[str, dict[int, Counts]] = defaultdict(dict)
    for unit_id, groups in own.items():
        for group, counts in groups.items():
            if with_unknown or group != UNKNOWN_GROUP:
                found[group][unit_id] = counts
    return dict(found)


def told_groups(
    session: Session, campaign: Campaign, kept: Withheld, unit_ids: Collection[int]
) -> dict[int, dict[str, Amount]]:
    """Return what can be told of each unit's groups, UNKNOWN_GROUP too, with all below it.

    A group is left out where it, with whatever else is on pages, would tell what a few
    said; the whole map is looked at for that, so that no two pages together tell it.
    """
    satisfied = overall_satisfied(campaign)
    own = counts_by_group(session, campaign.id, OVERALL) if satisfied else {}
    paths = lineages(session, own.keys())
    found: dict[Node, dict[Hashable, Amount]] = {}
    for group, units in _by_group(own, with_unknown=True).items():
        for unit_id, counts in pool_upwards(units, paths).items():
            found.setdefault(unit(unit_id), {})[group] = amount_of(counts, satisfied)
        for unit_id, counts in units.items():
            found.setdefault(own_node(unit_id), {})[group] = amount_of(counts, satisfied)
    splits: dict[Node, Split] = {**found}
    seen = Splits(kept.tree, kept.nodes, splits, kept.fewest)
    return {
        unit_id: {
            str(group): amount
            for group, amount in found.get(unit(unit_id), {}).items()
            if _is_told(seen.of(unit(unit_id)), group)
        }
        for unit_id in unit_ids
    }


def _is_told(seen: Seen, group: Hashable) -> bool:
    return not seen.is_whole and group not in seen.hidden and group not in seen.above
