import pytest

from analysis.indices.definitions import shelf
from analysis.indices.keeping import keep
from analysis.indices.samples import SAMPLE
from analysis.indices.score_sheets import read as read_sheet
from survey.access.permissions import RoleName
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_commune, make_province
from tests.page import read

# What they read is tested on both databases: test_measured, test_keeping, test_published.
pytestmark = pytest.mark.only_on("sqlite")
ADDRESS = "/manage/indices"


@pytest.fixture
def manager(client, session, land):
    account = make_account(session, land.province, RoleName.REVIEWER)
    sign_in(client, account)
    return account


def opened(client, land, campaign):
    return read(client.get(f"{ADDRESS}/units/{land.province.id}?campaign={campaign.code}"))


def bare_values(page):
    """Return the rows with a value that has not its n and its method beside it."""
    rows = [row for row in page.find_all("tr") if row.find_all("td")]
    assert rows, "no row at all"
    return [row.text for row in rows if not _whole(row)]


def _whole(row):
    cells = {
        name: cell.text for cell in row.find_all("td") for name in cell.get("class", "").split()
    }
    return all(cells.get(name) for name in ("value", "n", "method"))


def test_the_menu_leads_to_the_own_unit(client, manager, land):
    assert client.get(ADDRESS).location == f"{ADDRESS}/units/{land.province.id}"
    page = read(client.get(f"{ADDRESS}/units/{land.province.id}"))
    assert "Chưa có đợt khảo sát nào" in page.text
    assert "Nhập điểm công bố" not in page.text


@pytest.mark.parametrize(
    ("code", "answers"),
    [
        ("sipas-2017", {"access": {"c1": 5}}),
        ("sipas-2022", {"access": {"i15": 5}, "quality": {"i5": 2}}),
        ("sipas-2023", {"cs1": {"p1": 4}, "dv2": 2}),
        ("dossier", {"overall": 5, "attitude": 4}),
        ("counter", {"overall": 5}),
        ("papi-local", {"d7_1_serious": 4, "d7_2_air": 5, "d7_3_water": 1}),
    ],
)
def test_every_number_has_its_n_and_its_method_beside_it(client, manager, land, ask, code, answers):
    page = opened(client, land, ask(code, [answers] * 12))
    assert bare_values(page) == []


def test_sipas_is_shown_with_its_decision_and_that_it_is_a_sample(client, manager, land, ask):
    page = opened(client, land, ask("sipas-2023", [{"dv2": 5}] * 9 + [{"dv2": 3}]))
    assert "Quyết định 1001/QĐ-BNV" in page.text
    assert "Bản mẫu, chưa đối chiếu" in page.text
    assert "90 %" in page.text
    assert "Theo nhóm chính sách" in page.text


def test_766_stands_beside_sipas_with_a_warning(app, client, session, manager, land, ask):
    with app.app_context():
        keep(session, read_sheet(SAMPLE.read_bytes(), shelf()).scores, None)
    page = opened(client, land, ask("dossier", [{"overall": 5}] * 20))
    assert "Các tỷ lệ ngăn bằng vạch đôi không so được với nhau." in page.text
    assert "Tỷ lệ hài lòng của người có trả lời phiếu đánh giá" in page.text
    row = next(row for row in page.find_all("tr") if "SIPAS năm 2023" in row.text)
    assert "83,84 %" in row.text
    assert bare_values(page) == []


def test_four_answers_are_not_shown(client, manager, land, ask):
    page = opened(client, land, ask("sipas-2023", [{"dv2": 5}] * 4))
    assert "dưới 5, chưa hiện" in page.text
    assert "100" not in page.text.replace("1001/", "")


def test_mismatches_in_the_definitions_are_told(client, manager, land, ask):
    page = opened(client, land, ask("dossier", []))
    assert "số tiêu chí cộng lại được 39, văn bản ghi 38" in page.text


def test_a_province_may_lay_its_own_definition_beside_ours(app, client, manager, land, ask):
    folder = app.extensions["settings"].var / "definitions"
    folder.mkdir()
    (folder / "mine.yaml").write_text("code: [", encoding="utf-8")
    page = opened(client, land, ask("dossier", []))
    assert "mine.yaml" in page.text


def test_another_unit_and_an_unknown_campaign_are_not_there(client, session, manager, land):
    elsewhere = make_commune(session, make_province(session, "Tỉnh Kon Tum"))
    assert client.get(f"{ADDRESS}/units/{elsewhere.id}").status_code == 404
    assert client.get(f"{ADDRESS}/units/{2**40}").status_code == 404
    assert client.get(f"{ADDRESS}/units/{land.province.id}?campaign=none").status_code == 404
