import pytest
from sqlalchemy import func, select, text

from survey.responses.models import Response
from tests.factories.responses import make_responses

HEADER = "unit_code,campaign,day,channel,form_no,overall\n"


@pytest.fixture
def run(app, session):
    def run(*words: str):
        session.commit()
        return app.test_cli_runner().invoke(args=["survey", *words])

    return run


def how_many(session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Response))


def test_a_whole_ledger_is_told_with_its_size(session, place, run):
    make_responses(session, place.campaign, place.counter, [{"overall": 5}] * 3)
    told = run("verify")
    assert (told.exit_code, told.output) == (0, "Sổ phiếu nguyên vẹn: 3 phiếu.\n")


def test_a_broken_chain_is_named_by_place_and_position(session, place, run):
    make_responses(session, place.campaign, place.counter, [{"overall": 1}] * 3)
    session.execute(text("UPDATE chains SET position = position + 1"))
    told = run("verify")
    assert told.exit_code == 1
    place_ = f"{place.commune.name} ({place.commune.code})"
    assert told.output == f"ĐỨT CHUỖI: {place_}, vị trí 4: thiếu phiếu.\n"


def test_a_sheet_is_taken_in_and_the_bad_lines_are_told(tmp_path, session, place, run):
    sheet = tmp_path / "phieu.csv"
    line = f"{place.commune.code},TX-TEST,2026-11-20,paper"
    sheet.write_text(f"{HEADER}{line},1,5\n{line},2,9\n")
    told = run("import-responses", str(sheet))
    assert told.exit_code == 0
    assert "Đã nhập 1 phiếu; 0 phiếu đã có từ trước; 1 dòng bị từ chối." in told.output
    assert "phieu.csv, dòng 3: câu 'overall': '9'" in told.output
    assert how_many(session) == 1


def test_a_dry_run_says_what_would_happen_and_writes_nothing(tmp_path, session, place, run):
    sheet = tmp_path / "phieu.csv"
    sheet.write_text(f"{HEADER}{place.commune.code},TX-TEST,2026-11-20,paper,1,5\n")
    told = run("import-responses", "--dry-run", str(sheet))
    assert (told.exit_code, told.output) == (
        0,
        "Sẽ nhập 1 phiếu; 0 phiếu đã có từ trước; 0 dòng bị từ chối.\n",
    )
    assert how_many(session) == 0


def test_a_sheet_of_no_use_fails(tmp_path, session, place, run):
    sheet = tmp_path / "phieu.csv"
    sheet.write_text(f"{HEADER}{place.commune.code},TX-TEST,2026-11-20,paper,1,9\n")
    assert run("import-responses", str(sheet)).exit_code == 1
    sheet.write_text("ten,tuoi\n")
    told = run("import-responses", str(sheet))
    assert told.exit_code == 1
    assert "phieu.csv, dòng 1: thiếu cột campaign, day, channel" in told.output
