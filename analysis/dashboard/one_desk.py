"""One desk: everything the page of one counter shows, in a handful of statements."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from analysis.charts.rows import Month
from analysis.dashboard.channels import Channels, channels_of
from analysis.dashboard.desks import at_counter, is_desk_withheld
from analysis.dashboard.details import Criterion, criteria_of
from analysis.dashboard.hiding import months_seen, months_told, withheld_questions
from analysis.dashboard.standing import Place, place_of, standing
from analysis.rollup.counting import RESPONSES
from analysis.stats.disclosure_rules import is_small
from analysis.targets.check import FEWEST_SHOWN, Judgement
from analysis.targets.judging import judge_counts, overall_satisfied
from analysis.targets.withholding import as_of_today, withhold
from forms.questionnaire import OVERALL
from survey.campaigns.models import Campaign
from survey.places.models import Counter, Unit


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
    is_withheld: bool = False  # not even how many responses there are is told

    @property
    def is_judged(self) -> bool:
        """Whether there is an overall question, and so a verdict."""
        return bool(overall_satisfied(self.place.campaign))


def at_desk(
    session: Session, counter: Counter, campaign: Campaign, moment: datetime, language: str
) -> AtDesk:
    """Return what the page of `counter` shows; it is held to its unit's promise."""
    place = place_of(session, session.get_one(Unit, counter.unit_id), campaign, moment)
    found = standing(session, place, moment)
    counts = at_counter(session, campaign.id, counter)
    satisfied = overall_satisfied(campaign)
    today = as_of_today(session, campaign, found.kept)
    few = withheld_questions(session, place, today, counter)
    is_withheld = is_desk_withheld(session, place, today, counter)
    few |= {RESPONSES} if is_withheld else set()
    judged = judge_counts(counts.questions.get(OVERALL, {}), satisfied, found.promise)
    seen = months_seen(session, place, today, counts.months, counter)
    return AtDesk(
        place,
        counter,
        withhold(judged) if is_withheld else judged,
        months_told(place, counts.months, seen, found.promise),
        criteria_of(campaign, counts.questions, language, few),
        counts.responses,
        found.answers_left,
        channels_of(session, place, found.promise, counter, today),
        RESPONSES in few or is_small(counts.responses, FEWEST_SHOWN),
    )
