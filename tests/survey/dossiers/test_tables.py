from datetime import date

from sqlalchemy import select

from survey.dossiers import tables
from survey.dossiers.counting import Difference
from survey.dossiers.models import Dossier, DossierDay
from survey.dossiers.taking import hash_of


def values(commune, number: int, **changes):
    return {
        "code_hash": hash_of(b"k", str(number)),
        "unit_id": commune.id,
        "resolving_unit_id": None,
        "procedure_code": "1'); DROP TABLE dossiers; --",
        "procedure_group": 'Đất "đai" \\ {',
        "received_on": date(2026, 11, 2),
        "due_on": None,
        "done_on": None,
        "event_on": date(2026, 11, 2),
    } | changes


def test_rows_are_written_as_they_are_and_found_by_their_hash(session, commune):
    connection = session.connection()
    tables.hold(connection)
    rows = [values(commune, number) for number in range(3)]
    before, last = tables.add(connection, rows)
    assert last - before == 3
    found = tables.known(connection, [row["code_hash"] for row in rows[:2]])
    assert set(found) == {row["code_hash"] for row in rows[:2]}
    kept = dict(found[rows[0]["code_hash"]]._mapping)
    assert {name: kept[name] for name in rows[0] if name != "code_hash"} == {
        name: value for name, value in rows[0].items() if name != "code_hash"
    }


def test_nothing_to_write_is_nothing_written(session):
    assert tables.add(session.connection(), []) == (0, 0)
    tables.change(session.connection(), [])
    tables.count(session.connection(), Difference())


def test_a_change_writes_what_grew_only(session, commune):
    connection = session.connection()
    tables.add(connection, [values(commune, 1), values(commune, 2)])
    row = session.scalars(select(Dossier).order_by(Dossier.id)).first()
    grown = values(commune, 1, id=row.id, done_on=date(2026, 11, 9), event_on=date(2026, 11, 9))
    tables.change(connection, [grown])
    session.expire_all()
    assert session.scalars(select(Dossier.done_on).order_by(Dossier.id)).all() == [
        date(2026, 11, 9), None,
    ]  # fmt: skip


def test_counts_go_up_and_down(session, commune):
    dossier = values(commune, 1)
    for sign, left in ((1, 1), (1, 2), (-1, 1)):
        difference = Difference()
        difference.add(dossier, sign)
        tables.count(session.connection(), difference)
        session.expire_all()
        assert session.scalar(select(DossierDay.received)) == left
