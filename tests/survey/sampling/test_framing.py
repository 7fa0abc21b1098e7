import pytest
from sqlalchemy import event

from survey.sampling.drawing.designs import Design, Level, Method, Stage
from survey.sampling.drawing.frames import ALL, Node
from survey.sampling.drawing.units import CannotDraw
from survey.sampling.framing import Rows
from tests.factories.samples import households, make_frame

TOWN = ((Level.STRATUM, "01"),)


@pytest.fixture
def rows(session, frame):
    return Rows(session, frame.id)


def test_sizes_are_those_of_the_rows_below(rows):
    # Households 1…10v of village v have sizes 2, 3, 4, 5, 1, 2, …: each ten makes 30.
    assert rows.strata(Level.STRATUM) == [("01", 300, False), ("02", 300, False)]
    assert rows.strata(Level.WHOLE) == [(ALL, 600, False)]
    assert rows.counted(Level.COMMUNE) == {"21583": (100, 300), "24022": (100, 300)}
    villages = rows.children(Node(TOWN), Level.VILLAGE)
    assert villages == [("T1", 30, False), ("T2", 60, False), ("T3", 90, False), ("T4", 120, False)]


def test_units_come_in_the_order_of_the_file(rows):
    found = rows.children(Node((*TOWN, (Level.VILLAGE, "T2"))), Level.UNIT)
    assert [unit.code for unit in found] == [f"21583-2-{n:03}" for n in range(1, 21)]
    assert [unit.size for unit in found[:5]] == [2, 3, 4, 5, 1]
    assert rows.children(Node((*TOWN, (Level.VILLAGE, "T9"))), Level.UNIT) == []


def test_villages_that_share_a_code_are_never_taken_for_one(rows):
    with pytest.raises(CannotDraw, match="thôn: mã T1, T2, T3, T4 có ở nhiều nơi"):
        rows.children(Node(((Level.WHOLE, ALL),)), Level.VILLAGE)
    with pytest.raises(CannotDraw, match="có ở nhiều nơi"):
        rows.strata(Level.VILLAGE)
    assert len(rows.children(Node(((Level.WHOLE, ALL),)), Level.COMMUNE)) == 2


def test_a_frame_of_several_is_read_alone(session, context, province, rows):
    make_frame(session, province, households("21583", villages=1, stratum="09"))
    assert [unit.code for unit in rows.strata(Level.STRATUM)] == ["01", "02"]


def test_only_the_rows_of_chosen_clusters_are_read(app, rows):
    asked: list[str] = []
    engine = app.extensions["engine"]
    event.listen(engine, "before_cursor_execute", lambda _c, _u, said, *_more: asked.append(said))
    rows.strata(Level.STRATUM)
    for village in ("T1", "T2"):
        rows.children(Node((*TOWN, (Level.VILLAGE, village))), Level.UNIT)
    summed, *read = asked
    assert "GROUP BY" in summed
    assert len(read) == 2
    assert all("frame_rows.village =" in said and "frame_rows.commune =" in said for said in read)


def test_levels_the_frame_has_no_column_for_are_named(rows):
    assert rows.levels() == [
        Level.WHOLE, Level.STRATUM, Level.COMMUNE, Level.VILLAGE, Level.UNIT,
    ]  # fmt: skip
    stage = Stage(name="Huyện", method=Method.SRS, count=1, at_level=Level.DISTRICT)
    assert rows.lacks(Design(Level.STRATUM, (stage,))) == "Khung mẫu không có cột “huyện”."
    assert rows.communes() == ["21583", "24022"]


def test_faces_are_found_by_code(rows):
    faces = dict(rows.faces(["21583-1-001", "24022-4-040", "nobody"]))
    assert set(faces) == {"21583-1-001", "24022-4-040"}
    assert faces["24022-4-040"] == ("24022", "Nguyễn Văn 40", '{"giới tính":"nam"}')
