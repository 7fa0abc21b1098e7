"""Measured: what a unit's own campaign comes to, by every index its questionnaire measures.

All is read from tallies and counts of dossiers, in a handful of statements however many
answers there are. The unit's counts are its own with those of all below it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from analysis.indices import decision_766, one_stop, papi_local, sipas
from analysis.indices.definitions import Shelf
from analysis.indices.method import Method, Reason, Value
from analysis.indices.shares import satisfied_share
from analysis.indices.structure import Definition
from analysis.rollup.advance import catch_up
from analysis.rollup.counting import RESPONSES
from analysis.rollup.counts import steps_of, values_by_question
from analysis.stats.disclosure import THRESHOLD
from forms import library
from forms.questionnaire import OVERALL, Questionnaire, Scale
from survey.campaigns.looking import is_plain
from survey.campaigns.models import Campaign
from survey.campaigns.reading import campaigns_about
from survey.dossiers.reading import handled
from survey.places.models import Unit
from survey.places.reading import subtree_ids

FEWEST = THRESHOLD
"""Of fewer answers than this nothing but their number is told."""
BUDGET_SECONDS = 1.0
SHARE = Method(
    "satisfied-share",
    "Tỷ lệ hài lòng của phiếu đánh giá",
    "Số trả lời hài lòng và rất hài lòng trên số trả lời hợp lệ",
    2018,
)
"""What a counter's own question is: no index, and under no decision."""


@dataclass(frozen=True, slots=True)
class OneStop:
    """A one-stop score with the definition it was made by."""

    definition: Definition
    score: one_stop.Score


@dataclass(frozen=True, slots=True)
class Silent:
    """Decision 766's group of satisfaction, and beside it what those who answered said."""

    definition: Definition
    satisfaction: decision_766.Satisfaction
    answered: Value


@dataclass(frozen=True, slots=True)
class Local:
    """A local survey on PAPI's contents."""

    definition: Definition
    lines: tuple[papi_local.Line, ...]


@dataclass(frozen=True, slots=True)
class Sipas:
    """A SIPAS survey of our own."""

    definition: Definition
    lines: tuple[sipas.Line, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything one campaign comes to in one unit; what its form does not measure is None."""

    unit: Unit
    campaign: Campaign
    responses: int
    sipas: Sipas | None
    one_stop: OneStop | None
    decision_766: Silent | None
    local: Local | None


def measured(
    session: Session, shelf: Shelf, unit: Unit, campaign: Campaign, today: date
) -> Measured:
    """Return what `campaign` comes to in `unit` and all below it, after catching up a while."""
    below = frozenset(subtree_ids(session, unit.id))
    catch_up(session, below, BUDGET_SECONDS)
    asked = _Asked(
        library.find(campaign.questionnaire, campaign.version),
        values_by_question(session, campaign.id, below),
    )
    by_index = shelf.reading_by_index(campaign.questionnaire, campaign.starts_on.year)
    done = handled(session, campaign.starts_on, min(campaign.ends_on, today), below)
    dossiers = (sum(each.done for each in done.values()), sum(each.late for each in done.values()))
    return Measured(
        unit,
        campaign,
        sum(asked.values.get(RESPONSES, {}).values()),
        _sipas(by_index.get("sipas"), asked),
        _one_stop(by_index.get("one_stop"), asked, dossiers),
        _silent(by_index.get("decision_766"), asked, dossiers),
        _local(by_index.get("papi_local"), asked),
    )


def campaigns_measured(session: Session, shelf: Shelf, unit_id: int, day: date) -> list[Campaign]:
    """Return the campaigns about a unit that measure an index and are told plainly by now."""
    return [
        each.campaign
        for each in campaigns_about(session, unit_id, day)
        if each.campaign.opened_at is not None
        and is_plain(each.campaign)
        and shelf.reading(each.campaign.questionnaire)
    ]


@dataclass(frozen=True, slots=True)
class _Asked:
    form: Questionnaire
    values: Mapping[str, Mapping[str, int]]

    def answers(self) -> dict[str, tuple[int, int]]:
        """Return (n, satisfied) of every question and row that has a scale with satisfied steps."""
        found = {}
        for code, counts in self.values.items():
            scale = self.scale(code)
            if scale is not None and scale.satisfied:
                found[code] = satisfied_share(steps_of(counts), scale.satisfied)
        return found

    def scale(self, code: str) -> Scale | None:
        question = self.form.question(code.partition(".")[0])
        return question.scale if question is not None else None


def _sipas(definition: Definition | None, asked: _Asked) -> Sipas | None:
    if definition is None:
        return None
    answers, form = asked.answers(), asked.form.code
    return Sipas(definition, sipas.index_of(definition, answers, form, FEWEST))


def _one_stop(
    definition: Definition | None, asked: _Asked, dossiers: tuple[int, int]
) -> OneStop | None:
    if definition is None:
        return None
    done, late = dossiers
    counted = (done, max(done - late, 0))
    answers, form = asked.answers(), asked.form.code
    return OneStop(definition, one_stop.score_of(definition, answers, counted, form, FEWEST))


def _silent(
    definition: Definition | None, asked: _Asked, dossiers: tuple[int, int]
) -> Silent | None:
    scale = asked.scale(OVERALL)
    if definition is None or scale is None:
        return None
    done, late = dossiers
    steps = steps_of(asked.values.get(OVERALL, {}))
    n, satisfied = satisfied_share(steps, scale.satisfied)
    bad = sum(times for step, times in steps.items() if step in _dissatisfied(scale))
    known = decision_766.Known(done, min(late, done), bad, n)
    # So few answers are told nowhere: neither their complaints, nor through what is left.
    fewest = FEWEST if n == 0 or n >= FEWEST else done + 1
    found = decision_766.satisfaction_of(definition, known, None, fewest)
    share = 100 * satisfied / n if n >= FEWEST else None
    reason = None if n >= FEWEST else Reason.TOO_FEW if n else Reason.NO_ANSWERS
    return Silent(definition, found, Value(share, n, SHARE, reason))


def _dissatisfied(scale: Scale) -> frozenset[int]:
    # Below the middle step: "Bình thường" is recorded, and is no complaint.
    steps = [option.value for option in scale.options]
    return frozenset(steps[: len(steps) // 2]) - scale.satisfied


def _local(definition: Definition | None, asked: _Asked) -> Local | None:
    if definition is None:
        return None
    return Local(definition, papi_local.local_index(definition, asked.values, FEWEST))
