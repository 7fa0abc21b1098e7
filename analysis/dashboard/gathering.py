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
from analysis.dashboard.desks import desk_lines
from analysis.dashboard.details import Criterion, criteria_of
from analysis.dashboard.hiding import (
    months_seen,
    months_told,
    withheld_questions,
    without,
    without_lines,
)
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
from analysis.rollup.counting import RESPONSES
from analysis.rollup.counts import counts_by_month, responses_by_unit, steps_of, values_by_question
from analysis.stats.disclosure import THRESHOLD_OF_WORDS
from analysis.stats.disclosure_rules import is_small
from analysis.targets.judging import overall_satisfied
from analysis.targets.withholding import Withheld, as_of_today
from forms import library
from forms.questionnaire import OVERALL
from survey.campaigns.looking import threshold_of
from survey.campaigns.models import Campaign
from survey.places.models import Unit
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
    is_withheld: bool = False  # not even how many responses there are is told

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
    is_withheld: bool = False  # not even how many responses there are is told


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
    today, fewest = as_of_today(session, campaign, found.kept), threshold_of(campaign)
    few = withheld_questions(session, place, today)
    is_withheld = RESPONSES in few or is_small(responses_of(values), fewest)
    return Overview(
        place,
        replace(found, lines=covered(found.lines, dossiers)),
        desk_lines(session, place, found.promise, today),
        months(session, place, found, today),
        criteria_of(campaign, counts, language, few),
        how_many_before(session, unit.id),
        responses_of(values),
        [without_lines(each, few) for each in _reasons(campaign, values, language)],
        channels_of(session, place, found.promise, None, today),
        coverage_of(dossiers, unit.id, rated, is_told=not is_withheld),
        is_withheld,
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
    fewest = threshold_of(campaign)
    few = withheld_questions(session, place, as_of_today(session, campaign))
    is_withheld = RESPONSES in few or is_small(responses_of(values), fewest)
    few |= {RESPONSES} if is_withheld else set()
    sections = without(tallied_sections(asked, values, naming, fewest), few)
    title, n = naming.text(asked.title), responses_of(values)
    return Questions(place, title, sections, n, left, is_withheld)


def speakers(session: Session, place: Place, found: Standing) -> int:
    """Return of how many people the words are: those with an overall answer, if it is asked."""
    if overall_satisfied(place.campaign):
        return found.judgement.n
    return sum(responses_by_unit(session, place.campaign.id, place.below).values())


def _reasons(
    campaign: Campaign, values: Mapping[str, Values], language: str
) -> list[TalliedQuestion]:
    fewest = threshold_of(campaign)
    asked = asked_of_the_dissatisfied(library.find(campaign.questionnaire, campaign.version))
    found = [tallied_question(question, values, Naming(language), fewest) for question in asked]
    return [each for each in found if each.lines[0].distribution.answered]


def months(
    session: Session, place: Place, found: Standing, today: Withheld | None = None
) -> list[Month]:
    """Return the months of a unit with all below it."""
    today = as_of_today(session, place.campaign, found.kept) if today is None else today
    counts = counts_by_month(session, place.campaign.id, OVERALL, place.below)
    seen = months_seen(session, place, today, counts)
    return months_told(place, counts, seen, found.promise)


def words(session: Session, place: Place, n: int, page: int, size: int) -> list[str]:
    """Return a page of citizens' words, and one more when there is a next page.

    Of a unit with few answers (`n`) nothing is told, not even that somebody wrote.
    """
    if n < THRESHOLD_OF_WORDS:
        return []
    reach = sorted(place.below)
    return words_of(session, place.campaign.id, reach, size + 1, (page - 1) * size)
