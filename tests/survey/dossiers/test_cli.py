import pytest
from sqlalchemy import func, select

from survey.dossiers.catalogue import import_catalogue
from survey.dossiers.models import ApiKey, Dossier, Procedure
from survey.row import CannotRead, Row
from tests.factories.dossiers import make_dossier

SHEET = (
    "Mã hồ sơ,Mã đơn vị tiếp nhận,Mã thủ tục,Ngày tiếp nhận,Ghi chú\n"
    "H1,21583,1.001,02/11/2026,\n"
    "H2,21583,1.001,31/02/2026,\n"
)


@pytest.fixture
def run(app, session, commune):
    session.commit()

    def run(*arguments: str):
        return app.test_cli_runner().invoke(args=["survey", *arguments])

    return run


def test_a_sheet_is_imported_and_told(run, session, tmp_path):
    sheet = tmp_path / "ho-so.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    done = run("import-dossiers", str(sheet))
    assert done.exit_code == 0, done.output
    assert "2 dòng: 1 hồ sơ mới, 0 cập nhật, 0 đã có, 1 bị từ chối." in done.output
    assert "dòng 3, cột “ngày tiếp nhận”: không có ngày 31/02/2026" in done.output
    assert "Các cột không dùng đến: Ghi chú." in done.output
    assert "1 đã có" in run("import-dossiers", str(sheet)).output
    assert session.scalar(select(func.count()).select_from(Dossier)) == 1


def test_a_sheet_of_which_nothing_can_be_used_fails(run, tmp_path):
    for content in ("a,b\n1,2\n", SHEET.replace("02/11", "32/11")):
        sheet = tmp_path / "ho-so.csv"
        sheet.write_text(content, encoding="utf-8")
        assert run("import-dossiers", str(sheet)).exit_code == 1


def test_the_catalogue_is_imported(run, session, tmp_path):
    sheet = tmp_path / "thu-tuc.csv"
    sheet.write_text("Mã thủ tục;Tên thủ tục;Lĩnh vực\n1.001;Khai sinh;Hộ tịch\n", encoding="utf-8")
    assert "1 thủ tục" in run("import-procedures", str(sheet)).output
    assert session.scalar(select(Procedure.procedure_group)) == "Hộ tịch"
    sheet.write_text("Mã thủ tục;Tên thủ tục;Lĩnh vực\n1.002;;Hộ tịch\n", encoding="utf-8")
    assert run("import-procedures", str(sheet)).exit_code == 1


@pytest.mark.parametrize(
    ("ending", "start"), [("svg", b"<"), ("png", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_a_slip_is_printed(run, app, session, commune, tmp_path, ending, start):
    with app.app_context():
        make_dossier(session, commune, "H1")
    session.commit()
    to = tmp_path / "slip"
    assert run("slip", "H1", "--format", ending, "--to", str(to)).exit_code == 0
    assert to.read_bytes().startswith(start)
    assert run("slip", "H2").exit_code == 2


def test_a_catalogue_without_its_columns_is_refused(session):
    with pytest.raises(CannotRead, match="mã thủ tục"):
        import_catalogue(session, [Row(1, ["Mã", "Tên"])])


def test_a_key_is_made_for_a_unit_that_stands(run, session):
    made = run("add-key", "21583", "--name", "Một cửa")
    assert made.output.startswith("ln_")
    assert run("add-key", "99999", "--name", "x").exit_code == 2
    assert session.scalar(select(ApiKey.name)) == "Một cửa"


def test_forgetting_says_how_many(run, app, session, commune, clock):
    assert "Chưa có khóa nào" in run("forget-keys").output
