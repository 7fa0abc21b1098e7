import io

import pytest
from sqlalchemy import func, select

from analysis.indices.definitions import shelf
from analysis.indices.inputs import ScoresForm
from analysis.indices.keeping import keep
from analysis.indices.models import PublishedScore
from analysis.indices.samples import SAMPLE
from analysis.indices.score_sheets import read as read_sheet
from survey.access.permissions import RoleName
from tests.analysis.indices.test_pages import bare_values
from tests.factories.accounts import make_account, sign_in
from tests.page import read

# What they read is tested on both databases: test_measured, test_keeping, test_published.
pytestmark = pytest.mark.only_on("sqlite")
ADDRESS = "/manage/indices/published"
HEADING = "index,subject,index_year,published_year,part,value,n,rank,source\n"


@pytest.fixture
def administrator(client, session, land):
    account = make_account(session, land.province, RoleName.ADMINISTRATOR)
    sign_in(client, account)
    return account


@pytest.fixture
def sample(app, session, administrator):
    with app.app_context():
        keep(session, read_sheet(SAMPLE.read_bytes(), shelf()).scores, None)
        session.commit()


def handed_in(client, text, name="diem.csv"):
    form = read(client.get(f"{ADDRESS}/new")).fields
    sheet = (io.BytesIO((HEADING + text).encode()), name)
    return client.post(f"{ADDRESS}/new", data=form | {"sheet": sheet})


def how_many(session):
    session.rollback()
    return session.scalar(select(func.count()).select_from(PublishedScore))


def test_without_scores_the_page_says_how_to_bring_them_in(client, administrator):
    page = read(client.get(ADDRESS))
    assert "Chưa có điểm nào" in page.text
    assert page.links["Nhập điểm công bố"] == f"{ADDRESS}/new"


@pytest.mark.parametrize("asked", ["", "?index=papi&year=2019&part=D1", "?index=par&year=1"])
def test_every_published_number_has_its_n_and_its_method(client, sample, asked):
    page = read(client.get(ADDRESS + asked))
    assert bare_values(page) == []


def test_a_withheld_score_is_a_star(client, sample):
    page = read(client.get(f"{ADDRESS}?index=papi&year=2023&part=D6"))
    row = next(row for row in page.find_all("tr") if "Quảng Ninh" in row.text)
    assert "*" in row.text
    assert "không phải 0 điểm" in page.text
    assert "2 trên 63 tỉnh" in page.text


def test_one_subject_over_the_years_says_where_no_line_goes_on(client, sample):
    page = read(client.get(f"{ADDRESS}/subjects/ca nuoc"))
    assert "Từ 2020 sang 2022 không nối: đổi phương pháp" in page.text
    assert len(page.find_all("line", **{"class": "stroke"})) == 3  # 2019-20, 2022-23, 2023-24
    assert bare_values(page) == []
    assert client.get(f"{ADDRESS}/subjects/nowhere").status_code == 404
    assert client.get(f"{ADDRESS}?index=gdp").status_code == 404


def test_a_sheet_is_brought_in_once(client, session, administrator):
    line = "PAPI,Thừa Thiên Huế,2023,2024,,46.0415,,1,PAPI 2023"
    assert handed_in(client, line).status_code == 302
    assert handed_in(client, line).status_code == 302
    assert how_many(session) == 1
    assert session.scalars(select(PublishedScore)).one().entered_by == administrator.id


def test_what_is_wrong_is_told_by_its_line_and_the_rest_is_kept(client, session, administrator):
    page = read(
        handed_in(
            client, "PAPI,A,2023,2024,,80.5,,,x\nPAPI,B,2023,2024,,46,,,x\nPAPI,C,2023,2024,,,,,x"
        )
    )
    assert "Dòng 2: điểm 80,5 nằm ngoài thang 8 – 80." in page.text
    assert "Dòng 4: để trống điểm" in page.text
    assert how_many(session) == 1


def test_sums_that_do_not_agree_are_told_and_kept(client, session, administrator):
    parts = "\n".join(f"PAPI,A,2019,2020,1.{k},1,,,x" for k in range(1, 5))
    page = read(handed_in(client, f"PAPI,A,2019,2020,D1,4.5,,,x\n{parts}"))
    assert "A 2019: điểm D1 ghi 4,5, các phần cộng lại được 4." in page.text
    assert how_many(session) == 5


@pytest.mark.parametrize(("text", "name"), [("", "diem.pdf"), ("", "diem.xlsx")])
def test_what_is_no_sheet_is_refused_in_words(client, session, administrator, text, name):
    form = read(client.get(f"{ADDRESS}/new")).fields
    sheet = (io.BytesIO(b"PK nothing"), name)
    response = client.post(f"{ADDRESS}/new", data=form | {"sheet": sheet})
    assert response.status_code == 422
    assert how_many(session) == 0
    read(response)


@pytest.mark.parametrize(
    ("name", "is_taken"), [("a.CSV", True), ("a.xlsx", True), ("a.xls", False)]
)
def test_a_sheet_is_csv_or_xlsx(app, name, is_taken):
    with app.test_request_context(method="POST", data={"sheet": (io.BytesIO(b"x"), name)}):
        assert ScoresForm(meta={"csrf": False}).validate() is is_taken


def test_only_an_administrator_brings_scores_in(client, session, land):
    sign_in(client, make_account(session, land.province, RoleName.MANAGER))
    assert client.get(f"{ADDRESS}/new").status_code == 403
    assert client.get(ADDRESS).status_code == 200
