"""Signs of whole units: dossiers, the chain, a kiosk's numbers, units beside each other."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.integrity.observing import Place
from analysis.integrity.signs.bunching import just_above, whole_percents
from analysis.integrity.signs.exact import chain_break, missing_numbers, over_dossiers
from analysis.integrity.signs.observed import Observed
from analysis.integrity.signs.screen import Found, adjusted
from analysis.integrity.signs.sign import Sign
from analysis.rollup.models import NO_COUNTER
from analysis.targets.choosing import nearest, promises_in_force
from survey.campaigns.models import Campaign
from survey.dossiers.models import DossierDay
from survey.offline.models import Device, NumberRange
from survey.places.models import Counter
from survey.responses.models import Chain
from survey.responses.verification import walk


@dataclass(frozen=True, slots=True)
class Asked:
    """What is screened: a campaign over a period, for a unit and everything below it."""

    campaign: Campaign
    since: date
    until: date
    root_id: int
    unit_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign that stands out at a place, and the hours of what came there."""

    place: Place
    found: Found
    hours: Sequence[int]


def of_units(
    session: Session,
    asked: Asked,
    days: Mapping[int, Mapping[date, int]],
    seen: Mapping[Place, Observed],
) -> list[Seen]:
    """Return what stands out of whole units, and of a counter's kiosks."""
    signs: list[tuple[Place, Sign]] = []
    handled = _handled(session, asked)
    for unit_id in sorted(days.keys() & asked.unit_ids):
        over = over_dossiers(days[unit_id], handled.get(unit_id, {}))
        signs.append(((unit_id, NO_COUNTER), over))
    signs += _broken(session, asked.unit_ids) + _missing(session, asked.unit_ids)
    signs += _beside_each_other(session, asked, seen)
    places = [place for place, _ in signs]
    found = adjusted([(at, sign) for at, (_, sign) in enumerate(signs)])
    return [Seen(places[one.place], one, ()) for one in found if one.stands_out]


def _handled(session: Session, asked: Asked) -> dict[int, dict[date, int]]:
    wanted = select(DossierDay).where(
        DossierDay.unit_id.in_(asked.unit_ids), DossierDay.day <= asked.until
    )
    days: dict[int, dict[date, int]] = {}
    early = date.fromordinal(asked.since.toordinal() - 7)
    for row in session.scalars(wanted.where(DossierDay.day >= early)):
        days.setdefault(row.unit_id, {})[row.day] = row.received + row.done
    return days


def _broken(session: Session, unit_ids: Collection[int]) -> list[tuple[Place, Sign]]:
    lengths = dict(session.execute(select(Chain.unit_id, Chain.position)).all())
    return [
        (
            (one.unit_id, NO_COUNTER),
            chain_break(one.broken.position, one.broken.fault, lengths.get(one.unit_id, 0)),
        )
        for one in walk(session)
        if one.unit_id in unit_ids
    ]


def _missing(session: Session, unit_ids: Collection[int]) -> list[tuple[Place, Sign]]:
    wanted = (
        select(NumberRange, Counter.id, Counter.unit_id)
        .join(Device, Device.id == NumberRange.device_id)
        .join(Counter, Counter.id == Device.counter_id)
        .where(Counter.unit_id.in_(unit_ids))
        # What a device still holds is not missing: only one with an empty queue is asked.
        .where(Device.waiting == 0)
    )
    spans: dict[str, list[tuple[int, int]]] = {}
    places: dict[str, Place] = {}
    for row, counter_id, unit_id in session.execute(wanted):
        spans.setdefault(row.device_id, []).append((row.first, row.last))
        places[row.device_id] = (unit_id, counter_id)
    return [(places[device], missing_numbers(each)) for device, each in spans.items()]


def _beside_each_other(
    session: Session, asked: Asked, seen: Mapping[Place, Observed]
) -> list[tuple[Place, Sign]]:
    sums: dict[int, tuple[int, int]] = {}
    for (unit_id, _), place in seen.items():
        if unit_id in asked.unit_ids:
            for way in place.ways.values():
                x, n = sums.get(unit_id, (0, 0))
                sums[unit_id] = (x + way.overall[0], n + way.overall[1])
    shares, root = list(sums.values()), (asked.root_id, NO_COUNTER)
    promises = promises_in_force(session, asked.campaign.kind, asked.until)
    promise = nearest(promises, (asked.root_id,))
    told = [(root, whole_percents(shares))]
    return told if promise is None else [*told, (root, just_above(shares, promise.share))]
