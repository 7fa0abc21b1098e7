"""The ways answers came in: what each comes to, and what stands beside the headline.

A difference between two ways may come of who takes which, of where and when; it is no
proof of anything. What waits for review, what was ruled on and what came late is told
with the number that would be, as long as those are not so few that it would give them away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.dashboard.lines import Line
from analysis.dashboard.standing import Place
from analysis.integrity.few_beside import few_beside
from analysis.integrity.reading import Amount, beside, waiting_by_unit
from analysis.integrity.weighing import less
from analysis.rollup.counting import NO_COUNTER
from analysis.rollup.counts import counts_by_channel, counts_by_way
from analysis.rollup.lineage import lineages
from analysis.rollup.pooling import Counts, pool_upwards, pooled
from analysis.rollup.ruled import Stand
from analysis.stats.disclosure_family import Seen
from analysis.targets.check import Judgement, Promise
from analysis.targets.judging import judge_counts, overall_satisfied
from analysis.targets.splitting import of_the_top, of_ways
from analysis.targets.withholding import Withheld, as_of_today, desk, told, unit
from forms.questionnaire import OVERALL
from survey.places.models import Counter

CHANNEL_NAMES = {
    "qr": _("Mã QR ở quầy"),
    "receipt": _("Mã trên giấy của hồ sơ"),
    "kiosk": _("Máy đánh giá"),
    "paper": _("Phiếu giấy"),
    "import": _("Nhập từ hệ thống khác"),
    "invitation": _("Đường dẫn mời riêng"),
}


@dataclass(frozen=True, slots=True)
class Aside:
    """So many that are not in the headline (or are by a ruling), and what the other way would be.

    `otherwise` is None where that is not told: too few, or nothing that could be.
    """

    stand: Stand
    n: int
    otherwise: Judgement | None


@dataclass(frozen=True, slots=True)
class Channels:
    """A line for each way with answers, and what stands beside them."""

    lines: list[Line]
    asides: list[Aside]
    n: int  # of all ways together, as ruled today
    is_withheld: bool = False  # they would tell what a few said, so none is a line

    @property
    def waiting(self) -> Aside | None:
        """What waits for review, if anything does."""
        return next((each for each in self.asides if each.stand is Stand.WAITING), None)


def channels_of(
    session: Session,
    place: Place,
    promise: Promise | None,
    counter: Counter | None = None,
    kept: Withheld | None = None,
) -> Channels:
    """Return the ways of a unit with all below it, or of one counter."""
    campaign, units = place.campaign, place.below if counter is None else {place.unit.id}
    at = None if counter is None else counter.id
    satisfied = overall_satisfied(campaign)
    counts = counts_by_channel(session, campaign.id, OVERALL, units, at) if satisfied else {}
    kept = kept or as_of_today(session, campaign)
    seen = _seen(session, place, kept, counts, at)
    judged = {
        channel: judge_counts(given, satisfied, promise, kept.fewest)
        for channel, given in counts.items()
    }
    lines = [
        Line(str(CHANNEL_NAMES[channel]), shown, place.unit.id)
        for channel, shown in told(judged, seen, CHANNEL_NAMES, promise)
    ]
    now = pooled(counts.values())
    is_kept = unit(place.unit.id) in kept.nodes if at is None else seen.is_whole
    amounts = beside(session, campaign.id, units, at)

    few = few_beside(session, campaign, place.unit.id, at) if amounts else frozenset()

    def otherwise(stand: Stand, amount: Amount) -> Judgement | None:
        is_few = is_kept or stand in few or amount.n < kept.fewest
        if is_few or not satisfied or stand is Stand.LATE:
            return None
        return judge_counts(_other_way(stand, now, amount), satisfied, promise, kept.fewest)

    asides = [
        Aside(stand, amounts[stand].n, otherwise(stand, amounts[stand]))
        for stand in Stand
        if stand in amounts
    ]
    return Channels(lines, asides, sum(now.values()), is_withheld=seen.is_whole)


def by_channel(session: Session, place: Place, lines: Sequence[Line]) -> dict[Line, list[Line]]:
    """Return for each of a unit's lines what each way came to in it, with all below it."""
    satisfied = overall_satisfied(place.campaign)
    found: dict[Line, list[Line]] = {line: [] for line in lines}
    kept = as_of_today(session, place.campaign)
    keys = _keys(session, place, lines)
    counts = _counts_of_lines(session, place, keys)
    at_unit = None if any(map(_is_unit, lines)) else place.unit.id
    splits = of_ways(session, place.campaign, kept, at_unit)
    for line, key in keys.items():
        promise = line.judgement.promise
        seen = splits.of(desk(key) if at_unit else unit(key))
        judged = {
            channel: judge_counts(given[key], satisfied, promise, kept.fewest)
            for channel, given in counts.items()
            if key in given
        }
        found[line] = [
            Line(str(CHANNEL_NAMES[channel]), shown, line.unit_id, line.code)
            for channel, shown in told(judged, seen, CHANNEL_NAMES, promise)
        ]
    return found


def waiting_of(session: Session, place: Place) -> dict[int, int]:
    """Return by unit, each with all below it, how many answers wait for review."""
    own = waiting_by_unit(session, place.campaign.id, place.below)
    paths = lineages(session, own.keys())
    together = pool_upwards({unit_id: {0: n} for unit_id, n in own.items()}, paths)
    return {unit_id: counts[0] for unit_id, counts in together.items()}


def _keys(session: Session, place: Place, lines: Sequence[Line]) -> dict[Line, int]:
    """Return each line's unit, or its counter where the lines are counters."""
    if any(map(_is_unit, lines)):
        return {line: line.unit_id for line in lines}
    here = select(Counter.code, Counter.id).where(Counter.unit_id == place.unit.id)
    numbers = dict(session.execute(here).all())
    return {line: numbers.get(line.code, NO_COUNTER) for line in lines}


def _counts_of_lines(
    session: Session, place: Place, keys: Mapping[Line, int]
) -> dict[str, dict[int, Counts]]:
    campaign_id, by_counter = place.campaign.id, not any(map(_is_unit, keys))
    reach = {place.unit.id} if by_counter else place.below
    ways = counts_by_way(session, campaign_id, OVERALL, reach, by_counter=by_counter)
    if by_counter:
        return ways
    return {way: pool_upwards(of, lineages(session, of.keys())) for way, of in ways.items()}


def _seen(
    session: Session,
    place: Place,
    kept: Withheld,
    counts: Mapping[str, Counts],
    at: int | None,
) -> Seen:
    if at is not None:
        return of_ways(session, place.campaign, kept, place.unit.id).of(desk(at))
    if len(place.path) == 1:
        top = of_the_top(place.campaign, kept, place.unit.id, counts)
        return top.of(unit(place.unit.id))
    return of_ways(session, place.campaign, kept).of(unit(place.unit.id))


def _is_unit(line: Line) -> bool:
    return bool(line.code) and line.counter_code is None


def _other_way(stand: Stand, now: Counts, amount: Amount) -> Counts:
    return less(now, amount.steps) if stand is Stand.IN else pooled([now, amount.steps])
