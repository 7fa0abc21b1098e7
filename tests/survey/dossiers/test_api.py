import json

import pytest
from sqlalchemy import select

from survey.dossiers import keys
from survey.dossiers.models import ApiKey, Dossier
from tests.factories.dossiers import A_DAY, make_dossier
from tests.survey.places.prints import picture_of, scanned, words_of

ADDRESS = "/api/v1/dossiers"
GOOD = {"code": "H21/15-1", "unit_code": "21583", "received_on": "2026-11-02"}


@pytest.fixture
def secret(app, session, commune):
    with app.app_context():
        return keys.make(session, "Một cửa", commune.id).secret


@pytest.fixture
def call(client, secret):
    def call(*dossiers: object, **options):
        headers = {"Authorization": f"Bearer {secret}"} | options.pop("headers", {})
        return client.post(ADDRESS, json={"dossiers": list(dossiers)}, headers=headers, **options)

    return call


def test_dossiers_are_taken_and_the_same_call_again_changes_nothing(call, session):
    answer = call(GOOD, GOOD | {"code": "H2"})
    assert (answer.status_code, answer.json) == (
        200, {"taken": 2, "changed": 0, "unchanged": 0, "unread": [], "refused": []},
    )  # fmt: skip
    assert call(GOOD, GOOD | {"code": "H2"}).json["unchanged"] == 2
    assert "Set-Cookie" not in answer.headers
    assert session.scalar(select(ApiKey.last_used_on)) == A_DAY


def test_what_is_refused_is_told_by_index_and_field(call, neighbour):
    answer = call(
        GOOD | {"received_on": "2026-02-31"}, GOOD, GOOD, GOOD | {"code": "x", "unit_code": "24022"}
    )
    assert answer.json["taken"] == 1
    told = [(each["index"], each["field"]) for each in answer.json["refused"]]
    assert told == [(0, "received_on"), (2, "code"), (3, "unit_code")]
    assert "không có ngày" in answer.text


@pytest.mark.parametrize("given", [None, "", "Bearer", "Bearer x", "Basic abc", "Bearer \u00ff"])
def test_without_a_key_nothing_is_taken(client, session, commune, given):
    headers = {} if given is None else {"Authorization": given}
    answer = client.post(ADDRESS, json={"dossiers": [GOOD]}, headers=headers)
    assert answer.status_code == 401
    assert answer.json["words"]
    assert session.scalar(select(Dossier)) is None


def test_a_revoked_key_is_refused(call, session, app):
    with app.app_context():
        keys.revoke(session, session.scalar(select(ApiKey)))
    assert call(GOOD).status_code == 403


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 422),
        (b"[]", "application/json", 422),
        (b'{"dossiers": {}}', "application/json", 422),
        (b'{"dossiers": []}', "application/json", 422),
        (b'{"dossiers": [1]}', "application/json", 422),
        (b'{"dossiers": [{}]}', "application/json", 422),
        (b'{"dossiers": [{"code": NaN}]}', "application/json", 422),
        (b"a=b", "text/plain", 415),
        (b"a=b", "application/x-www-form-urlencoded", 415),
        (b" " * 9_000_000, "application/json", 413),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(client, secret, body, kind, status):
    headers = {"Authorization": f"Bearer {secret}"}
    answer = client.post(ADDRESS, data=body, content_type=kind, headers=headers)
    assert answer.status_code == status
    assert answer.json["words"].endswith(".")


def test_more_than_five_thousand_at_once_are_refused(call, session):
    assert call(*([GOOD] * 5001)).status_code == 413
    assert session.scalar(select(Dossier)) is None


def test_a_field_that_names_a_person_refuses_the_whole_call(call):
    answer = call(GOOD | {"ho_ten": "An"})
    assert answer.status_code == 422
    assert "không nhận thông tin cá nhân" in answer.json["words"]


@pytest.fixture
def dossier(app, session, commune, call):
    with app.app_context():
        return make_dossier(session, commune, "H21/15-1")


def test_a_slip_comes_as_json_with_its_code_and_address(client, secret, dossier):
    headers = {"Authorization": f"Bearer {secret}"}
    told = client.get("/api/v1/slips/h21/15-1", headers=headers).json
    assert told == client.post("/api/v1/slips", json={"code": "H21/15-1"}, headers=headers).json
    assert told["address"] == "http://langnghe.test/t/" + told["code"].replace("-", "")
    assert told["expires_on"] == "2027-05-19"
    assert told["card"] == told["address"] + "/card"


@pytest.mark.parametrize(
    ("ending", "accept"),
    [("svg", "image/svg+xml"), ("png", "image/png"), ("pdf", "application/pdf")],
)
def test_a_slip_comes_as_a_picture_or_a_print(client, secret, dossier, ending, accept, tmp_path):
    headers = {"Authorization": f"Bearer {secret}"}
    asked = client.get(f"/api/v1/slips/H21/15-1?format={ending}", headers=headers)
    accepted = client.get("/api/v1/slips/H21/15-1", headers=headers | {"Accept": accept})
    assert asked.mimetype == accepted.mimetype == accept
    address = client.get("/api/v1/slips/H21/15-1", headers=headers).json["address"]
    if ending != "svg":
        picture = tmp_path / f"slip.{ending}"
        picture.write_bytes(asked.data)
        assert scanned(picture_of(picture) if ending == "pdf" else picture) == address.upper()
    if ending == "pdf":
        assert "Phường Quy Nhơn" in words_of(picture)
        assert "dùng được một lần" in words_of(picture)


def test_a_slip_out_of_reach_is_as_if_it_were_not_there(client, app, session, secret, neighbour):
    with app.app_context():
        make_dossier(session, neighbour, "H9")
    headers = {"Authorization": f"Bearer {secret}"}
    for code in ("H9", "H10", "%00", "x" * 200):
        assert client.get(f"/api/v1/slips/{code}", headers=headers).status_code == 404
    assert client.get("/api/v1/slips/H9").status_code == 401


def test_an_unknown_kind_or_format_is_refused_in_words(client, secret, dossier):
    headers = {"Authorization": f"Bearer {secret}"}
    for asked in ("format=exe", "format=pdf&kind=other"):
        answer = client.get(f"/api/v1/slips/H21/15-1?{asked}", headers=headers)
        assert answer.status_code == 422
        assert json.loads(answer.data)["words"]


def test_no_code_lies_in_anybodys_cache(app, client, session, commune, secret, call):
    with app.app_context():
        make_dossier(session, commune, "H1")
    headers = {"Authorization": f"Bearer {secret}"}
    answers = [
        client.post("/api/v1/slips", json={"code": "H1"}, headers=headers),
        client.get("/api/v1/slips/H1", headers=headers),
        client.get("/api/v1/slips/H2", headers=headers),
        call(GOOD),
    ]
    assert [each.headers["Cache-Control"] for each in answers] == ["no-store"] * 4
