"""At the same mix: units compared as if the same business had come to all of them.

Only answers by the slip of a dossier say which business they are about; the others are
left out, and how many is told. Every number here follows from those groups of a unit
that may be told (`told_groups`): a group too small is as one the unit does not have.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from analysis.dashboard.channels import Channels, channels_of
from analysis.dashboard.lines import Line
from analysis.dashboard.mode_gaps import Gap, gaps_between
from analysis.dashboard.standing import BUDGET_SECONDS, Place, Standing, standing
from analysis.rollup.groups import UNKNOWN_GROUP
from analysis.stats.comparison import benjamini_hochberg
from analysis.stats.disclosure_rules import Amount
from analysis.stats.estimate import Estimate
from analysis.stats.proportions import exact_interval
from analysis.stats.standardisation import (
    Mix,
    Standardised,
    mantel_haenszel,
    mantel_haenszel_test,
    pooled_weights,
    standardised,
)
from analysis.targets.check import judge
from analysis.targets.choosing import nearest, promises_in_force
from analysis.targets.freezing import group_verdicts
from analysis.targets.grouping import told_groups
from analysis.targets.withholding import as_of_today
from survey.campaigns.looking import threshold_of

MOST_LACKING = 0.10
"""Units that lack groups with more of the common mix than this are not compared."""

RATE = 0.05


class Word(StrEnum):
    """How a unit stands to all others at the same mix."""

    HIGHER = "higher"
    LOWER = "lower"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class MixedLine:
    """A unit's share as it is and at the common mix, and how it differs from all others."""

    line: Line
    raw: Estimate
    adjusted: Standardised
    against: Estimate
    word: Word


@dataclass(frozen=True, slots=True)
class Mixing:
    """A unit's groups, the units below it at one mix, and what the ways of answering differ."""

    place: Place
    standing: Standing
    groups: list[Line]
    lines: list[MixedLine]
    weights: list[tuple[str, float]]
    known: int
    unknown: int | None  # None: not told
    channels: Channels
    gaps: list[Gap]


def mixing(session: Session, place: Place, moment: datetime) -> Mixing:
    """Return what the page of the mix shows of a unit, after catching up a while."""
    found = standing(session, place, moment)
    kept = as_of_today(session, place.campaign, found.kept)
    below = [line for line in found.lines if line.judgement.n]
    told = told_groups(session, place.campaign, kept, {place.unit.id, *(b.unit_id for b in below)})
    own = told[place.unit.id]
    mixes = {line: _mix(told[line.unit_id]) for line in below}
    weights = pooled_weights(mixes.values())
    channels = channels_of(session, place, found.promise, None, kept)
    rest = own.get(UNKNOWN_GROUP)
    return Mixing(
        place,
        found,
        _groups(session, place, own, moment),
        _lines(mixes, weights),
        sorted(weights.items(), key=lambda part: -part[1]),
        sum(n for _x, n in _mix(own).values()),
        rest.n if rest else None,
        channels,
        gaps_between(channels.lines),
    )


def _mix(told: Mapping[str, Amount]) -> dict[str, tuple[int, int]]:
    return {g: (of.satisfied, of.n) for g, of in told.items() if g != UNKNOWN_GROUP and of.n}


def _groups(
    session: Session, place: Place, told: Mapping[str, Amount], moment: datetime
) -> list[Line]:
    campaign, unit_id = place.campaign, place.unit.id
    judged = group_verdicts(session, campaign, moment, place.below, BUDGET_SECONDS)
    promises = promises_in_force(session, campaign.promise, place.day)
    found = []
    for group, amount in sorted(told.items(), key=lambda each: -each[1].n):
        if group != UNKNOWN_GROUP:
            promise = nearest(promises, place.ids, group)
            today = judge(amount.n, amount.satisfied, promise, threshold_of(campaign))
            found.append(Line(group, judged.get((unit_id, group), today), unit_id))
    return found


def _lines(mixes: Mapping[Line, Mix], weights: Mapping[str, float]) -> list[MixedLine]:
    shown = [line for line, mix in mixes.items() if mix]
    others = {line: _others(mixes, line) for line in shown}
    against = [mantel_haenszel(mixes[line], others[line]) for line in shown]
    p_values = [mantel_haenszel_test(mixes[line], others[line]) for line in shown]
    words = map(_word, against, benjamini_hochberg(p_values))
    return [
        MixedLine(
            line,
            exact_interval(sum(x for x, _n in mix.values()), sum(n for _x, n in mix.values())),
            standardised(mix, weights, most_lacking=MOST_LACKING),
            difference,
            word,
        )
        for line, difference, word in zip(shown, against, words, strict=True)
        for mix in (mixes[line],)
    ]


def _others(mixes: Mapping[Line, Mix], line: Line) -> Mix:
    total: dict[str, tuple[int, int]] = {}
    for other, mix in mixes.items():
        for group, (satisfied, n) in mix.items() if other != line else ():
            x, whole = total.get(group, (0, 0))
            total[group] = (x + satisfied, whole + n)
    return total


def _word(difference: Estimate, p: float) -> Word:
    low, high = difference.low, difference.high
    if p > RATE or low is None or high is None or low <= 0 <= high:
        return Word.UNCLEAR
    return Word.HIGHER if low > 0 else Word.LOWER
