"""Results by the way answers came in: one row a unit, campaign and way, as ruled today.

A frozen verdict is of all ways together and is not here. What waits for review is told
beside each way, and is in no `n`.
"""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.rollup.counts import counts_by_way
from analysis.rollup.lineage import lineages
from analysis.rollup.models import Apart
from analysis.rollup.pooling import Counts, pool_upwards
from analysis.rollup.ruled import Stand
from analysis.targets.check import hidden
from analysis.targets.choosing import judged_on, nearest, promises_in_force
from analysis.targets.judging import judge_counts, overall_satisfied
from analysis.targets.results import Result, campaigns_of, places_of, reach_of, result_of
from analysis.targets.splitting import of_ways
from analysis.targets.withholding import as_of_today, told
from analysis.targets.withholding import unit as unit_node
from forms.questionnaire import OVERALL
from survey.campaigns.models import Campaign

CHANNELS = ("qr", "receipt", "kiosk", "paper", "import")
_Ways = dict[str, dict[int, Counts]]


@dataclass(frozen=True, slots=True)
class ChannelResult(Result):
    """What a unit came to by one way of answering; `waiting` is what is held of that way."""

    channel: str
    waiting: int


def results_by_channel(
    session: Session, moment: datetime, campaign: str | None = None, unit: str | None = None
) -> Iterator[ChannelResult]:
    """Yield the results of all campaigns or one, of all units or one and what lies below it.

    Sorted as `results` are, then by way; catch up first. Raises NothingOfThatCode.
    """
    reach = None if unit is None else reach_of(session, unit)
    for chosen in campaigns_of(session, campaign):
        yield from _of_campaign(session, chosen, moment, reach)


def _of_campaign(
    session: Session, campaign: Campaign, moment: datetime, reach: Collection[int] | None
) -> Iterator[ChannelResult]:
    own = counts_by_way(session, campaign.id, OVERALL, reach, by_counter=False)
    held = _waiting(session, campaign.id, reach)
    met = {unit_id for ways in (own, held) for units in ways.values() for unit_id in units}
    paths = lineages(session, met)
    counts, waiting = (
        {way: pool_upwards(units, paths) for way, units in ways.items()} for ways in (own, held)
    )
    satisfied = overall_satisfied(campaign)
    promises = promises_in_force(session, campaign.promise, judged_on(campaign, moment))
    splits = of_ways(session, campaign, as_of_today(session, campaign))
    for place in places_of(session, set(paths) if reach is None else set(paths) & set(reach)):
        promise, seen = nearest(promises, paths[place.id]), splits.of(unit_node(place.id))
        judgements = {
            way: judge_counts(given[place.id], satisfied, promise)
            for way, given in counts.items()
            if place.id in given
        }
        shown = dict(told(judgements, seen, CHANNELS, promise))
        for way in CHANNELS:
            waits = waiting.get(way, {}).get(place.id, {}).get(0, 0)
            if way in shown or waits:
                judged = shown.get(way) or hidden(0, promise)
                row = asdict(result_of(place, campaign, judged))
                yield ChannelResult(**row, channel=way, waiting=waits)


def _waiting(session: Session, campaign_id: int, reach: Collection[int] | None) -> _Ways:
    wanted = (
        select(Apart.channel, Apart.unit_id, func.count())
        .where(Apart.campaign_id == campaign_id, Apart.standing == Stand.WAITING)
        .group_by(Apart.channel, Apart.unit_id)
    )
    if reach is not None:
        wanted = wanted.where(Apart.unit_id.in_(reach))
    found: _Ways = {}
    for channel, unit_id, n in session.execute(wanted):
        found.setdefault(channel, {})[unit_id] = {0: n}
    return found
