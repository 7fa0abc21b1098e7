"""The details under a verdict: how it went month by month, and which criteria fare worst."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from analysis.rollup.counting import RESPONSES
from analysis.rollup.pooling import Counts
from analysis.targets.check import Judgement
from analysis.targets.judging import judge_counts, keys_of, questions_judged
from analysis.targets.withholding import withhold
from forms import library
from forms.questionnaire import OVERALL, VIETNAMESE, Question, Row, Text
from survey.campaigns.looking import threshold_of
from survey.campaigns.models import Campaign


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question besides the overall one (or row of a matrix), and what its answers come to."""

    words: str
    judgement: Judgement


def criteria_of(
    campaign: Campaign,
    counts: Mapping[str, Counts],
    language: str,
    few: Collection[str] = frozenset(),
) -> list[Criterion]:
    """Return the questions (of a matrix each row) besides the overall one, least satisfied first.

    The promise speaks of the overall answer, so criteria are held to none. Those
    with too few answers, or in `few`, stand last, as they are asked.
    """

    def judged(key: str) -> Judgement:
        found = judge_counts(counts.get(key, {}), satisfied[key], None, fewest)
        return withhold(found) if key in few or RESPONSES in few else found

    satisfied, fewest = questions_judged(campaign), threshold_of(campaign)
    asked = library.find(campaign.questionnaire, campaign.version).questions
    criteria = [
        Criterion(
            key_words(question, key, language),
            judged(key),
        )
        for question in asked
        for key in keys_of(question)
        if key in satisfied and key != OVERALL
    ]
    return sorted(criteria, key=_need)


def key_words(question: Question, key: str, language: str) -> str:
    """Return a question in words; a row of a matrix with its question before it."""
    row = next((row for row in question.rows if key == f"{question.code}.{row.code}"), None)
    said = [text.get(language, text[VIETNAMESE]) for text in _texts(question, row)]
    return " – ".join(said)


def _texts(question: Question, row: Row | None) -> list[Text]:
    return [question.words] if row is None else [question.words, row.words]


def _need(criterion: Criterion) -> tuple[bool, float]:
    judged = criterion.judgement
    return (judged.is_hidden, judged.share or 0.0)
