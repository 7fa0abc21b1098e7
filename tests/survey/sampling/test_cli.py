import json

import pytest
from sqlalchemy import func, select

from survey.sampling.drawing.spelling import written
from survey.sampling.models import Draw, Frame, FrameRow
from tests.survey.sampling.conftest import TWO_STAGES

SHEET = "Mã hộ,Mã xã,Quy mô,Ghi chú\n" + "".join(f"H{n},21583,2,\n" for n in range(1, 9))


@pytest.fixture
def run(app, session, commune):
    session.commit()

    def run(*arguments: str):
        return app.test_cli_runner().invoke(args=["survey", *arguments])

    return run


@pytest.fixture
def design(tmp_path):
    path = tmp_path / "design.json"
    path.write_text(written(TWO_STAGES), encoding="utf-8")
    return str(path)


def test_a_frame_is_imported_and_told(run, session, tmp_path):
    sheet = tmp_path / "ho.csv"
    sheet.write_text(f"{SHEET}H9,21583,0,\n", encoding="utf-8")
    said = ("--code", "HO", "--name", "Hộ dân", "--unit", "52")
    done = run("import-frame", str(sheet), *said)
    assert done.exit_code == 0, done.output
    assert "9 dòng: 8 được nhận, 1 bị từ chối." in done.output
    assert "dòng 10, cột “quy mô”: quy mô phải lớn hơn 0" in done.output
    assert "Các cột không dùng đến: Ghi chú." in done.output
    again = run("import-frame", str(sheet), *said)
    assert again.exit_code == 1
    assert "đã được nhập thành khung mẫu HO" in again.output
    assert session.scalar(select(func.count()).select_from(FrameRow)) == 8
    assert run("import-frame", str(sheet), *said[:-1], "9999").exit_code == 2


def test_a_frame_nothing_can_be_used_of_fails(run, tmp_path):
    sheet = tmp_path / "ho.csv"
    sheet.write_text("code,size\nA,0\n", encoding="utf-8")
    done = run("import-frame", str(sheet), "--code", "A", "--name", "A", "--unit", "52")
    assert (done.exit_code, "không có dòng nào dùng được" in done.output) == (1, True)


def test_a_sample_is_drawn_again_checked_and_printed(
    run, session, campaign, frame, design, tmp_path
):
    session.commit()
    drawn = run("draw", "DT-52", "--frame", "HO-2026", "--design", design, "--seed", "7")
    assert "Lần 1: đã chọn 42 trường hợp" in drawn.output, drawn.output
    assert "Khớp" in run("check-draw", "DT-52").output
    refused = run("draw", "DT-52", "--frame", "HO-2026", "--design", design, "--seed", "8")
    assert (refused.exit_code, "nêu lý do" in refused.output) == (1, True)
    again = run("redraw", "DT-52", "--seed", "8", "--reason", "Thiếu một thôn")
    assert "Lần 2: đã chọn 42" in again.output, again.output
    printed = tmp_path / "record.pdf"
    assert run("draw-record", "DT-52", str(printed)).exit_code == 0
    assert printed.read_bytes().startswith(b"%PDF")
    session.rollback()
    assert [d.seed for d in session.scalars(select(Draw).order_by(Draw.number))] == ["7", "8"]


def test_a_sample_that_was_tampered_with_does_not_match(run, session, campaign, frame, design):
    session.commit()
    run("draw", "DT-52", "--frame", "HO-2026", "--design", design, "--seed", "7")
    row = session.scalars(select(FrameRow).where(FrameRow.village == "T4").limit(1)).one()
    row.village = "T5"  # whoever can write the table
    session.commit()
    told = run("check-draw", "DT-52")
    assert (told.exit_code, "không khớp" in told.output) == (1, True)


def test_names_are_erased(run, session, frame):
    session.commit()
    assert "Đã xóa" in run("erase-frame", "HO-2026").output
    session.rollback()
    assert session.scalar(select(func.count(FrameRow.label))) == 0
    assert session.get_one(Frame, frame.id).labels_erased_at is not None


@pytest.mark.parametrize(
    "arguments",
    [
        ("draw", "NO", "--frame", "HO-2026", "--preset", "papi", "--seed", "1"),
        ("draw", "DT-52", "--frame", "NO", "--preset", "papi", "--seed", "1"),
        ("draw", "DT-52", "--frame", "HO-2026", "--preset", "papi", "--seed", "1"),
        ("draw", "DT-52", "--frame", "HO-2026", "--preset", "x", "--seed", "1"),
        ("draw", "DT-52", "--frame", "HO-2026", "--seed", "1"),
        ("redraw", "DT-52", "--seed", "1", "--reason", "x"),
        ("check-draw", "DT-52"),
        ("draw-record", "DT-52", "/nowhere/at/all.pdf"),
        ("erase-frame", "NO"),
    ],
)
def test_what_cannot_be_done_is_told(run, session, campaign, frame, arguments):
    session.commit()
    done = run(*arguments)
    assert done.exit_code in (1, 2)
    assert done.exception is None or isinstance(done.exception, SystemExit)


@pytest.mark.parametrize("content", ["", "[]", json.dumps({"strata": "x"}), b"\xff"])
def test_a_design_that_is_none_is_told(run, session, campaign, frame, tmp_path, content):
    session.commit()
    path = tmp_path / "d.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = run("draw", "DT-52", "--frame", "HO-2026", "--design", str(path), "--seed", "1")
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
