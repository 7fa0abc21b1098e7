"""Hiding: what pages leave out of months and questions, so that no few answers are found out.

Who is withheld as a whole is settled in `analysis/targets/withholding.py`; here it is
asked of each question by itself, for each has an n of its own, and carried through what
is shown. A file, a picture and a page are made of the same values, so they agree.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.charts.rows import Month
from analysis.dashboard.standing import Place
from analysis.dashboard.tallied import TalliedLine, TalliedQuestion, TalliedSection
from analysis.indices.distribution import Distribution
from analysis.rollup.counting import ANSWERED, RESPONSES
from analysis.rollup.counts import in_headline, steps_of
from analysis.rollup.lineage import lineages
from analysis.rollup.models import Tally, UnitTotal
from analysis.rollup.pooling import Counts
from analysis.stats.disclosure_family import Seen
from analysis.stats.disclosure_rules import NOBODY, Amount
from analysis.targets.check import Promise
from analysis.targets.judging import judge_counts, overall_satisfied, questions_judged
from analysis.targets.splitting import of_months, of_the_top
from analysis.targets.withholding import (
    Withheld,
    among,
    amount_of,
    desk,
    told,
    unit,
    unjudged,
    withhold,
)
from survey.campaigns.looking import threshold_of
from survey.campaigns.models import Campaign
from survey.places.models import Counter

Amounts = Mapping[str, dict[int, Amount]]
"""By question, what each unit (or counter) came to in it."""


def months_told(
    place: Place, counts: Mapping[date, Counts], seen: Seen, promise: Promise | None
) -> list[Month]:
    """Return each month that may be told with its judgement, earliest first."""
    satisfied = overall_satisfied(place.campaign)
    few = threshold_of(place.campaign)
    judged = {
        month: judge_counts(given, satisfied, promise, few) for month, given in counts.items()
    }
    every = sorted({*counts, *(month for month in seen.above if isinstance(month, date))})
    return [Month(month, each) for month, each in told(judged, seen, every, promise)]


def months_seen(
    session: Session,
    place: Place,
    kept: Withheld,
    counts: Mapping[date, Counts],
    counter: Counter | None = None,
) -> Seen:
    """Return which months of a unit, or of one counter, are withheld."""
    if counter is not None:
        splits = of_months(session, place.campaign, kept, place.unit.id)
        return splits.of(desk(counter.id))
    if len(place.path) == 1:
        return of_the_top(place.campaign, kept, place.unit.id, counts).of(unit(place.unit.id))
    return of_months(session, place.campaign, kept).of(unit(place.unit.id))


def withheld_questions(
    session: Session, place: Place, kept: Withheld, counter: Counter | None = None
) -> frozenset[str]:
    """Return which questions (of a matrix each row) are withheld of a unit, or of one counter.

    RESPONSES is among them where not even the number of responses is told.
    """
    if unit(place.unit.id) in kept.nodes:
        return frozenset(_questions(session, place.campaign.id))
    if counter is None and len(place.path) == 1:
        return frozenset()  # nothing stands above it that could be subtracted from
    of_units = _of_units(session, place.campaign)
    here = place.unit.id
    if counter is None:
        return frozenset(each for each, pattern in of_units.items() if pattern.is_unit(here))
    desks = _amounts(session, place.campaign, here)
    return frozenset(
        question
        for question, pattern in of_units.items()
        if counter.id in pattern.of_desks(here, desks.get(question, {}))
    )


def without(sections: Iterable[TalliedSection], questions: Collection[str]) -> list[TalliedSection]:
    """Return the sections with what is withheld of them left out."""
    return [
        replace(
            section,
            questions=tuple(without_lines(asked, questions) for asked in section.questions),
        )
        for section in sections
    ]


def without_lines(asked: TalliedQuestion, questions: Collection[str]) -> TalliedQuestion:
    """Return the question with the lines that are withheld left out."""
    code = asked.question.code
    few = [bool({code, f"{code}.{line.row}", RESPONSES} & set(questions)) for line in asked.lines]
    if not any(few):
        return asked
    is_silent = RESPONSES in questions
    lines = tuple(
        _empty(line, is_silent=is_silent) if is_few else line
        for line, is_few in zip(asked.lines, few, strict=True)
    )
    return replace(asked, lines=lines, quartiles=None)


def _empty(line: TalliedLine, *, is_silent: bool) -> TalliedLine:
    given = line.distribution
    responses = 0 if is_silent else given.responses
    empty = Distribution(responses, given.answered, (), None, given.basis, is_hidden=True)
    judged = withhold(line.judgement) if line.judgement else None
    return replace(line, distribution=empty, judgement=judged)


def _of_units(session: Session, campaign: Campaign) -> dict[str, Withheld]:
    found = _amounts(session, campaign, None)
    paths = lineages(session, {unit_id for amounts in found.values() for unit_id in amounts})
    patterns: dict[str, Withheld] = {}
    for question, amounts in found.items():
        together: dict[int, Amount] = {}
        for unit_id, amount in amounts.items():
            for above in paths[unit_id]:
                together[above] = together.get(above, NOBODY) + amount
        patterns[question] = among(together, paths, threshold_of(campaign))
    return patterns


def _questions(session: Session, campaign_id: int) -> Iterable[str]:
    wanted = select(UnitTotal.question).where(UnitTotal.campaign_id == campaign_id).distinct()
    return {RESPONSES, *session.scalars(wanted)}


def _amounts(session: Session, campaign: Campaign, at_unit: int | None) -> Amounts:
    table, key = (UnitTotal, UnitTotal.unit_id) if at_unit is None else (Tally, Tally.counter_id)
    wanted = select(table.question, key, table.value, table.n).where(
        table.campaign_id == campaign.id
    )
    if at_unit is not None:
        wanted = wanted.where(Tally.unit_id == at_unit, in_headline())
    values: dict[str, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for question, place, value, n in session.execute(wanted):
        given = values[question][place]
        given[value] = given.get(value, 0) + int(n)
    judged = questions_judged(campaign)
    return {
        question: {
            place: _amount(of, judged.get(question), is_all=question == RESPONSES)
            for place, of in sorted(places.items())
        }
        for question, places in values.items()
    }


def _amount(values: Mapping[str, int], satisfied: frozenset[int] | None, *, is_all: bool) -> Amount:
    if satisfied is not None:
        return amount_of(steps_of(values), satisfied)
    if is_all:
        return unjudged(sum(values.values()))
    spoken = sum(n for value, n in values.items() if not value.startswith("~"))
    return unjudged(values.get(ANSWERED, spoken))
