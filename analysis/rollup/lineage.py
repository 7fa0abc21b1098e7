"""Lineage: which units stand above a unit, and which ones it came from.

Counts stay with the unit that was answered for. Above it they are pooled along its
own parents, those it had while it stood.
"""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.rollup.pooling import Path
from analysis.rollup.succession import Origin
from survey.places.models import Succession, Unit


def lineages(session: Session, unit_ids: Collection[int]) -> dict[int, Path]:
    """Return the path of each of `unit_ids` and of every unit above them."""
    parents: dict[int, int | None] = {}
    unknown = set(unit_ids)
    while unknown:
        found = select(Unit.id, Unit.parent_id).where(Unit.id.in_(unknown))
        parents.update(dict(session.execute(found).all()))
        unknown = {above for above in parents.values() if above is not None} - parents.keys()
    return {unit_id: _path(unit_id, parents) for unit_id in parents}


def origins(session: Session, unit_ids: Iterable[int]) -> dict[int, list[Origin]]:
    """Return what each of `unit_ids` came from, and what those came from, and so on."""
    known: dict[int, list[Origin]] = {}
    unknown = set(unit_ids)
    while unknown:
        known.update({unit_id: [] for unit_id in unknown})
        found = session.execute(
            select(Succession)
            .where(Succession.successor_id.in_(unknown))
            .order_by(Succession.predecessor_id)
        ).scalars()
        for link in found:
            origin = Origin(link.predecessor_id, link.relation, link.is_main)
            known[link.successor_id].append(origin)
        unknown = {each.unit_id for links in known.values() for each in links} - known.keys()
    return known


def _path(unit_id: int, parents: Mapping[int, int | None]) -> Path:
    path = [unit_id]
    while (above := parents.get(path[0])) is not None and above not in path:
        path.insert(0, above)
    return tuple(path)
