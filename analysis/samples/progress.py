"""Progress: how many answers are in, against what was planned; never what they say.

Counts of answers are no secret: they say nothing of anybody's. Where results are shown
only after the closing, how many more a verdict needs follows from assumed shares, for the
one so far would be told by it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.rollup.advance import catch_up
from analysis.rollup.cells import APART_MARK
from analysis.rollup.counting import RESPONSES
from analysis.rollup.lineage import lineages
from analysis.rollup.models import DayTally
from analysis.samples.gathered import Gathered, design_of
from analysis.samples.reading import gathered
from analysis.stats.calibration import kish
from analysis.stats.design import mean_of
from analysis.stats.power import enough_answers
from analysis.targets.judging import questions_judged
from forms.questionnaire import OVERALL
from survey.campaigns.models import Campaign, CampaignPlan
from survey.invitations.organising import Group, completion
from survey.sampling.drawing.chance import topmost
from survey.sampling.models import Case, Draw

BUDGET_SECONDS = 1.0
APART_FROM_TARGET = (0.05, 0.03)
_FEWEST_FOR_EFFECT = 100


@dataclass(frozen=True, slots=True)
class Part:
    """A unit or stratum: how many answers are in, and how many were planned or drawn."""

    name: str
    n: int
    planned: int | None

    @property
    def share(self) -> float | None:
        """How much of the plan is in; may be above 1."""
        return self.n / self.planned if self.planned else None


@dataclass(frozen=True, slots=True)
class Needed:
    """How many more answers a verdict needs, were the truth `share`; None: out of reach."""

    share: float
    more: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is in by now; `towards` are those that a verdict may rest on."""

    n: int
    apart: int
    towards: int
    units: Mapping[int, int]
    planned: Mapping[int, int]
    days: Mapping[date, int]
    channels: Mapping[str, int]
    strata: tuple[Part, ...]
    groups: tuple[Group, ...]
    design_effect: float | None
    effective_n: float | None
    answers_left: int


def progress_of(session: Session, campaign: Campaign, *, is_drawn: bool) -> Progress:
    """Return what is in of a campaign by now, with what has just come as far as there is time."""
    left = catch_up(session, None, BUDGET_SECONDS).answers_left
    units, days, channels, apart = _counted(session, campaign.id)
    sample = _sample(session, campaign) if is_drawn else None
    effect = _effect(sample) if sample else None
    groups = tuple(completion(session, campaign.id)) if campaign.kind == "invited" else ()
    n = sum(units.values())
    return Progress(
        n=n,
        apart=apart,
        towards=_towards(n - apart, sample, groups),
        units=units,
        planned=_planned(session, campaign.id),
        days={} if groups else dict(sorted(days.items())),  # a day is a trace of who answered
        channels=channels,
        strata=_strata(session, campaign.id, sample) if sample else (),
        groups=groups,
        design_effect=effect,
        effective_n=int(sample.counts.sum()) / effect if sample and effect else None,
        answers_left=left,
    )


def below(session: Session, counts: Mapping[int, int]) -> dict[int, int]:
    """Return the counts of units, each with all below it."""
    found: Counter[int] = Counter()
    for unit_id, path in lineages(session, counts.keys()).items():
        for above in path:
            found[above] += counts.get(unit_id, 0)
    return dict(found)


def needed(n: int, target: float, effect: float = 1.0) -> list[Needed]:
    """Return for truths around `target` how many more answers reach a verdict, 4 times of 5."""
    truths = [target + apart for apart in APART_FROM_TARGET]
    truths += [target - apart for apart in reversed(APART_FROM_TARGET)]
    return [_needed(n, round(truth, 4), target, effect) for truth in truths if 0 < truth < 1]


def _needed(n: int, truth: float, target: float, effect: float) -> Needed:
    enough = enough_answers(truth, target)
    more = None if enough is None else max(0, ceil(enough * effect - 1e-9) - n)
    return Needed(truth, more)


def _counted(
    session: Session, campaign_id: int
) -> tuple[Counter[int], Counter[date], Counter[str], int]:
    key = (DayTally.unit_id, DayTally.day, DayTally.channel)
    wanted = select(*key, func.sum(DayTally.n)).where(
        DayTally.campaign_id == campaign_id, DayTally.question == RESPONSES
    )
    units: Counter[int] = Counter()
    days: Counter[date] = Counter()
    channels: Counter[str] = Counter()
    apart = 0
    for unit_id, day, channel, n in session.execute(wanted.group_by(*key)):
        units[unit_id] += int(n)
        days[day] += int(n)
        channels[channel.removesuffix(APART_MARK)] += int(n)
        apart += int(n) if channel.endswith(APART_MARK) else 0
    return units, days, channels, apart


def _towards(counting: int, sample: Gathered | None, groups: tuple[Group, ...]) -> int:
    # What is sent back or late counts in no estimate; what waits for review will.
    if sample is not None:
        return int(sample.counts.sum())
    # Answers by a link wait in their box, and enter the ledger at the closing.
    return sum(group.answered for group in groups) if groups else counting


def _planned(session: Session, campaign_id: int) -> dict[int, int]:
    wanted = select(CampaignPlan.unit_id, CampaignPlan.answers)
    found = session.execute(wanted.where(CampaignPlan.campaign_id == campaign_id))
    return {row.unit_id: row.answers for row in found}


def _sample(session: Session, campaign: Campaign) -> Gathered:
    judged = questions_judged(campaign)
    asked = {OVERALL: judged[OVERALL]} if OVERALL in judged else {}
    return gathered(session, campaign, asked, with_waiting=True)


def _effect(sample: Gathered) -> float | None:
    """Return what the design costs: by the answers where they are enough, else the weights."""
    if not sample.counts.any():
        return None
    values = sample.values.get(OVERALL)
    if values is not None and int(sample.counts.sum()) >= _FEWEST_FOR_EFFECT:
        found = mean_of(design_of(sample).sample, values).design_effect
        if found:
            return found
    return kish(sample.weights[sample.counts])


def _strata(session: Session, campaign_id: int, sample: Gathered) -> tuple[Part, ...]:
    newest = select(func.max(Draw.id)).where(Draw.campaign_id == campaign_id).scalar_subquery()
    main = select(Case.stratum, func.count()).where(Case.draw_id == newest, Case.place == "main")
    drawn: Counter[str] = Counter()
    for stratum, n in session.execute(main.group_by(Case.stratum)):
        drawn[topmost(stratum)] += n
    known = np.asarray(sample.strata)[sample.counts].tolist() if sample.strata else []
    seen = Counter(topmost(each) for each in known)
    return tuple(Part(name, seen[name], drawn.get(name)) for name in sorted({*drawn, *seen}))
