"""The shelf's pages: everything shipped and published can be looked at and compared."""

import pytest

from forms import library
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


def test_a_published_one_shows_its_decision_and_can_be_copied(client, published, province):
    published(province)
    page = read(client.get(f"{ROOT}/look/quay-xa/1"))
    assert "12/QĐ-UBND" in page.text
    assert f"{ROOT}/new?from=quay-xa:1" in page.links.values()
