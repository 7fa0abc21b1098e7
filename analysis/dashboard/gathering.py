"""Gathering: everything one page of results shows, in a handful of statements.

However many units lie below and however many answers there are, the number of
statements is the same; only counts are read, and of the ledger a few citizens' words.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from analysis.charts.rows import Month
from analysis.dashboard.before import how_many_before
from analysis.dashboard.desks import at_counter, desk_lines
from analysis.dashboard.details import Criterion, criteria_of, months_of
from analysis.dashboard.lines import Line
from analysis.dashboard.standing import Place, Standing, place_of, standing
from analysis.rollup.counts import counts_by_month, counts_by_question
from analysis.targets.check import FEWEST_SHOWN, Judgement
from analysis.targets.judging import judge_counts, questions_judged
from forms.questionnaire import OVERALL
from survey.campaigns.models import Campaign
from survey.places.models import Counter, Unit
from survey.responses.reading import words_of

WORDS_AT_ONCE = 5
WORDS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Overview:
    """One unit in one campaign."""

    place: Place
    standing: Standing
    desks: list[Line]
    months: list[Month]
    criteria: list[Criterion]
    made_of: int = 0

    @property
    def lines(self) -> list[Line]:
        """What the unit is made of: the units below, or its counters where there are none."""
        return self.standing.lines or self.desks

    @property
    def desks_beside(self) -> list[Line]:
        """The counters of a unit that has units below as well."""
        return self.desks if self.standing.lines else []


@dataclass(frozen=True, slots=True)
class AtDesk:
    """One counter in one campaign."""

    place: Place
    counter: Counter
    judgement: Judgement
    months: list[Month]
    criteria: list[Criterion]
    answers_left: int


def overview(
    session: Session, unit: Unit, campaign: Campaign, moment: datetime, language: str
) -> Overview:
    """Return what the page of `unit` shows; citizens' words are asked for apart."""
    place = place_of(session, unit, campaign, moment)
    found = standing(session, place, moment)
    counts = counts_by_question(session, campaign.id, place.below)
    return Overview(
        place,
        found,
        desk_lines(session, place, found.promise),
        months(session, place, found),
        criteria_of(campaign, counts, language),
        made_of=how_many_before(session, unit.id),
    )


def months(session: Session, place: Place, found: Standing) -> list[Month]:
    """Return the months of a unit with all below it."""
    counts = counts_by_month(session, place.campaign.id, OVERALL, place.below)
    return months_of(place.campaign, counts, found.promise)


def at_desk(
    session: Session, counter: Counter, campaign: Campaign, moment: datetime, language: str
) -> AtDesk:
    """Return what the page of `counter` shows; it is held to its unit's promise."""
    place = place_of(session, session.get_one(Unit, counter.unit_id), campaign, moment)
    found = standing(session, place, moment)
    counts = at_counter(session, campaign.id, counter)
    satisfied = questions_judged(campaign)[OVERALL]
    return AtDesk(
        place,
        counter,
        judge_counts(counts.questions.get(OVERALL, {}), satisfied, found.promise),
        months_of(campaign, counts.months, found.promise),
        criteria_of(campaign, counts.questions, language),
        found.answers_left,
    )


def words(session: Session, place: Place, judged: Judgement, page: int, size: int) -> list[str]:
    """Return a page of citizens' words, and one more when there is a next page.

    Of a unit with few answers nothing is told, not even that somebody wrote.
    """
    if judged.n < FEWEST_SHOWN:
        return []
    reach = sorted(place.below)
    return words_of(session, place.campaign.id, reach, size + 1, (page - 1) * size)
