"""Where one unit stands in one campaign, and every unit below it.

The unit is asked about as it was on the campaign's day. Its counts are its own with
those of all below it; what it was made of stands on a page of its own (`before`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.dashboard.lines import Line
from analysis.rollup.advance import behind, catch_up
from analysis.rollup.lineage import lineages
from analysis.rollup.pooling import Path
from analysis.targets.check import Judgement, Promise, hidden
from analysis.targets.choosing import Promises, judged_on, nearest, promises_in_force
from analysis.targets.freezing import freeze, verdicts
from analysis.targets.withholding import NOTHING_WITHHELD, Withheld, shown_of, withheld
from forms.questionnaire import OVERALL
from survey.campaigns.looking import threshold_of
from survey.campaigns.models import Campaign, CampaignUnit
from survey.places.models import Unit
from survey.places.reading import path_of, subtree_ids

BUDGET_SECONDS = 1.5
"""How long a page may count answers that have just come in."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in a campaign: what stands above it, and all there ever was below it.

    `asked` are the units the campaign names and all above them; None: it asks at
    every unit here.
    """

    unit: Unit
    path: list[Unit]
    below: frozenset[int]
    campaign: Campaign
    day: date
    asked: frozenset[int] | None

    @property
    def ids(self) -> Path:
        """The path as the promises are looked up by it."""
        return tuple(unit.id for unit in self.path)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the unit came to, with the promise it is held to and the units directly below."""

    judgement: Judgement
    promise: Promise | None
    lines: list[Line]
    answers_left: int
    kept: Withheld = NOTHING_WITHHELD


def place_of(session: Session, unit: Unit, campaign: Campaign, moment: datetime) -> Place:
    """Return the unit's place in `campaign` as it stands at `moment`."""
    below = frozenset(subtree_ids(session, unit.id))
    path = path_of(session, unit)
    asked = _asked_at(session, campaign, path)
    return Place(unit, path, below, campaign, judged_on(campaign, moment), asked)


def caught_up(session: Session, place: Place, moment: datetime) -> int:
    """Count for a while what has just come in, and return how many answers are left.

    What comes after a closing is counted too: late, beside a number that is frozen.
    """
    left = catch_up(session, place.below, BUDGET_SECONDS).answers_left
    if not left and len(place.path) > 1:
        # What is withheld here depends on the neighbours' answers as well.
        catch_up(session, None, BUDGET_SECONDS)
    if place.campaign.closed_at is None:
        return left
    is_frozen = freeze(session, place.campaign, moment, BUDGET_SECONDS)
    return 0 if is_frozen else behind(session, place.below).answers_left


def standing(session: Session, place: Place, moment: datetime) -> Standing:
    """Return where the unit and those directly below it stand, after catching up a while."""
    left = caught_up(session, place, moment)
    judged = verdicts(session, place.campaign, OVERALL, moment, place.below, BUDGET_SECONDS)
    kept = withheld(session, place.campaign)
    judged = shown_of(judged, kept)
    promises = promises_in_force(session, place.campaign.promise, place.day)
    promise = nearest(promises, place.ids)
    own = _with_source(judged.get(place.unit.id) or hidden(0, promise, kept.fewest), promise)
    return Standing(own, own.promise, _lines(session, place, judged, promises), left, kept)


def _with_source(judged: Judgement, promise: Promise | None) -> Judgement:
    # A frozen verdict keeps the target's number and not the letter it came from.
    if promise is None or judged.promise is None or judged.promise.source:
        return judged
    same = (judged.promise.basis_points, judged.promise.comparator)
    is_same = same == (promise.basis_points, promise.comparator)
    return replace(judged, promise=promise) if is_same else judged


def _lines(
    session: Session, place: Place, judged: Mapping[int, Judgement], promises: Promises
) -> list[Line]:
    found = session.scalars(select(Unit).where(Unit.parent_id == place.unit.id))
    # A unit that ended during the campaign is listed for as long as it has answers,
    # or the lines would not add up to the unit's own number.
    return [
        Line(unit.name, judged.get(unit.id) or _none(unit, place, promises), unit.id, unit.code)
        for unit in found
        if unit.id in judged or (_stands(unit, place) and _is_asked(unit, place))
    ]


def _none(unit: Unit, place: Place, promises: Promises) -> Judgement:
    return hidden(0, nearest(promises, (*place.ids, unit.id)), threshold_of(place.campaign))


def _asked_at(session: Session, campaign: Campaign, path: list[Unit]) -> frozenset[int] | None:
    named = session.scalars(
        select(CampaignUnit.unit_id).where(CampaignUnit.campaign_id == campaign.id)
    ).all()
    if any(unit.id in named for unit in path):
        return None
    return frozenset(lineages(session, named))


def _is_asked(unit: Unit, place: Place) -> bool:
    return place.asked is None or unit.id in place.asked


def _stands(unit: Unit, place: Place) -> bool:
    # Below a unit that has ended stands what stood on its last day.
    day = min(place.day, place.unit.valid_to or place.day)
    return unit.valid_from <= day and (unit.valid_to is None or unit.valid_to >= day)
