"""Looking the targets over: where one overrules another unawares, and where none holds.

A target has a first day and no last one, so two of the same kind, unit and group never
overlap: the later takes over. What can surprise is pointed out here and refused nowhere.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.rollup.lineage import lineages
from analysis.rollup.pooling import Path
from analysis.targets.choosing import judged_on, nearest, promises_in_force
from analysis.targets.groups import known_groups
from analysis.targets.models import Target
from survey import clock
from survey.campaigns.models import Campaign, CampaignUnit
from survey.places.models import Unit


class Point(StrEnum):
    """What is pointed out."""

    OVERRULED = "overruled"  # a group's target does not reach a unit that has its own
    GAP = "gap"  # a campaign is held to no target
    ENDED = "ended"  # its unit stands no more, and what it became does not inherit it
    UNKNOWN_GROUP = "unknown_group"  # no dossier and no procedure is of that group


@dataclass(frozen=True, slots=True)
class Remark:
    """What is pointed out, about which kind and group, at which unit or campaign."""

    point: Point
    kind: str
    group: str | None
    place: str
    unit_id: int | None


def remarks_on(
    session: Session, day: date, unit_ids: Collection[int] | None = None
) -> list[Remark]:
    """Return what is to be pointed out on `day`, of all units or what concerns `unit_ids`."""
    in_force = _in_force(session, day)
    ids = {target.unit_id for target in in_force if target.unit_id is not None}
    units = {unit.id: unit for unit in session.scalars(select(Unit).where(Unit.id.in_(ids)))}
    paths = lineages(session, ids)
    groups = known_groups(session)
    found = [
        *_overruled(in_force, units, paths),
        *_ended(in_force, units, day),
        *_unknown(in_force, groups),
        *_gaps(session),
    ]
    if unit_ids is None:
        return found
    return [each for each in found if each.unit_id is None or each.unit_id in unit_ids]


def _in_force(session: Session, day: date) -> list[Target]:
    wanted = select(Target).where(Target.valid_from <= day)
    latest = {
        (target.kind, target.unit_id, target.procedure_group): target
        for target in session.scalars(wanted.order_by(Target.valid_from, Target.id))
    }
    return list(latest.values())


def _overruled(
    targets: list[Target], units: dict[int, Unit], paths: dict[int, Path]
) -> Iterator[Remark]:
    there = {(target.kind, target.unit_id, target.procedure_group) for target in targets}
    for above in (target for target in targets if target.procedure_group):
        kind, group = above.kind, above.procedure_group
        for own in targets:
            if own.unit_id is None or own.procedure_group or own.kind != kind:
                continue
            is_below = above.unit_id is None or above.unit_id in paths[own.unit_id][:-1]
            if is_below and (kind, own.unit_id, group) not in there:
                name = units[own.unit_id].name
                yield Remark(Point.OVERRULED, kind, group, name, own.unit_id)


def _ended(targets: list[Target], units: dict[int, Unit], day: date) -> Iterator[Remark]:
    for target in targets:
        unit = units.get(target.unit_id) if target.unit_id is not None else None
        if unit is not None and unit.valid_to is not None and unit.valid_to < day:
            yield Remark(Point.ENDED, target.kind, target.procedure_group, unit.name, unit.id)


def _unknown(targets: list[Target], known: Collection[str]) -> Iterator[Remark]:
    for target in targets:
        group = target.procedure_group
        if group and group not in known:
            yield Remark(Point.UNKNOWN_GROUP, target.kind, group, "", target.unit_id)


def _gaps(session: Session) -> Iterator[Remark]:
    moment = clock.now()
    named = session.execute(
        select(Campaign, CampaignUnit.unit_id)
        .join(CampaignUnit, CampaignUnit.campaign_id == Campaign.id)
        .where(Campaign.closed_at.is_(None))
        .order_by(Campaign.id, CampaignUnit.unit_id)
    ).all()
    paths = lineages(session, {unit_id for _campaign, unit_id in named})
    for campaign, unit_id in named:
        day = max(judged_on(campaign, moment), campaign.starts_on)
        promises = promises_in_force(session, campaign.promise, day)
        if nearest(promises, paths[unit_id]) is None:
            yield Remark(Point.GAP, campaign.promise, None, campaign.name, unit_id)
