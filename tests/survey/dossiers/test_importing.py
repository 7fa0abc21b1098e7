from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from survey.dossiers import importing, reading
from survey.dossiers.importing import Sender, import_rows
from survey.dossiers.models import Dossier, DossierCount, DossierDay, DossierImport, Procedure
from survey.dossiers.reading import Handled
from survey.objects import of_objects
from survey.row import CannotRead
from tests.factories.dossiers import A_DAY, make_dossier

pytestmark = pytest.mark.usefixtures("context")


def told(number: int = 1, **changes: object) -> dict[str, object]:
    given = {
        "code": f"H21-{number}",
        "unit_code": "21583",
        "field": "Đất đai",
        "received_on": "2026-11-02",
        "due_on": "2026-11-10",
    }
    return given | changes


@pytest.fixture
def hand_in(session, commune, neighbour):
    session.commit()

    def hand_in(*dossiers: dict, reach=None):
        faults = []
        sender = Sender("thử.csv", commune.id, reach=reach)
        tally, _unread = import_rows(session, of_objects(dossiers), sender, faults.append)
        return tally, [str(fault) for fault in faults]

    return hand_in


def numbers(tally) -> tuple[int, ...]:
    return tally.taken, tally.changed, tally.unchanged, tally.refused


def counted(session) -> dict[date, tuple[int, ...]]:
    session.rollback()
    rows = session.scalars(select(DossierDay))
    return {r.day: (r.received, r.done, r.late) for r in rows if r.received or r.done}


def test_new_dossiers_are_taken_in_and_counted(session, hand_in, commune):
    tally, faults = hand_in(told(1), told(2), told(3, done_on="2026-11-11"))
    assert (numbers(tally), faults) == ((3, 0, 0, 0), [])
    assert counted(session) == {date(2026, 11, 2): (3, 0, 0), date(2026, 11, 11): (0, 1, 1)}
    handled = reading.handled(session, date(2026, 11, 1), A_DAY, [commune.id])
    assert handled == {commune.id: Handled(3, 1, 1)}
    assert reading.handled(session, date(2026, 11, 3), A_DAY, None)[commune.id].received == 0
    assert reading.handled(session, date(2026, 11, 1), A_DAY, []) == {}


def test_the_same_again_changes_nothing(session, hand_in):
    hand_in(told(1), told(2, done_on="2026-11-09"))
    before = counted(session)
    tally, faults = hand_in(told(1), told(2, done_on="2026-11-09"))
    assert (numbers(tally), faults) == ((0, 0, 2, 0), [])
    assert counted(session) == before


def test_the_day_it_was_done_comes_later_and_moves_the_counts(session, hand_in):
    hand_in(told(1))
    tally, _ = hand_in(told(1, done_on="2026-11-12"))
    assert numbers(tally) == (0, 1, 0, 0)
    assert counted(session) == {date(2026, 11, 2): (1, 0, 0), date(2026, 11, 12): (0, 1, 1)}
    hand_in(told(1, done_on="2026-11-09"))  # put right
    assert counted(session) == {date(2026, 11, 2): (1, 0, 0), date(2026, 11, 9): (0, 1, 0)}
    hand_in(told(1, done_on=None))  # an empty cell takes nothing away
    assert counted(session)[date(2026, 11, 9)] == (0, 1, 0)
    assert session.scalar(select(Dossier.event_on)) == date(2026, 11, 9)


def test_another_group_moves_the_dossier_in_the_counts(session, hand_in):
    hand_in(told(1))
    hand_in(told(1, field="Hộ tịch"))
    session.rollback()
    found = {c.procedure_group: c.received for c in session.scalars(select(DossierCount))}
    assert found == {"Đất đai": 0, "Hộ tịch": 1}


def test_a_contradiction_is_told_and_nothing_changes(session, hand_in):
    hand_in(told(1))
    tally, faults = hand_in(
        told(1, received_on="2026-11-03"), told(2), told(2, done_on="2026-11-05")
    )
    assert numbers(tally) == (1, 0, 0, 2)
    assert "trước đã báo là ngày 02/11/2026" in faults[0]
    assert "đã có ở một dòng trên" in faults[1]
    _, (fault,) = hand_in(told(1, unit_code="24022"))
    assert "một đơn vị tiếp nhận khác" in fault


def test_doubled_codes_are_told_across_pieces_too(session, hand_in, monkeypatch):
    monkeypatch.setattr(importing, "PIECE", 3)
    hand_in(told(1))
    tally, faults = hand_in(*(told(n) for n in (1, 2, 3, 4, 5, 1, 2, 5, 6)))
    assert numbers(tally) == (5, 0, 1, 3)
    assert [fault.split(",")[0] for fault in faults] == ["dòng 6", "dòng 7", "dòng 8"]


def test_bad_lines_never_cost_their_neighbours(session, hand_in):
    many = [told(n) for n in range(200)]
    many[77] = told(77, received_on="31/02/2026")
    tally, faults = hand_in(*many)
    assert numbers(tally) == (199, 0, 0, 1)
    assert faults == ["dòng 78, cột “ngày tiếp nhận”: không có ngày 31/02/2026"]


def test_refused_lines_are_told_in_the_order_of_the_sheet(hand_in):
    _tally, faults = hand_in(
        told(1), told(2, unit_code="99999"), told(3, received_on="31/02/2026"), told(4, due_on="x")
    )
    assert [fault.split(",")[0] for fault in faults] == ["dòng 2", "dòng 3", "dòng 4"]


def test_units_are_held_against_the_day_and_the_reach(hand_in, commune, neighbour):
    tally, faults = hand_in(
        told(1, unit_code="99999"),
        told(2, resolving_unit_code="99999"),
        told(3, received_on="2024-11-02", due_on=None),
        told(4, unit_code="24022"),
        told(5, resolving_unit_code="24022"),
        reach={commune.id},
    )
    assert numbers(tally) == (1, 0, 0, 4)
    assert "không có đơn vị mang mã này vào ngày 02/11/2026" in faults[0]
    assert "đơn vị giải quyết" in faults[1]
    assert "02/11/2024" in faults[2]
    assert "ngoài các đơn vị được giao" in faults[3]


def test_the_catalogue_gives_the_group_and_tells_what_it_lacks(session, hand_in):
    session.add(Procedure(code="1.001", name="Khai sinh", procedure_group="Hộ tịch"))
    session.commit()
    tally, faults = hand_in(
        told(1, procedure_code="1.001", field=None),
        told(2, procedure_code="9.999"),
        told(3, procedure_code="9.999", field=None),
    )
    assert (numbers(tally), faults) == ((3, 0, 0, 0), [])
    assert tally.unknown_procedures == {"9.999": 2}
    groups = session.scalars(select(Dossier.procedure_group).order_by(Dossier.id)).all()
    assert sorted(groups, key=str) == sorted(["Hộ tịch", "Đất đai", None], key=str)


def test_no_code_is_kept(session, hand_in):
    hand_in(told(1))
    session.rollback()
    row = session.scalar(select(Dossier))
    assert b"H21-1" not in row.code_hash
    assert len(row.code_hash) == 16
    assert reading.dossier_by_code(session, " h21-1 ").id == row.id
    assert reading.dossier_by_code(session, "H21-2") is None


def test_a_sheet_that_names_people_is_refused_whole(session, hand_in):
    with pytest.raises(CannotRead, match="thông tin cá nhân"):
        hand_in(told(1, **{"Họ và tên": "An"}))
    assert session.scalar(select(func.count()).select_from(Dossier)) == 0


def test_an_empty_sheet_is_refused():
    with pytest.raises(CannotRead, match="tiêu đề"):
        import_rows(None, [], Sender("x"), list)


def test_each_import_is_recorded(session, hand_in, commune):
    hand_in(told(1), told(2, received_on=""))
    (record,) = reading.recent_imports(session, [commune.id])
    assert (record.source, record.lines, record.taken, record.refused) == ("thử.csv", 2, 1, 1)
    assert session.scalar(select(func.count()).select_from(DossierImport)) == 1


def test_a_dossier_of_a_day_is_found_by_that_day(session, commune):
    mine = make_dossier(session, commune)
    make_dossier(session, commune, received_on=A_DAY - timedelta(days=1))
    assert reading.of_day(session, [commune.id], A_DAY) == [mine]


def test_months_and_units_are_read_from_the_counts(session, hand_in, commune, neighbour):
    hand_in(told(1, done_on="2026-11-12"), told(2, unit_code="24022"), told(3, due_on=None))
    ids = [commune.id, neighbour.id]
    (month,) = reading.by_month(session, ids)
    assert month.handled == Handled(3, 1, 1)
    worst, other = reading.by_unit(session, ids, month.month)
    assert (worst.name, worst.handled.late) == ("Phường Quy Nhơn", 1)
    assert other.handled == Handled(1, 0, 0)


def test_the_order_of_the_sheet_is_not_the_order_of_the_rows(session, hand_in):
    hand_in(*(told(n) for n in range(40)))
    ids = [reading.dossier_by_code(session, f"H21-{n}").id for n in range(40)]
    assert ids != sorted(ids)
