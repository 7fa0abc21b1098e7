"""Translating: what is lacking is marked, what is there is kept, Vietnamese always stays."""

import pytest

from tests.page import read


def test_a_language_is_added_and_its_gaps_counted(client, draft):
    page = read(client.get(f"{draft}/languages"))
    client.post(f"{draft}/languages", data={**page.fields, "language": "km", "state": "community"})
    page = read(client.get(f"{draft}/languages"))
    assert "Cộng đồng đóng góp" in page.text
    assert "13 chỗ" in page.text
    page = read(client.get(f"{draft}/words/km"))
    assert len(page.find_all("div", class_="gap")) == 13


def test_words_are_saved_some_at_a_time(client, draft):
    page = read(client.get(f"{draft}/words/en"))
    assert page.find_all("div", class_="gap") == []
    fields = {**page.fields, "words:title": "", "words:intro": "  Thirty\r\nseconds. "}
    client.post(f"{draft}/words/en", data={**fields, "state": "official"})
    page = read(client.get(f"{draft}/words/en"))
    (gap,) = page.find_all("div", class_="gap")
    assert "Ý kiến ở quầy" in gap.text
    assert page.fields["words:intro"] == "Thirty seconds."
    assert page.fields["state"] == "official"


def test_a_language_goes_and_vietnamese_stays(client, draft):
    client.post(f"{draft}/languages/remove", data={"language": "en"})
    assert "English" not in read(client.get(f"{draft}/languages")).find("table").text
    client.post(f"{draft}/languages/remove", data={"language": "vi"})
    assert "Tiếng Việt" in read(client.get(f"{draft}/languages")).find("main").text


@pytest.mark.parametrize("language", ["vi", "fr", "x", "%00"])
def test_a_language_that_is_not_there_is_not_found(client, draft, language):
    assert client.get(f"{draft}/words/{language}").status_code == 404


@pytest.mark.parametrize("language", ["", "Tiếng", "e", "en\u200b", "../x"])
def test_what_is_no_language_is_refused(client, draft, language):
    answer = client.post(f"{draft}/languages", data={"language": language, "state": "community"})
    assert answer.status_code == 422
    read(answer)


def test_invisible_letters_are_a_fault(client, draft):
    page = read(client.get(f"{draft}/words/en"))
    client.post(f"{draft}/words/en", data={**page.fields, "words:title": "At\u202e desk"})
    assert "U+202E" in read(client.get(draft)).text


def test_adding_a_language_leads_to_its_words_and_saving_them_back_to_all(client, draft):
    added = client.post(f"{draft}/languages", data={"language": "km", "state": "unverified"})
    assert added.location.endswith(f"{draft}/words/km")
    saved = client.post(added.location, data={"words:title": "ចំណងជើង"})
    assert saved.location.endswith(f"{draft}/languages")
