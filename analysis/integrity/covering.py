"""Which answers a suspicion covers, and what they weigh.

Covered is what came to the place, by the channel, on the days of the sign: never what
some of them say. What came late is not covered, for it counts nowhere.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.integrity.models import Suspicion
from analysis.integrity.signs import bunching, exact
from analysis.integrity.weighing import less
from analysis.rollup.counts import counts_by_unit
from analysis.rollup.models import NO_COUNTER, Apart
from analysis.rollup.pooling import Counts, pooled
from analysis.rollup.ruled import Stand
from analysis.targets.check import FEWEST_SHOWN, Judgement
from analysis.targets.judging import judge_counts, overall_satisfied
from forms.questionnaire import OVERALL
from survey.campaigns.models import Campaign
from survey.responses.models import Response, Ruling
from survey.responses.rulings import rule

COVERS_NOTHING = frozenset(
    (exact.CHAIN_BREAK, exact.MISSING_NUMBERS, bunching.ABOVE, bunching.WHOLE)
)
"""Signs of what is missing, or of units beside each other: there is nothing to set aside."""
_PIECE = 500


@dataclass(frozen=True, slots=True)
class Covered:
    """What is covered: answers in the headline, set aside for this sign, and waiting."""

    counted: tuple[str, ...]
    aside: tuple[str, ...]
    waiting: tuple[str, ...]
    counted_steps: Counts
    apart_steps: Counts  # of those aside and waiting

    @property
    def n(self) -> int:
        """How many are covered."""
        return len(self.counted) + len(self.aside) + len(self.waiting)


def cause_of(sign: str) -> str:
    """Return the cause that rulings for `sign` are made under."""
    return f"sign_{sign}"


def covered(session: Session, suspicion: Suspicion) -> Covered:
    """Return what the suspicion covers, as it stands now."""
    stands: dict[str, list[tuple[str, int | None]]] = {"in": [], "out": [], "waiting": []}
    if suspicion.sign in COVERS_NOTHING:
        return _covered(stands)
    for row in session.execute(_wanted(suspicion)):
        given = json.loads(row.answers).get(OVERALL)
        step = given if isinstance(given, int) and not isinstance(given, bool) else None
        if row.standing == Stand.OUT:
            # Set aside for another reason: that one is not ours to take back.
            if row.cause == cause_of(suspicion.sign):
                stands["out"].append((row.id, step))
        elif row.standing != Stand.LATE:
            stands["waiting" if row.standing == Stand.WAITING else "in"].append((row.id, step))
    return _covered(stands)


def _wanted(suspicion: Suspicion):  # type: ignore[no-untyped-def]
    wanted = (
        select(Response.id, Response.answers, Apart.standing, Ruling.cause)
        .outerjoin(Apart, Apart.response_id == Response.id)
        .outerjoin(Ruling, Ruling.id == Apart.ruling_id)
        .where(Response.unit_id == suspicion.unit_id)
        .where(Response.campaign_id == suspicion.campaign_id)
        .where(Response.day.between(suspicion.since, suspicion.until))
        .order_by(Response.position)
    )
    if suspicion.counter_id != NO_COUNTER:
        wanted = wanted.where(Response.counter_id == suspicion.counter_id)
    if suspicion.channel:
        wanted = wanted.where(Response.channel == suspicion.channel)
    if suspicion.days:
        wanted = wanted.where(Response.day.in_(list(map(date.fromisoformat, suspicion.days))))
    return wanted


def _covered(stands: dict[str, list[tuple[str, int | None]]]) -> Covered:
    ids = {stand: tuple(each for each, _ in rows) for stand, rows in stands.items()}
    steps = {stand: _steps(rows) for stand, rows in stands.items()}
    apart = pooled([steps["out"], steps["waiting"]])
    return Covered(ids["in"], ids["out"], ids["waiting"], steps["in"], apart)


def _steps(rows: Sequence[tuple[str, int | None]]) -> Counts:
    counts: dict[int, int] = {}
    for _, step in rows:
        if step is not None:
            counts[step] = counts.get(step, 0) + 1
    return counts


@dataclass(frozen=True, slots=True)
class Weights:
    """The unit without what is covered, and with it; both stand for ever."""

    without: Judgement
    together: Judgement
    is_told: bool


def weights(session: Session, suspicion: Suspicion, found: Covered) -> Weights:
    """Return what the covered answers weigh in their unit's headline."""
    campaign = session.get_one(Campaign, suspicion.campaign_id)
    unit_id = suspicion.unit_id
    now = counts_by_unit(session, campaign.id, OVERALL, [unit_id]).get(unit_id, {})
    satisfied = overall_satisfied(campaign)
    without = judge_counts(less(now, found.counted_steps), satisfied, None)
    together = judge_counts(pooled([now, found.apart_steps]), satisfied, None)
    n = sum(found.counted_steps.values()) + sum(found.apart_steps.values())
    return Weights(without, together, bool(satisfied) and n >= FEWEST_SHOWN)


def rule_covered(  # noqa: PLR0913  who says what, when and why, by name
    session: Session,
    suspicion: Suspicion,
    found: Covered,
    *,
    counts: bool,
    reason: str,
    at: datetime,
    account_id: int,
) -> int:
    """Set aside what is covered, or take back what was set aside for this sign; return how many."""
    ids = found.aside if counts else found.counted + found.waiting
    for first in range(0, len(ids), _PIECE):
        rule(
            session.connection(),
            ids[first : first + _PIECE],
            counts=counts,
            cause=cause_of(suspicion.sign),
            at=at,
            account_id=account_id,
            reason=reason,
        )
    return len(ids)
