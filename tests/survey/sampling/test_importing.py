from datetime import date

import pytest
from sqlalchemy import func, select

from survey.places.models import Unit
from survey.row import CannotRead
from survey.sampling import importing
from survey.sampling.importing import digest_of
from survey.sampling.models import Frame, FrameRow
from tests.factories.places import make_commune, make_province
from tests.factories.samples import hand_in, households, make_frame

pytestmark = pytest.mark.usefixtures("context")


def kept(session) -> list[tuple[str, str, int]]:
    session.rollback()
    rows = select(FrameRow.code, FrameRow.commune, FrameRow.size).order_by(FrameRow.code)
    return [tuple(row) for row in session.execute(rows)]


def test_a_frame_is_taken_in_with_names_and_facts(session, province, commune):
    frame = make_frame(session, province, households("21583", villages=2, each=3))
    assert (frame.rows, frame.imported_at is not None) == (9, True)
    row = session.get_one(FrameRow, (frame.id, "21583-2-002"))
    assert (row.stratum, row.commune, row.village, row.size) == ("01", "21583", "T2", 3)
    assert (row.label, row.labels) == ("Nguyễn Văn 2", '{"giới tính":"nam"}')


def test_bad_lines_are_told_and_the_good_ones_stay(session, province, commune):
    rows = [
        {"code": "H1", "xã": "21583", "quy mô": 2},
        {"code": "H2", "xã": "21583", "quy mô": 0},
        {"code": "H1", "xã": "21583", "quy mô": 3},
        {"code": "H4", "xã": "99999", "quy mô": 3},
        {"code": "H5", "xã": "21583", "quy mô": "1,5"},
        {"code": "H6", "xã": "21583", "quy mô": 7},
    ]
    tally, faults = hand_in(session, province, rows)
    assert (tally.lines, tally.taken, tally.refused) == (6, 2, 4)
    assert [fault.split(":")[0] for fault in faults] == [
        "dòng 2, cột “quy mô”", "dòng 3, cột “mã hộ”", "dòng 4, cột “xã”", "dòng 5, cột “quy mô”",
    ]  # fmt: skip
    assert kept(session) == [("H1", "21583", 2), ("H6", "21583", 7)]


def test_a_doubled_code_is_told_across_pieces_too(session, province, monkeypatch):
    monkeypatch.setattr(importing, "PIECE", 2)
    rows = [{"code": code} for code in ("A", "B", "C", "A", "D", "B")]
    tally, faults = hand_in(session, province, rows)
    assert (tally.taken, [fault[:6] for fault in faults]) == (4, ["dòng 4", "dòng 6"])


def test_the_same_file_again_changes_nothing(session, province, commune):
    rows = households("21583", villages=1)
    make_frame(session, province, rows, code="A")
    with pytest.raises(CannotRead, match="đã được nhập thành khung mẫu A"):
        hand_in(session, province, rows, code="B")
    with pytest.raises(CannotRead, match="Mã khung mẫu A đã dùng"):
        hand_in(session, province, rows[1:], code="A")
    assert session.scalar(select(func.count()).select_from(FrameRow)) == 10


def test_an_import_that_was_cut_short_is_run_again(session, province, commune, monkeypatch):
    rows = households("21583", villages=1)

    def cut(*_given):
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "_finish", cut)
    with pytest.raises(KeyboardInterrupt):
        hand_in(session, province, rows, code="A")
    session.rollback()
    assert session.scalars(select(Frame.imported_at)).all() == [None]
    monkeypatch.undo()
    assert make_frame(session, province, rows, code="A").rows == 10
    assert len(kept(session)) == 10


def test_whoever_was_overtaken_stops_and_leaves_nothing(session, province, monkeypatch):
    monkeypatch.setattr(importing, "PIECE", 2)
    whole = importing._Intake.judged

    def overtaken(self, piece):
        if piece[0].number > 2:
            session.rollback()
            session.query(FrameRow).delete()
            session.query(Frame).delete()
            session.commit()
        return whole(self, piece)

    monkeypatch.setattr(importing._Intake, "judged", overtaken)
    with pytest.raises(CannotRead, match="ở một nơi khác"):
        hand_in(session, province, [{"code": code} for code in "ABCD"])
    assert kept(session) == []


def test_a_frame_nothing_can_be_used_of_is_none(session, province):
    tally, faults = hand_in(session, province, [{"code": "H1", "size": 0}])
    assert (tally.frame_id, len(faults)) == (None, 1)
    assert session.scalar(select(func.count()).select_from(Frame)) == 0


@pytest.mark.parametrize("rows", [[], [{"tên": "A"}], [{"code": "A", "cccd": "1"}]])
def test_a_file_without_a_usable_heading_is_refused_whole(session, province, rows):
    with pytest.raises(CannotRead):
        hand_in(session, province, rows)
    assert session.scalar(select(func.count()).select_from(Frame)) == 0


def test_communes_of_either_era_are_known_and_others_only_if_asked(session, province, commune):
    gone = make_province(
        session, "Tỉnh Bình Định", "52", valid_from=date(2000, 1, 1), valid_to=date(2025, 6, 30)
    )
    make_commune(session, gone, "Xã Cũ", "21600")
    rows = [{"code": code, "xã": where} for code, where in
            (("A", "21583"), ("B", "21600"), ("C", "77777"))]  # fmt: skip
    tally, _ = hand_in(session, province, rows)
    assert (tally.taken, tally.refused) == (2, 1)
    tally, _ = hand_in(session, province, rows, digest="0" * 64, may_be_elsewhere=True)
    assert (tally.taken, tally.refused) == (3, 0)


def test_a_spreadsheet_may_have_eaten_the_first_noughts(session, province):
    make_commune(session, province, "Phường Hoàn Kiếm", "00070")
    hand_in(session, province, [{"code": "A", "xã": 70}])
    assert kept(session) == [("A", "00070", 1)]
    assert session.scalar(select(Unit.id).where(Unit.code == "00070"))


def test_the_digest_is_that_of_sha256sum(tmp_path):
    (tmp_path / "abc").write_bytes(b"abc")  # FIPS 180-4, the example of one block
    assert digest_of(tmp_path / "abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
