"""Publishing from the page: what it means, what is in the way, and never twice."""

import pytest

from tests.page import read

DECISION = {"number": "12/QĐ-UBND", "valid_from": "2026-11-01", "valid_to": ""}
LOOK = "/manage/questionnaires/look/quay-xa/1"


def publish(client, draft, **changes):
    fields = read(client.get(f"{draft}/publish")).fields
    return client.post(f"{draft}/publish", data={**fields, **DECISION, **changes})


def test_from_draft_to_shelf(client, draft):
    asked = read(client.get(f"{draft}/publish"))
    assert "không sửa được một chữ nào" in asked.text
    answer = publish(client, draft)
    assert answer.location == LOOK
    page = read(client.get(LOOK))
    assert "12/QĐ-UBND" in page.text
    assert "Đang hiệu lực" in page.text
    assert "12/QĐ-UBND" in read(client.get("/manage/questionnaires")).text


def test_publishing_twice_is_once(client, draft):
    fields = {**read(client.get(f"{draft}/publish")).fields, **DECISION}
    client.post(f"{draft}/publish", data=fields)
    again = client.post(f"{draft}/publish", data=fields)
    assert again.status_code == 409
    assert "đã được ban hành rồi" in read(again).text


def test_faults_are_listed_and_nothing_is_published(client, drafted, province):
    draft = drafted(province, sections=[])
    assert "ít nhất một phần" in read(client.get(f"{draft}/publish")).text
    answer = client.post(f"{draft}/publish", data=DECISION)
    assert answer.status_code == 409
    assert "ít nhất một phần" in read(answer).text
    assert client.get(LOOK).status_code == 404


def test_what_somebody_just_changed_is_looked_at_first(client, draft):
    fields = {**read(client.get(f"{draft}/publish")).fields, **DECISION}
    client.post(f"{draft}/head", data={"title": "Khác", "intro": "Khác", "code": "quay-xa"})
    answer = client.post(f"{draft}/publish", data=fields)
    assert answer.status_code == 409
    assert "có người vừa sửa" in read(answer).text
    assert client.get(LOOK).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": ""},
        {"number": "a" * 121},
        {"number": "1\x00"},
        {"valid_from": "31/02/2026"},
        {"valid_from": ""},
        {"valid_to": "2026-10-31"},
        {"valid_to": "soon"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_published(client, draft, wrong):
    answer = publish(client, draft, **wrong)
    assert answer.status_code == 422
    read(answer)
    assert client.get(LOOK).status_code == 404


def test_the_next_version_is_compared_with_the_last(client, draft):
    publish(client, draft)
    fields = read(client.get(f"{draft}/sections/0/questions/0")).fields
    client.post(f"{draft}/sections/0/questions/0", data={**fields, "words": "Hài lòng chứ?"})
    page = read(client.get(f"{draft}/publish"))
    assert "3 trên 4 câu chung so sánh được" in page.text
    assert "câu chữ khác (vi)" in page.text
    assert publish(client, draft).location.endswith("/2")


def test_languages_that_are_not_whole_are_named(client, drafted, province):
    page = read(client.get(f"{drafted(province, languages=['vi', 'en', 'km'])}/publish"))
    assert "chưa chọn được: km" in page.text


def test_it_is_retired_after_asking_once(client, published, province):
    published(province)
    assert "Các đợt đang chạy vẫn tiếp tục" in read(client.get(f"{LOOK}/retire")).text
    client.post(f"{LOOK}/retire")
    assert "Đã ngừng dùng" in read(client.get(LOOK)).text
    again = client.post(f"{LOOK}/retire", follow_redirects=True)
    assert "đã ngừng dùng từ trước" in read(again).text


def test_what_is_shipped_cannot_be_retired(client, author):
    assert client.get("/manage/questionnaires/look/dossier/1/retire").status_code == 404
    assert client.post("/manage/questionnaires/look/dossier/1/retire").status_code == 404
