"""Few beside: of which answers apart it is not told how they would change the number.

With a number and what it would be otherwise one has what those apart said. Of fewer than
five that is not told, nor of others from which such a few follow by subtraction.
"""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.rollup.counts import steps_of
from analysis.rollup.lineage import lineages
from analysis.rollup.models import Apart
from analysis.rollup.ruled import Stand
from analysis.stats.disclosure_rules import NOBODY, Amount
from analysis.targets.judging import overall_satisfied
from analysis.targets.withholding import among, amount_of
from survey.campaigns.models import Campaign

Amounts = Mapping[Stand, Mapping[int, Amount]]
"""By where they stand, what the answers of each unit (or counter) come to."""


def few_beside(
    session: Session, campaign: Campaign, unit_id: int, counter_id: int | None = None
) -> frozenset[Stand]:
    """Return the stands of which a unit, or one counter, is not told what they would change."""
    of_units = _amounts(session, campaign, None)
    of_desks: Amounts = {} if counter_id is None else _amounts(session, campaign, unit_id)
    paths = lineages(session, {each for own in of_units.values() for each in own})
    found: set[Stand] = set()
    for stand, own in of_units.items():
        together: dict[int, Amount] = {}
        for each, amount in own.items():
            for above in paths[each]:
                together[above] = together.get(above, NOBODY) + amount
        kept = among(together, paths)
        if counter_id is None:
            is_few = kept.is_unit(unit_id)
        else:
            is_few = counter_id in kept.of_desks(unit_id, dict(of_desks.get(stand, {})))
        if is_few:
            found.add(stand)
    return frozenset(found)


def _amounts(session: Session, campaign: Campaign, at_unit: int | None) -> Amounts:
    key = Apart.unit_id if at_unit is None else Apart.counter_id
    wanted = (
        select(Apart.standing, key, Apart.overall, func.count())
        .where(Apart.campaign_id == campaign.id)
        .group_by(Apart.standing, key, Apart.overall)
        .order_by(Apart.standing, key)
    )
    if at_unit is not None:
        wanted = wanted.where(Apart.unit_id == at_unit)
    values: dict[Stand, dict[int, dict[str, int]]] = {}
    for standing, place, overall, n in session.execute(wanted):
        values.setdefault(Stand(standing), {}).setdefault(place, {})[overall] = n
    satisfied = overall_satisfied(campaign)
    return {
        stand: {place: amount_of(steps_of(of), satisfied) for place, of in places.items()}
        for stand, places in values.items()
    }
