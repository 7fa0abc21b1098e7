"""Watching one unit or counter through a campaign: its chart, its alarm, its daily interval.

All three read the tallies of days. The alarm is set as the one that opens findings
(`analysis.targets.alarm`); here its level is told after each week or month, because a
level a day would tell what few people answered that day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from analysis.charts.control import Watched
from analysis.dashboard.alarms import Alarm, alarm_of, rang_at, watch_of
from analysis.dashboard.desks import is_desk_withheld
from analysis.dashboard.hiding import months_seen
from analysis.dashboard.spans import Day, Span, Spans, gathered
from analysis.dashboard.standing import Place, place_of, standing
from analysis.indices.shares import satisfied_share
from analysis.rollup.days import counts_by_day
from analysis.stats.control_charts import ControlChart, chosen
from analysis.stats.estimate import Estimate
from analysis.stats.sequential import Watch, always_valid_interval
from analysis.targets.alarm import ALARM
from analysis.targets.check import FEWEST_SHOWN, Promise
from analysis.targets.judging import overall_satisfied
from analysis.targets.withholding import Withheld, as_of_today
from forms.questionnaire import OVERALL
from survey.campaigns.kinds import Kind
from survey.campaigns.models import Campaign
from survey.i18n import month
from survey.places.models import Counter, Unit


@dataclass(frozen=True, slots=True)
class Watching:
    """What the page shows; with fewer than FEWEST_SHOWN answers only their number."""

    place: Place
    answers_left: int
    n: int
    satisfied: int
    promise: Promise | None
    interval: Estimate
    spans: Spans
    chart: ControlChart
    alarm: Alarm | None
    rows: tuple[Watched, ...]
    is_withheld: bool = False

    @property
    def is_hidden(self) -> bool:
        """Whether nothing is shown: too few answers, or too few elsewhere to tell these."""
        is_asked_by_name = not Kind(self.place.campaign.kind).is_open_to_all
        # Weeks of those who were invited by name are a trace of who answered when.
        return self.is_withheld or is_asked_by_name or self.n < FEWEST_SHOWN

    @property
    def has_levels(self) -> bool:
        """Whether the alarm's course can be drawn: no stretch between may be withheld."""
        return any(row.height is not None for row in self.rows)


def watching(
    session: Session,
    unit: Unit,
    campaign: Campaign,
    moment: datetime,
    counter: Counter | None = None,
) -> Watching:
    """Return what is watched of a unit with all below it, or of one counter of it."""
    place = place_of(session, unit, campaign, moment)
    found = standing(session, place, moment)
    days = _days(session, place, counter)
    satisfied, n = sum(day.satisfied for day in days), sum(day.n for day in days)
    kept = as_of_today(session, campaign, found.kept)
    spans = gathered(days, _withheld_months(session, place, kept, days, counter))
    chart = chosen([s.dissatisfied for s in spans.spans], [s.n for s in spans.spans])
    promise = found.promise
    watch = watch_of(days, promise)
    return Watching(
        place,
        found.answers_left,
        n,
        satisfied,
        promise,
        always_valid_interval(satisfied, n),
        spans,
        chart,
        alarm_of(days, promise, watch),
        tuple(_rows(days, spans, chart, watch if spans.are_all else None)),
        _is_withheld(session, place, kept, counter),
    )


def _days(session: Session, place: Place, counter: Counter | None) -> list[Day]:
    satisfied = overall_satisfied(place.campaign)
    units = place.below if counter is None else {counter.unit_id}
    counter_id = None if counter is None else counter.id
    found = counts_by_day(session, place.campaign.id, OVERALL, units, counter_id)
    days = []
    for day, counts in found.items():
        n, good = satisfied_share(counts, satisfied)
        days.append(Day(day, good, n))
    return [day for day in days if day.n]


def _is_withheld(session: Session, place: Place, kept: Withheld, counter: Counter | None) -> bool:
    if counter is None:
        return kept.is_unit(place.unit.id)
    return is_desk_withheld(session, place, kept, counter)


def _withheld_months(
    session: Session, place: Place, kept: Withheld, days: Sequence[Day], counter: Counter | None
) -> set[date]:
    counts: dict[date, dict[int, int]] = {}
    for day in days:
        month_ = counts.setdefault(day.day.replace(day=1), {0: 0, 1: 0})
        month_[1] += day.satisfied
        month_[0] += day.n - day.satisfied
    seen = months_seen(session, place, kept, counts, counter)
    return (
        set(counts)
        if seen.is_whole
        else {each for each in counts if each in seen.hidden or each in seen.above}
    )


def _rows(
    days: Sequence[Day], spans: Spans, chart: ControlChart, watch: Watch | None
) -> list[Watched]:
    number = None if watch is None else rang_at(days, watch)
    rang_on = None if number is None else days[number].day
    heights = {} if watch is None else dict(zip((d.day for d in days), watch.levels, strict=True))
    return [
        Watched(
            label(span, spans.are_weeks),
            point,
            chart.center or 0.0,
            heights.get(span.last),
            None if watch is None else ALARM.threshold,
            rang_on is not None and span.first <= rang_on <= span.last,
        )
        for span, point in zip(spans.spans, chart.points, strict=True)
    ]


def label(span: Span, is_week: bool) -> str:
    """Return "01–07/11" for a week by its first and last day, "11/2026" for a month."""
    if not is_week:
        return month(span.first)
    return (
        f"{span.first:%d/%m}" if span.first == span.last else f"{span.first:%d}–{span.last:%d/%m}"
    )
