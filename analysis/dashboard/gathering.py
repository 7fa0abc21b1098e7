"""Gathering: everything one page of results shows, in a handful of statements.

However many units lie below and however many answers there are, the number of
statements is the same; only counts are read, and of the ledger a few citizens' words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from analysis.charts.rows import Month
from analysis.dashboard.before import how_many_before
from analysis.dashboard.channels import Channels, channels_of
from analysis.dashboard.coverage import coverage_of, covered, handled_below
from analysis.dashboard.desks import at_counter, desk_lines
from analysis.dashboard.details import Criterion, criteria_of, months_of
from analysis.dashboard.lines import Coverage, Line
from analysis.dashboard.naming import Naming, naming_for
from analysis.dashboard.standing import Place, Standing, caught_up, place_of, standing
from analysis.dashboard.tallied import (
    TalliedQuestion,
    TalliedSection,
    Values,
    responses_of,
    tallied_question,
    tallied_sections,
)
from analysis.indices.reasons import asked_of_the_dissatisfied
from analysis.rollup.counts import counts_by_month, responses_by_unit, steps_of, values_by_question
from analysis.targets.check import FEWEST_SHOWN, Judgement
from analysis.targets.judging import judge_counts, overall_satisfied
from forms import library
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
    made_of: int
    responses: int
    reasons: list[TalliedQuestion]
    channels: Channels
    coverage: Coverage | None

    @property
    def is_judged(self) -> bool:
        """Whether there is an overall question, and so a verdict."""
        return bool(overall_satisfied(self.place.campaign))

    @property
    def speakers(self) -> int:
        """Of how many people the words are: those with an overall answer, if it is asked."""
        return self.standing.judgement.n if self.is_judged else self.responses

    @property
    def lines(self) -> list[Line]:
        """What the unit is made of: the units below, or its counters where there are none."""
        return self.standing.lines or self.desks

    @property
    def desks_beside(self) -> list[Line]:
        """The counters of a unit that has units below as well."""
        return self.desks if self.standing.lines else []


@dataclass(frozen=True, slots=True)
class Questions:
    """Every question of a campaign as it was answered in one unit and below."""

    place: Place
    title: str  # the questionnaire's
    sections: list[TalliedSection]
    responses: int
    answers_left: int


@dataclass(frozen=True, slots=True)
class AtDesk:
    """One counter in one campaign."""

    place: Place
    counter: Counter
    judgement: Judgement
    months: list[Month]
    criteria: list[Criterion]
    responses: int
    answers_left: int
    channels: Channels

    @property
    def is_judged(self) -> bool:
        """Whether there is an overall question, and so a verdict."""
        return bool(overall_satisfied(self.place.campaign))


def overview(
    session: Session, unit: Unit, campaign: Campaign, moment: datetime, language: str
) -> Overview:
    """Return what the page of `unit` shows; citizens' words are asked for apart."""
    place = place_of(session, unit, campaign, moment)
    found = standing(session, place, moment)
    values = values_by_question(session, campaign.id, place.below)
    counts = {question: steps_of(given) for question, given in values.items()}
    dossiers = handled_below(session, place)
    rated = found.judgement.n if overall_satisfied(campaign) else responses_of(values)
    return Overview(
        place,
        replace(found, lines=covered(found.lines, dossiers)),
        desk_lines(session, place, found.promise),
        months(session, place, found),
        criteria_of(campaign, counts, language),
        how_many_before(session, unit.id),
        responses_of(values),
        _reasons(campaign, values, language),
        channels_of(session, place, found.promise),
        coverage_of(dossiers, unit.id, rated),
    )


def questions(
    session: Session, unit: Unit, campaign: Campaign, moment: datetime, language: str
) -> Questions:
    """Return every question of `campaign` with what was answered in `unit` and below."""
    place = place_of(session, unit, campaign, moment)
    left = caught_up(session, place, moment)
    asked = library.find(campaign.questionnaire, campaign.version)
    values = values_by_question(session, campaign.id, place.below)
    naming = naming_for(session, asked, values, language)
    sections = tallied_sections(asked, values, naming)
    return Questions(place, naming.text(asked.title), sections, responses_of(values), left)


def speakers(session: Session, place: Place, found: Standing) -> int:
    """Return of how many people the words are: those with an overall answer, if it is asked."""
    if overall_satisfied(place.campaign):
        return found.judgement.n
    return sum(responses_by_unit(session, place.campaign.id, place.below).values())


def _reasons(
    campaign: Campaign, values: Mapping[str, Values], language: str
) -> list[TalliedQuestion]:
    asked = asked_of_the_dissatisfied(library.find(campaign.questionnaire, campaign.version))
    found = [tallied_question(question, values, Naming(language)) for question in asked]
    return [each for each in found if each.lines[0].distribution.answered]


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
    satisfied = overall_satisfied(campaign)
    return AtDesk(
        place,
        counter,
        judge_counts(counts.questions.get(OVERALL, {}), satisfied, found.promise),
        months_of(campaign, counts.months, found.promise),
        criteria_of(campaign, counts.questions, language),
        counts.responses,
        found.answers_left,
        channels_of(session, place, found.promise, counter),
    )


def words(session: Session, place: Place, n: int, page: int, size: int) -> list[str]:
    """Return a page of citizens' words, and one more when there is a next page.

    Of a unit with few answers (`n`) nothing is told, not even that somebody wrote.
    """
    if n < FEWEST_SHOWN:
        return []
    reach = sorted(place.below)
    return words_of(session, place.campaign.id, reach, size + 1, (page - 1) * size)
