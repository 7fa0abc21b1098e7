import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from survey.diary.models import DiaryEntry
from survey.places.counters import close_counter
from survey.places.models import Counter, Unit
from tests.factories.places import make_commune, make_counter

DEMO = Path(__file__).parents[3] / "demo"
HEADER = "code,name,level,parent_code\n"


@pytest.fixture
def run(app, session):
    def command(*arguments):
        session.commit()
        done = app.test_cli_runner().invoke(args=["survey", *map(str, arguments)])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return command


def how_many(session):
    return session.scalar(select(func.count()).select_from(Unit))


def test_a_folder_is_imported_and_a_second_run_adds_nothing(run, session):
    assert (
        "Đã thêm 539 đơn vị, 378 quan hệ kế thừa; 0 dòng đã có" in run("import-units", DEMO).stdout
    )
    again = run("import-units", *sorted(DEMO.glob("*.csv"), reverse=True))
    assert again.exit_code == 0
    assert "Không thêm gì; 917 dòng đã có; 0 dòng bị từ chối." in again.stdout
    acts = session.scalars(select(DiaryEntry.act)).all()
    assert acts == ["units.imported"]


def test_a_dry_run_says_what_would_happen(run, session):
    assert "Sẽ thêm 539 đơn vị" in run("import-units", DEMO, "--dry-run").stdout
    assert how_many(session) == 0


def test_bad_rows_are_told_and_good_ones_go_in(run, session, tmp_path):
    path = tmp_path / "đơn vị.csv"
    path.write_text(HEADER + "52,Tỉnh Gia Lai,tinh,\n1,Xã Lạc,xa,99\n=cmd,Xã,xa,52\n")
    done = run("import-units", path)
    assert done.exit_code == 0
    assert "đơn vị.csv, dòng 3: không có đơn vị cấp trên mang mã 99" in done.stderr
    assert "đơn vị.csv, dòng 4: mã “=cmd”" in done.stderr
    assert "Đã thêm 1 đơn vị, 0 quan hệ kế thừa; 0 dòng đã có; 2 dòng bị từ chối." in done.stdout
    assert how_many(session) == 1


def test_a_file_that_is_no_sheet_is_an_error(run, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"\xff\xfe\x00")
    done = run("import-units", path)
    assert done.exit_code == 1
    assert "x.csv, dòng 1: không nhận ra cột" in done.stderr


def test_one_province_alone_and_an_era_can_be_asked_for(run, session):
    assert run("import-units", DEMO, "--only", "99").exit_code == 2
    sheet = DEMO / "units-2025.csv"
    done = run("import-units", sheet, "--only", "52", "--valid-from", "01/01/2030")
    assert "Đã thêm 136 đơn vị" in done.stdout
    assert set(session.scalars(select(Unit.valid_from))) == {date(2030, 1, 1)}


@pytest.mark.parametrize(
    "options",
    [["--valid-to", "2026-01-01"], ["--valid-from", "2026-01-02", "--valid-to", "2026-01-01"]],
)
def test_an_era_that_cannot_be_is_refused(run, options):
    assert run("import-units", DEMO, *options).exit_code == 2


def test_counters_are_listed_for_other_programs(run, session):
    unit = make_commune(session, None, "Xã Ia Le", "23995")
    counter = make_counter(session, unit)
    closed = make_counter(session, unit)
    close_counter(session, closed, date(2026, 1, 1))
    assert json.loads(run("counters", "--format", "json").stdout) == [
        {
            "code": counter.code,
            "unit_code": "23995",
            "unit_name": "Xã Ia Le",
            "purpose": "reception",
            "address": f"http://langnghe.test/q/{counter.code}",
        }
    ]
    assert closed.code in run("counters", "--all").stdout


def test_no_counters_are_an_empty_list(run):
    assert json.loads(run("counters", "--format", "json").stdout) == []
    assert run("counters").stdout.startswith("code\tunit_code\tunit_name\tpurpose\taddress")


def test_a_counter_is_opened_and_closed(run, session):
    make_commune(session, None, "Xã Ia Le", "23995")
    added = run(
        "add-counter", "23995", "--name", "Quầy 2", "--purpose", "field", "--field", "Đất đai"
    )
    code, address = added.stdout.split()
    assert address == f"http://langnghe.test/q/{code}"
    assert f"Đã đóng quầy {code}." in run("close-counter", code.lower()).stdout
    assert "đã đóng từ trước" in run("close-counter", code).stderr
    counter = session.scalar(select(Counter))
    assert (counter.field, counter.closed_on) == ("Đất đai", date(2026, 11, 20))
    acts = session.scalars(select(DiaryEntry.act).order_by(DiaryEntry.id)).all()
    assert acts == ["counter.opened", "counter.closed"]


def test_what_is_not_there_is_said(run, session):
    make_commune(session, None, "Xã Ia Le", "23995")
    assert run("add-counter", "00000", "--name", "Q").exit_code == 2
    assert run("add-counter", "23995", "--name", "Q", "--purpose", "field").exit_code == 2
    assert run("close-counter", "7KQ2").exit_code == 2
