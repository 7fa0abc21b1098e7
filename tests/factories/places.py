"""Places for tests: a province, its communes and their counters, made in one line."""

from datetime import date
from itertools import count

from sqlalchemy.orm import Session

from survey.places.counters import Purpose, add_counter
from survey.places.eras import REFORM
from survey.places.models import Counter, Succession, Unit
from survey.places.sheets import type_of
from survey.places.spelling import folded

_numbers = count(1)


def make_province(
    session: Session,
    name: str = "Tỉnh Gia Lai",
    code: str | None = None,
    *,
    valid_from: date = REFORM,
    valid_to: date | None = None,
) -> Unit:
    """Keep a province; its code is one nobody used unless one is given."""
    return _make(session, name, code, "tinh", None, (valid_from, valid_to))


def make_district(
    session: Session,
    province: Unit,
    name: str = "Huyện Chư Sê",
    code: str | None = None,
) -> Unit:
    """Keep a district that stood as long as its province."""
    span = (province.valid_from, province.valid_to)
    return _make(session, name, code, "huyen", province, span)


def make_commune(
    session: Session,
    parent: Unit | None = None,
    name: str = "Xã Ia Le",
    code: str | None = None,
) -> Unit:
    """Keep a commune of `parent` (a new province when none is given), as long as it stood."""
    parent = parent or make_province(session)
    return _make(session, name, code, "xa", parent, (parent.valid_from, parent.valid_to))


def make_counter(
    session: Session,
    unit: Unit | None = None,
    *,
    name: str = "Quầy số 1",
    purpose: Purpose = Purpose.RECEPTION,
    field: str | None = None,
    today: date = REFORM,
) -> Counter:
    """Keep an open counter of `unit` (a new commune when none is given)."""
    unit = unit or make_commune(session)
    return add_counter(session, unit.id, name=name, purpose=purpose, field=field, today=today)


def make_succession(
    session: Session,
    before: Unit,
    after: Unit,
    relation: str = "merged",
    *,
    is_main: bool = False,
) -> Succession:
    """Keep that `before` became `after`."""
    link = Succession(predecessor_id=before.id, successor_id=after.id, relation=relation)
    link.is_main = is_main
    session.add(link)
    session.flush()
    return link


def _make(
    session: Session,
    name: str,
    code: str | None,
    level: str,
    parent: Unit | None,
    span: tuple[date, date | None],
) -> Unit:
    unit = Unit(
        code=code or f"T{next(_numbers):04}",
        name=name,
        name_folded=folded(name),
        level=level,
        type=type_of(name),
        parent_id=parent.id if parent else None,
        valid_from=span[0],
        valid_to=span[1],
    )
    session.add(unit)
    session.flush()
    return unit
