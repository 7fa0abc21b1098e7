"""A draft's pages: begun three ways, read with its faults, its history, put away."""

import json
from io import BytesIO

import pytest

from tests.page import read
from tests.survey.questionnaires.written import document

EMPTY = {"way": "empty", "title": "Ý kiến người dân", "code": "y-kien"}


def begun(client, unit, **fields):
    return client.post("/manage/questionnaires/new", data={**EMPTY, "unit_id": unit.id, **fields})


def test_an_empty_draft_is_begun(client, author, province):
    answer = begun(client, province)
    page = read(client.get(answer.location))
    assert page.h1 == "Ý kiến người dân"
    assert "Chưa có" in page.text
    assert "Ý kiến người dân" in read(client.get("/manage/questionnaires")).text


def test_a_copy_has_all_the_questions(client, author, province):
    answer = begun(client, province, way="copy", source="dossier:1", title="")
    page = read(client.get(answer.location))
    assert "Phiếu không có lỗi" in page.text
    assert "dossier 1" in page.text
    assert len(page.find_all("ol", class_="questions")) >= 2


def test_a_file_becomes_a_draft(client, author, province):
    file = (BytesIO(json.dumps(document()).encode()), "quay.json")
    answer = begun(client, province, way="file", title="", code="", file=file)
    page = read(client.get(answer.location))
    assert page.h1 == "Ý kiến ở quầy"
    assert "Vì sao?" in page.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("quay.json", b"[]"),
        ("quay.json", b'{"title": 1}'),
        ("quay.json", b"{"),
        ("quay.xlsx", b"PK not a zip"),
        ("quay.exe", b"MZ"),
        ("quay.yaml", b"2026-01-01: x"),
        ("quay.yaml", b"yes: x"),
        ("quay.yaml", b"a: !!bool abc"),
        ("quay.yaml", b"a: !!timestamp abc"),
        ("quay.yaml", b"a: !!set {b, c}"),
        ("quay.yaml", b"a: 0x" + b"f" * 5000),
        ("quay.yaml", b"a: .nan"),
        ("quay.yaml", b"a: -.INF"),
        ("", b"x"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(client, author, province, name, content):
    answer = begun(client, province, way="file", file=(BytesIO(content), name))
    assert answer.status_code == 422
    assert "Chưa lưu được" in read(answer).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "Ý kiến"},
        {"code": "dossier"},
        {"code": ""},
        {"title": ""},
        {"title": "a\x00b"},
        {"way": "magic"},
        {"way": "copy", "source": "nothing:1"},
        {"way": "file"},
        {"unit_id": "999999"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_begun(client, author, province, wrong):
    answer = begun(client, province, **wrong)
    assert answer.status_code == 422
    read(answer)
    assert "Chưa có bản thảo nào" in read(client.get("/manage/questionnaires")).text


def test_each_fault_stands_beside_its_part(client, drafted, province):
    broken = document()
    broken["sections"][0]["questions"][1]["words"] = {"vi": "Vì\u200b sao?"}
    broken["sections"][1]["questions"][0]["scale"] = "nowhere"
    page = read(client.get(drafted(province, **broken)))
    assert "Còn 2 lỗi" in page.text
    (why,) = page.find_all("li", id="q-0-1")
    assert "U+200B" in why.text
    (speed,) = page.find_all("li", id="q-1-0")
    assert "nowhere" in speed.text


def test_doubled_codes_are_a_fault_and_both_can_be_changed(client, drafted, province):
    twins = document()
    twins["sections"][1]["questions"][1]["code"] = "why"
    draft = drafted(province, **twins)
    page = read(client.get(draft))
    assert "'why' đã dùng rồi" in page.find("li", id="q-1-1").text
    fields = read(client.get(f"{draft}/sections/1/questions/1")).fields
    client.post(f"{draft}/sections/1/questions/1", data={**fields, "code": "remark"})
    page = read(client.get(draft))
    assert "Phiếu không có lỗi" in page.text
    assert "Vì sao?" in page.text


def test_an_uploaded_file_of_eight_megabytes_is_refused(client, author, province):
    file = (BytesIO(b" " * (8 * 1024 * 1024 + 1)), "quay.json")
    assert begun(client, province, way="file", file=file).status_code == 413


def test_conditions_are_told_in_words(client, draft):
    page = read(client.get(draft))
    assert "“Ông/Bà hài lòng không?” không quá 3 (Bình thường)" in page.text


def test_words_with_markup_are_shown_as_words(client, drafted, province):
    page = read(client.get(drafted(province, title={"vi": "<b onclick=x>Đậm</b>"})))
    assert page.h1 == "<b onclick=x>Đậm</b>"


def test_history_and_back_again(client, draft):
    client.post(f"{draft}/head", data={"title": "Tên khác", "intro": "Mới", "code": "quay-xa"})
    page = read(client.get(f"{draft}/history"))
    assert "Bản sửa thứ 2" in page.text
    assert "tên, Tiếng Việt" in page.text
    old = read(client.get(f"{draft}/history/1"))
    assert "Vì sao?" in old.text
    client.post(f"{draft}/history/1")
    assert read(client.get(draft)).h1 == "Ý kiến ở quầy"
    assert "Bản sửa thứ 3" in read(client.get(f"{draft}/history")).text


def test_a_discarded_draft_can_be_read_and_not_changed(client, draft):
    assert "Bỏ bản thảo" in read(client.get(f"{draft}/discard")).text
    client.post(f"{draft}/discard")
    assert "Ý kiến ở quầy" in read(client.get("/manage/questionnaires/discarded")).text
    answer = client.post(f"{draft}/head", data={"title": "X"}, follow_redirects=True)
    assert "chỉ còn xem hoặc chép" in read(answer).text
    assert read(client.get(draft)).h1 == "Ý kiến ở quầy"
    assert client.post(f"{draft}/discard").status_code == 302


@pytest.mark.parametrize("act", ["", "/history", "/history/9", "/head", "/trial", "/publish"])
def test_what_is_not_there_is_not_found(client, author, draft, act):
    address = "/manage/questionnaires/drafts/99999" if act != "/history/9" else draft
    assert client.get(f"{address}{act}").status_code == 404
    assert client.get(f"/manage/questionnaires/drafts/{9**30}{act}").status_code == 404
