"""Whose a draft is: changed in reach, seen from below, not there for all others."""

import pytest

from survey.access.permissions import RoleName
from tests.factories.accounts import make_account, sign_in
from tests.factories.places import make_province
from tests.page import read

PAGES = ("", "/head", "/history", "/languages", "/publish", "/trial", "/discard", "/sections/0")


def test_a_strangers_draft_is_not_there(client, session, drafted):
    stranger = drafted(make_province(session))
    for page in PAGES:
        assert client.get(f"{stranger}{page}").status_code == 404
    for act in ("/head", "/move", "/remove", "/publish", "/discard", "/history/1"):
        assert client.post(f"{stranger}{act}").status_code == 404


def test_what_a_commune_writes_its_province_can_change(client, drafted, commune):
    address = drafted(commune)
    assert "Sửa phần" in read(client.get(address)).text


def test_what_the_province_writes_a_commune_sees_and_copies(client, session, draft, commune):
    sign_in(client, make_account(session, commune, RoleName.MANAGER))
    page = read(client.get(draft))
    assert "Sửa phần" not in page.text
    assert client.get(f"{draft}/trial").status_code == 200
    assert client.get(f"{draft}/head").status_code == 404
    assert client.post(f"{draft}/head").status_code == 404
    assert client.post(f"{draft}/publish").status_code == 404


def test_a_commune_copies_the_provinces_draft_under_a_code_of_its_own(
    client, session, draft, commune
):
    sign_in(client, make_account(session, commune, RoleName.MANAGER))
    source = read(client.get(draft)).links["Chép thành bản thảo khác"].partition("from=")[2]
    fields = {"way": "copy", "source": source.replace("%3A", ":"), "code": "xa-ia-le"}
    answer = client.post("/manage/questionnaires/new", data={**fields, "unit_id": commune.id})
    page = read(client.get(answer.location))
    assert "xa-ia-le" in page.text
    assert "Vì sao?" in page.text
    assert "Sửa phần" in page.text


def test_a_strangers_draft_is_not_copied(client, session, drafted, province):
    number = drafted(make_province(session)).rpartition("/")[2]
    fields = {"way": "copy", "source": f"~draft:{number}", "code": "moi", "unit_id": province.id}
    assert client.post("/manage/questionnaires/new", data=fields).status_code == 422


def test_a_reviewer_has_no_business_there(client, session, province, draft):
    sign_in(client, make_account(session, province, RoleName.REVIEWER))
    assert client.get("/manage/questionnaires").status_code == 403
    assert client.get(draft).status_code == 403


def test_a_published_one_of_strangers_is_not_there(client, session, published):
    published(make_province(session))
    for page in ("", "/retire", "/file.json"):
        assert client.get(f"/manage/questionnaires/look/quay-xa/1{page}").status_code == 404
    assert "quay-xa" not in client.get("/manage/questionnaires").text


@pytest.mark.parametrize("code", ["x%00", "nothing", "..", "dossier%0a"])
def test_a_code_nobody_has_is_not_found(client, author, code):
    assert client.get(f"/manage/questionnaires/look/{code}/1").status_code == 404
    assert client.get("/manage/questionnaires/look/dossier/99").status_code == 404
