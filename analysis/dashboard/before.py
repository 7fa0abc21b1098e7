"""Before the reform: a unit's counts with those of the units it was made of.

A labelled view over counts, never a verdict of record: results stay with the unit
as it was. What was split is listed and added nowhere.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.dashboard.standing import BUDGET_SECONDS, Place
from analysis.rollup.advance import catch_up
from analysis.rollup.counts import counts_by_unit
from analysis.rollup.lineage import lineages, origins
from analysis.rollup.pooling import Counts, pool_upwards
from analysis.rollup.succession import Part, RollUp, roll_up
from analysis.targets.check import Judgement, Promise
from analysis.targets.judging import judge_counts, overall_satisfied
from analysis.targets.withholding import withheld, withhold
from forms.questionnaire import OVERALL
from survey.access.paths import below
from survey.places.models import Succession, Unit


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A unit of before, how it went into this one, and what its own answers come to."""

    unit: Unit
    relation: str
    is_main: bool
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Before:
    """A unit's own judgement, the one with what was added, and both kinds of ancestors."""

    own: Judgement
    together: Judgement
    added: list[Ancestor]
    beside: list[Ancestor]
    answers_left: int


def how_many_before(session: Session, unit_id: int) -> int:
    """Return of how many units this one was made."""
    made_of = select(func.count()).where(Succession.successor_id == unit_id)
    return session.scalar(made_of) or 0


def before(session: Session, place: Place, promise: Promise | None) -> Before:
    """Return the roll-up of the unit in its campaign, after catching up a while."""
    concerned = below(session, place.unit.id)
    left = catch_up(session, concerned, BUDGET_SECONDS).answers_left
    rolled = _rolled(session, place, concerned)
    satisfied = overall_satisfied(place.campaign)
    ids = [part.origin.unit_id for part in (*rolled.added, *rolled.beside)]
    units = {unit.id: unit for unit in session.scalars(select(Unit).where(Unit.id.in_(ids)))}

    kept = withheld(session, place.campaign)

    def judged(counts: Counts, unit_id: int | None = None) -> Judgement:
        found = judge_counts(counts, satisfied, promise, kept.fewest)
        return withhold(found) if unit_id is not None and kept.is_unit(unit_id) else found

    def ancestors(parts: Collection[Part]) -> list[Ancestor]:
        found = (
            Ancestor(units[o.unit_id], o.relation, o.is_main, judged(part.counts, o.unit_id))
            for part in parts
            for o in (part.origin,)
        )
        return sorted(found, key=lambda each: each.unit.name_folded)

    own, added = judged(rolled.own, place.unit.id), ancestors(rolled.added)
    together = judged(rolled.total)
    # The sum must not tell one of its parts that is not told itself.
    is_telling = any(each.is_hidden and each.n for each in (own, *(a.judgement for a in added)))
    return Before(
        own,
        withhold(together) if is_telling else together,
        added,
        ancestors(rolled.beside),
        left,
    )


def _rolled(session: Session, place: Place, concerned: Collection[int]) -> RollUp:
    own = counts_by_unit(session, place.campaign.id, OVERALL, concerned)
    # A province that was merged brings the answers of its districts and communes.
    counts = pool_upwards(own, lineages(session, own.keys()))
    return roll_up(place.unit.id, origins(session, [place.unit.id]), counts)
