"""Judging procedure groups: each unit's dossiers of one kind, with those of all below it.

The group is known of answers by a slip's code alone. What is of no known dossier is in
the unit's own judgement and in none of these.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy.orm import Session

from analysis.indices.shares import satisfied_share
from analysis.rollup.groups import UNKNOWN_GROUP, counts_by_group
from analysis.rollup.lineage import lineages
from analysis.rollup.pooling import Counts, pool_upwards
from analysis.targets.check import Judgement, judge
from analysis.targets.choosing import nearest, promises_in_force
from analysis.targets.judging import Standing, overall_satisfied
from forms.questionnaire import OVERALL
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
    promises = promises_in_force(session, campaign.kind, day)
    return {
        (unit_id, group): judge(
            standing.n, standing.satisfied, nearest(promises, standing.path, group)
        )
        for (unit_id, group), standing in group_standings(session, campaign, unit_ids).items()
    }


def _by_group(own: Mapping[int, Mapping[str, Counts]]) -> dict[str, dict[int, Counts]]:
    found: defaultdict[str, dict[int, Counts]] = defaultdict(dict)
    for unit_id, groups in own.items():
        for group, counts in groups.items():
            if group != UNKNOWN_GROUP:
                found[group][unit_id] = counts
    return dict(found)
