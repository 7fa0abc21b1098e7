"""The details under a verdict: how it went month by month, and which criteria fare worst."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analysis.charts.rows import Month
from analysis.rollup.pooling import Counts
from analysis.targets.check import Judgement, Promise
from analysis.targets.judging import judge_counts, questions_judged
from forms import library
from forms.questionnaire import OVERALL, VIETNAMESE
from survey.campaigns.models import Campaign


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question besides the overall one, and what its answers come to."""

    words: str
    judgement: Judgement


def months_of(
    campaign: Campaign, counts: Mapping[date, Counts], promise: Promise | None
) -> list[Month]:
    """Return each month with its judgement, earliest first."""
    satisfied = questions_judged(campaign)[OVERALL]
    return [
        Month(month, judge_counts(given, satisfied, promise))
        for month, given in sorted(counts.items())
    ]


def criteria_of(campaign: Campaign, counts: Mapping[str, Counts], language: str) -> list[Criterion]:
    """Return the questions besides the overall one, the least satisfied first.

    The promise speaks of the overall answer, so criteria are held to none. Those
    with too few answers stand last, as they are asked.
    """
    satisfied = questions_judged(campaign)
    asked = library.find(campaign.questionnaire, campaign.version).questions
    criteria = [
        Criterion(
            question.words.get(language, question.words[VIETNAMESE]),
            judge_counts(counts.get(question.code, {}), satisfied[question.code], None),
        )
        for question in asked
        if question.code in satisfied and question.code != OVERALL
    ]
    return sorted(criteria, key=_need)


def _need(criterion: Criterion) -> tuple[bool, float]:
    judged = criterion.judgement
    return (judged.is_hidden, judged.share or 0.0)
