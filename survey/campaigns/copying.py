"""Copying a campaign: next year's draft, with everything that has changed meanwhile told.

The dates move a year on, the questionnaire is its newest version in use, and a unit that
stands no more is replaced by what became of it. The plan goes along where it still means
something: merged units' numbers are added, a split unit's cannot be divided.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.campaigns import life, moving
from survey.campaigns.kinds import Kind
from survey.campaigns.models import Campaign
from survey.campaigns.plans import plans_of, set_plans
from survey.campaigns.reading import units_of
from survey.places.models import Succession, Unit
from survey.places.reading import path_of
from survey.questionnaires import shelf


class NowhereLeft(Exception):
    """No unit of the campaign stands next year, nor anything that became of one."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy, and what in it is not as it was."""

    campaign: Campaign
    is_adjusted: bool  # February moved a day
    version_was: int | None  # another version is asked now
    not_offered: bool  # its questionnaire is no longer in use there
    replaced: Mapping[str, tuple[str, ...]]  # unit → what became of it; () for nothing
    unplanned: tuple[str, ...]  # units whose plan could not go along


def copy(session: Session, campaign: Campaign, by: int | None = None) -> Copied:
    """Draft what `campaign` would be a year on; raises NowhereLeft."""
    kind = Kind(campaign.kind)
    moved = moving.a_year_on(kind, (campaign.starts_on, campaign.ends_on))
    day = moved.days[0]
    units = units_of(session, campaign.id)
    became = {unit: standing(session, unit, day) for unit in units}
    ids = {each.id: each for heirs in became.values() for each in heirs}
    if not ids:
        raise NowhereLeft(campaign.code)
    # The code is named by the highest unit, as on the page where campaigns are drafted.
    top = min(ids.values(), key=lambda unit: (len(path_of(session, unit)), unit.name_folded))
    version = _version(session, campaign, top, day)
    plan = life.Plan(
        code=life.fresh_code(session, kind, top.code, day),
        name=moving.renamed(campaign.name, (campaign.starts_on, campaign.ends_on)),
        kind=kind,
        unit_ids=frozenset(ids),
        starts_on=day,
        ends_on=moved.days[1],
        questionnaire=campaign.questionnaire,
        version=version or campaign.version,
        fewest=campaign.fewest,
    )
    made = life.draft(session, plan, by)
    unplanned = _plan_on(session, campaign, made, by)
    gone = {unit.name: tuple(h.name for h in hs) for unit, hs in became.items() if hs != [unit]}
    was = campaign.version if version not in (None, campaign.version) else None
    return Copied(made, moved.is_adjusted, was, version is None, gone, unplanned)


def standing(session: Session, unit: Unit, day: date) -> list[Unit]:
    """Return the unit itself while it stands on `day`, else what became of it, by name."""
    found: dict[int, Unit] = {}
    seen: set[int] = set()
    asked = [unit]
    while asked:
        each = asked.pop()
        if each.id in seen:
            continue
        seen.add(each.id)
        if each.valid_to is None or each.valid_to >= day:
            found[each.id] = each
        else:
            asked += _successors(session, each)
    return sorted(found.values(), key=lambda each: each.name_folded)


def _successors(session: Session, unit: Unit) -> Iterable[Unit]:
    of_it = Succession.predecessor_id == unit.id
    return session.scalars(
        select(Unit).join(Succession, Succession.successor_id == Unit.id).where(of_it)
    ).all()


def _version(session: Session, campaign: Campaign, top: Unit, day: date) -> int | None:
    offered = shelf.offered(session, top.id, day)
    return next((q.version for q in offered if q.code == campaign.questionnaire), None)


def _plan_on(
    session: Session, campaign: Campaign, made: Campaign, by: int | None
) -> tuple[str, ...]:
    answers: dict[int, int] = defaultdict(int)
    unplanned = []
    for unit_id, count in plans_of(session, campaign.id).items():
        unit = session.get_one(Unit, unit_id)
        heirs = standing(session, unit, made.starts_on)
        if len(heirs) == 1:
            answers[heirs[0].id] += count
        else:
            unplanned.append(unit.name)
    if answers:
        set_plans(session, made, answers, by)
    return tuple(sorted(unplanned))
