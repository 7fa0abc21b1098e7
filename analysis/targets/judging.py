"""Judging a campaign as it stands: every unit with answers, and every unit above one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from analysis.indices.shares import satisfied_share
from analysis.rollup.counts import counts_by_unit, responses_by_unit
from analysis.rollup.lineage import lineages
from analysis.rollup.pooling import Counts, Path, pool_upwards
from analysis.targets.check import FEWEST_SHOWN, Judgement, Promise, judge
from analysis.targets.choosing import Promises, nearest, promises_in_force
from forms import library
from forms.questionnaire import OVERALL, Question
from survey.campaigns.looking import is_weighted, threshold_of
from survey.campaigns.models import Campaign


@dataclass(frozen=True, slots=True)
class Standing:
    """How many answered, how many of them were satisfied, and the unit's path."""

    n: int
    satisfied: int
    path: Path


def questions_judged(campaign: Campaign) -> dict[str, frozenset[int]]:
    """Return what of the campaign's questions is judged, with the satisfied values.

    Only a scale that says what satisfied is can be judged; each row of a matrix is,
    as "question.row". Without an overall question there is none of that name.
    """
    questionnaire = library.find(campaign.questionnaire, campaign.version)
    return {
        key: question.scale.satisfied
        for question in questionnaire.questions
        if question.scale is not None and question.scale.satisfied
        for key in keys_of(question)
    }


def overall_satisfied(campaign: Campaign) -> frozenset[int]:
    """Return the satisfied values of the question that verdicts are about; none without it."""
    return questions_judged(campaign).get(OVERALL, frozenset())


def keys_of(question: Question) -> tuple[str, ...]:
    """Return under which names a question is tallied: its own, or one a row."""
    return tuple(f"{question.code}.{row.code}" for row in question.rows) or (question.code,)


def judge_now(
    session: Session,
    campaign: Campaign,
    question: str,
    day: date,
    unit_ids: Collection[int] | None = None,
) -> dict[int, Judgement]:
    """Return the judgement of each unit by the promise in force on `day`.

    `unit_ids` is None for all, or a set closed downwards (a unit with everything
    below it): units outside it are neither counted nor returned.
    """
    promises = promises_plainly(session, campaign, day)
    fewest = threshold_of(campaign)
    return {
        unit_id: judge(standing.n, standing.satisfied, nearest(promises, standing.path), fewest)
        for unit_id, standing in standings(session, campaign, question, unit_ids).items()
    }


def promises_plainly(session: Session, campaign: Campaign, day: date) -> Promises:
    """Return the promises that counts of `campaign` are held to: what needs weights, to none."""
    return {} if is_weighted(campaign) else promises_in_force(session, campaign.promise, day)


def standings(
    session: Session, campaign: Campaign, question: str, unit_ids: Collection[int] | None = None
) -> dict[int, Standing]:
    """Return where each unit stands, its own answers with those of all below it.

    To a question that is not judged nobody has answered: each n is 0.
    """
    satisfied = questions_judged(campaign).get(question, frozenset())
    own = counts_by_unit(session, campaign.id, question, unit_ids) if satisfied else {}
    # A unit whose citizens all skipped this question still has its row, with n = 0.
    answered = responses_by_unit(session, campaign.id, unit_ids)
    paths = lineages(session, answered.keys())
    counts = pool_upwards({unit_id: own.get(unit_id, {}) for unit_id in answered}, paths)
    return {
        unit_id: Standing(*satisfied_share(counts[unit_id], satisfied), paths[unit_id])
        for unit_id in counts
        if unit_ids is None or unit_id in unit_ids
    }


def judge_counts(
    counts: Counts,
    satisfied: Collection[int],
    promise: Promise | None,
    fewest: int = FEWEST_SHOWN,
) -> Judgement:
    """Return what counts by value come to against `promise`; of under `fewest` nothing is told."""
    return judge(*satisfied_share(counts, satisfied), promise, fewest)
