"""Results: one row a unit and campaign, as other programs read them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.targets.check import Judgement
from analysis.targets.freezing import verdicts
from analysis.targets.withholding import shown_of, withheld
from forms.questionnaire import OVERALL
from survey.access.paths import below
from survey.campaigns.looking import is_plain
from survey.campaigns.models import Campaign
from survey.places.models import Unit

_LEVELS = ("tinh", "huyen", "xa")


@dataclass(frozen=True, slots=True)
class Result:
    """What a unit came to in a campaign; shares are of 0 to 1, None where hidden or undefined."""

    unit_code: str
    unit_name: str
    campaign: str
    kind: str
    n: int
    satisfied: int | None
    share: float | None
    low: float | None
    high: float | None
    target: float | None
    comparator: str | None
    official: str | None
    statistical: str


class NothingOfThatCode(LookupError):
    """No campaign, or no unit, has the code that was asked for."""


class NotPlain(LookupError):
    """The campaign's results are not to be looked at yet, or not without weights."""


def results(
    session: Session, moment: datetime, campaign: str | None = None, unit: str | None = None
) -> Iterator[Result]:
    """Yield the results of all campaigns or one, of all units or one and what lies below it.

    Sorted by campaign, level and unit code; catch up first. Raises
    NothingOfThatCode for a campaign or unit that is not there, NotPlain for a campaign
    that is not to be looked at yet, or only weighted.
    """
    reach = None if unit is None else reach_of(session, unit)
    for chosen in campaigns_of(session, campaign):
        judged = verdicts(session, chosen, OVERALL, moment, reach)
        judged = shown_of(judged, withheld(session, chosen))
        for place in places_of(session, judged):
            yield result_of(place, chosen, judged[place.id])


def campaigns_of(session: Session, code: str | None) -> Sequence[Campaign]:
    """Return all campaigns that are told plainly by now, or the one with `code`."""
    every = select(Campaign).order_by(Campaign.code)
    if code is None:
        return [each for each in session.scalars(every) if is_plain(each)]
    found = session.scalars(every.where(Campaign.code == code)).all()
    if not found:
        raise NothingOfThatCode(code)
    if not is_plain(found[0]):
        raise NotPlain(code)
    return found


def reach_of(session: Session, code: str) -> frozenset[int]:
    """Return the units that have had `code`, and all below them."""
    # A code may have stood for a unit before a reform and for another after it.
    found = session.scalars(select(Unit.id).where(Unit.code == code)).all()
    if not found:
        raise NothingOfThatCode(code)
    return frozenset().union(*(below(session, unit_id) for unit_id in found))


def places_of(session: Session, unit_ids: Collection[int]) -> list[Unit]:
    """Return the units, by level and code."""
    found = session.scalars(select(Unit).where(Unit.id.in_(unit_ids)))
    return sorted(found, key=lambda unit: (_LEVELS.index(unit.level), unit.code, unit.valid_from))


def result_of(unit: Unit, campaign: Campaign, judged: Judgement) -> Result:
    """Return a judgement as a row."""
    return Result(
        unit_code=unit.code,
        unit_name=unit.name,
        campaign=campaign.code,
        kind=campaign.kind,
        n=judged.n,
        satisfied=judged.satisfied,
        share=judged.share,
        low=judged.low,
        high=judged.high,
        target=judged.target,
        comparator=judged.comparator,
        official=judged.official,
        statistical=judged.statistical,
    )
