"""A unit's own counters in a campaign: what the answers given at each come to."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.dashboard.lines import Line
from analysis.dashboard.standing import Place
from analysis.rollup.counting import NO_COUNTER, RESPONSES
from analysis.rollup.counts import counts_by_counter, in_headline, steps_of
from analysis.rollup.models import Tally
from analysis.rollup.pooling import Counts, pooled
from analysis.targets.check import Judgement, Promise
from analysis.targets.judging import judge_counts, overall_satisfied
from analysis.targets.withholding import Withheld, amount_of, as_of_today, withhold
from forms.questionnaire import OVERALL
from survey.places.models import Counter


@dataclass(frozen=True, slots=True)
class AtCounter:
    """Counts of one counter: of every question, and of the overall one by month."""

    responses: int
    questions: Mapping[str, Counts]
    months: Mapping[date, Counts]


def desk_lines(
    session: Session, place: Place, promise: Promise | None, kept: Withheld | None = None
) -> list[Line]:
    """Return a line for each counter that is open or has answers, and one for those without."""
    satisfied = overall_satisfied(place.campaign)
    counts = counts_by_counter(session, place.campaign.id, OVERALL, {place.unit.id})
    kept = kept or as_of_today(session, place.campaign)
    amounts = {each: amount_of(of, satisfied) for each, of in sorted(counts.items())}
    few = kept.of_desks(place.unit.id, amounts)

    def judged_at(counter_id: int) -> Judgement:
        found = judge_counts(counts.get(counter_id, {}), satisfied, promise)
        return withhold(found) if counter_id in few else found

    wanted = select(Counter).where(Counter.unit_id == place.unit.id).order_by(Counter.id)
    lines = [
        Line(
            f"{counter.name} ({counter.code})",
            judged_at(counter.id),
            place.unit.id,
            counter.code,
            counter.code,
        )
        for counter in session.scalars(wanted)
        if counter.id in counts or (counter.closed_on is None and place.asked is None)
    ]
    if NO_COUNTER in counts:
        lines.append(Line(_("Phiếu không ghi quầy"), judged_at(NO_COUNTER), place.unit.id))
    return lines


def is_desk_withheld(session: Session, place: Place, kept: Withheld, counter: Counter) -> bool:
    """Whether the counter's own number is withheld, as `desk_lines` withholds it."""
    satisfied = overall_satisfied(place.campaign)
    counts = counts_by_counter(session, place.campaign.id, OVERALL, {place.unit.id})
    amounts = {each: amount_of(of, satisfied) for each, of in sorted(counts.items())}
    return counter.id in kept.of_desks(place.unit.id, amounts)


def at_counter(session: Session, campaign_id: int, counter: Counter) -> AtCounter:
    """Return the counts of `counter` in a campaign."""
    found = session.execute(
        select(Tally.question, Tally.month, Tally.value, func.sum(Tally.n))
        .where(
            Tally.campaign_id == campaign_id,
            Tally.unit_id == counter.unit_id,
            Tally.counter_id == counter.id,
            in_headline(),
        )
        .group_by(Tally.question, Tally.month, Tally.value)
    )
    responses = 0
    questions: dict[str, list[Counts]] = defaultdict(list)
    months: dict[date, list[Counts]] = defaultdict(list)
    for question, month, value, n in found:
        steps = steps_of({value: int(n)})
        if question == RESPONSES:
            responses += int(n)
        if steps:
            questions[question].append(steps)
        if steps and question == OVERALL:
            months[month].append(steps)
    return AtCounter(
        responses,
        {question: pooled(counts) for question, counts in questions.items()},
        {month: pooled(counts) for month, counts in sorted(months.items())},
    )
