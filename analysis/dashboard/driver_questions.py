"""Which questions are set beside each other to see what goes with the overall rating."""

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from analysis.dashboard.desks import at_counter
from analysis.dashboard.details import key_words
from analysis.dashboard.standing import Place
from analysis.rollup.counting import RESPONSES
from analysis.rollup.counts import steps_of, values_by_question
from analysis.rollup.pooling import Counts
from analysis.targets.judging import keys_of, questions_judged
from forms import library
from forms.questionnaire import OVERALL
from survey.campaigns.models import Campaign
from survey.places.models import Counter

MOST = 12
"""Questions set beside each other; those most answered are taken."""

Counted = Mapping[str, Counts]


def chosen_keys(
    campaign: Campaign, counted: Counted, few: Collection[str] = frozenset()
) -> list[str]:
    """Return the questions set beside each other, as they are asked; none of those in `few`.

    Those that half of the people who rated overall answered, and of these the twelve
    most answered: who skipped one of them is in none of the shares.
    """
    if {OVERALL, RESPONSES} & set(few):
        return []
    whole = sum(counted.get(OVERALL, {}).values())
    answered = {key: sum(counted.get(key, {}).values()) for key in keys_asked(campaign)}
    enough = [key for key, n in answered.items() if n and 2 * n >= whole and key not in few]
    most = set(sorted(enough, key=lambda key: -answered[key])[:MOST])
    return [key for key in answered if key in most]


def keys_asked(campaign: Campaign) -> list[str]:
    """Return the questions (of a matrix each row) that are rated, besides the overall one."""
    judged = questions_judged(campaign)
    asked = library.find(campaign.questionnaire, campaign.version).questions
    return [
        key for each in asked for key in keys_of(each) if key in judged and each.code != OVERALL
    ]


def words_of(campaign: Campaign, language: str) -> dict[str, str]:
    """Return those questions in words."""
    asked = library.find(campaign.questionnaire, campaign.version).questions
    whole = {key: key_words(each, key, language) for each in asked for key in keys_of(each)}
    return {key: whole[key] for key in keys_asked(campaign)}


def counted_at(session: Session, place: Place, counter: Counter | None) -> Counted:
    """Return the counts of every question, at a unit with all below it or at one counter."""
    if counter is not None:
        return at_counter(session, place.campaign.id, counter).questions
    values = values_by_question(session, place.campaign.id, place.below)
    return {question: steps_of(given) for question, given in values.items()}
