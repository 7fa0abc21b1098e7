"""Reading the tallies of procedure groups: what was answered about which kind of business.

The group is known of answers by a slip's code alone; the rest of a unit's answers stand
under `UNKNOWN_GROUP`, so that the groups add up to the unit.
"""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.rollup.counts import counts_by_unit, steps_of
from analysis.rollup.models import GroupTotal
from analysis.rollup.pooling import Counts

UNKNOWN_GROUP = ""
"""Stands for the answers whose dossier is not known."""


def counts_by_group(
    session: Session, campaign_id: int, question: str, unit_ids: Collection[int] | None = None
) -> dict[int, dict[str, Counts]]:
    """Return each unit's own counts of one question by procedure group."""
    wanted = (
        select(
            GroupTotal.unit_id,
            GroupTotal.procedure_group,
            GroupTotal.value,
            func.sum(GroupTotal.n),
        )
        .where(GroupTotal.campaign_id == campaign_id, GroupTotal.question == question)
        .group_by(GroupTotal.unit_id, GroupTotal.procedure_group, GroupTotal.value)
    )
    if unit_ids is not None:
        wanted = wanted.where(GroupTotal.unit_id.in_(unit_ids))
    values: dict[int, dict[str, dict[str, int]]] = {}
    for unit_id, group, value, n in session.execute(wanted):
        values.setdefault(unit_id, {}).setdefault(group, {})[value] = int(n)
    known = {
        unit_id: {group: steps_of(given) for group, given in groups.items()}
        for unit_id, groups in values.items()
    }
    whole = counts_by_unit(session, campaign_id, question, unit_ids)
    return {
        unit_id: _with_the_rest(known.get(unit_id, {}), counts) for unit_id, counts in whole.items()
    }


def _with_the_rest(groups: dict[str, Counts], whole: Counts) -> dict[str, Counts]:
    rest = {
        value: left
        for value, n in whole.items()
        if (left := n - sum(counts.get(value, 0) for counts in groups.values())) > 0
    }
    return groups | ({UNKNOWN_GROUP: rest} if rest else {})
