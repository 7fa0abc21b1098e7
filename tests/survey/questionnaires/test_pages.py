"""The shelf's pages: everything shipped and published can be looked at and compared."""

import json

import pytest

from forms import library
from forms.reading import made
from tests.page import read

ROOT = "/manage/questionnaires"


@pytest.mark.parametrize("each", library.shipped(), ids=lambda q: f"{q.code}-{q.version}")
def test_every_shipped_questionnaire_can_be_looked_at(client, author, each):
    page = read(client.get(f"{ROOT}/look/{each.code}/{each.version}"))
    assert len(page.find_all("li")) >= len(each.questions)
    assert each.questions[-1].words["vi"] in page.text


def test_the_list_says_what_is_a_sample(client, author):
    page = read(client.get(ROOT))
    assert "Bản mẫu, chưa phải mẫu chính thức" in page.text
    assert f"{ROOT}/look/dossier/1" in page.links.values()


def test_the_interface_in_english_keeps_vietnamese_questions(client, author, draft):
    client.post("/manage/language", data={"language": "en", "back": ROOT})
    page = read(client.get(draft))
    assert page.language == "en"
    assert "Vì sao?" in page.text


def test_a_questionnaire_goes_out_as_json_and_is_the_same(client, author):
    sent = client.get(f"{ROOT}/look/dossier/1/file.json")
    assert "attachment" in sent.headers["Content-Disposition"]
    assert made(json.loads(sent.data)).digest == library.find("dossier", 1).digest


def test_a_questionnaire_goes_out_as_xlsform(client, author):
    sent = client.get(f"{ROOT}/look/dossier/1/file.xlsx")
    assert sent.data[:2] == b"PK"


def test_a_questionnaire_goes_out_on_paper(client, author):
    sent = client.get(f"{ROOT}/look/counter/1/file.pdf")
    assert sent.data[:5] == b"%PDF-"


def test_no_other_file_is_made(client, author):
    assert client.get(f"{ROOT}/look/dossier/1/file.exe").status_code == 404


def test_two_questionnaires_are_compared(client, author):
    page = read(client.get(f"{ROOT}/compare?old=dossier:1&new=dossier:1"))
    assert "so sánh được" in page.text


@pytest.mark.parametrize(
    "asked", ["", "?old=dossier:1", "?old=x:1&new=y:2", "?old=dossier:²&new=a"]
)
def test_what_is_not_there_cannot_be_compared(client, author, asked):
    assert client.get(f"{ROOT}/compare{asked}").status_code == 404


def test_a_published_one_shows_its_decision_and_can_be_copied(client, published, province):
    published(province)
    page = read(client.get(f"{ROOT}/look/quay-xa/1"))
    assert "12/QĐ-UBND" in page.text
    assert f"{ROOT}/new?from=quay-xa:1" in page.links.values()
