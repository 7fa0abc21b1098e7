"""Doors that are not there: mangled codes, false receipts, odd searches, other methods."""

from urllib.parse import quote

import pytest
from sqlalchemy import text

from tests.page import read
from tests.survey.answering.at_the_counter import GOOD, Citizen

NO_CODES = (
    *("7KQ2", "AAAAA", "7KQ2Z-", "x" * 3000, "...", "7KQ2Z'; DROP TABLE responses--", "1 OR 1=1"),
    *("<script>alert(1)</script>", "{{7*7}}", "１２３４５", "\u200b", "😀😀", "Ệ" * 5),
    *("a\0b", "\0", "a\r\nSet-Cookie: a=b", "etc\\passwd", "%00", "%", "\u202eabc", "\x7f"),
)
RAW = ("%ff%fe", "%00", "%0d%0aX:y", "%c0%ae%c0%ae", "%ed%a0%80", "%%%", "%2500")
PATHS = (
    *("/q/../../etc/passwd", "/q/%2e%2e%2fetc%2fpasswd", "/q//", "/q/a/b", "//q/x", "/.git/HEAD"),
    *("/q/..%2f..%2fvar%2fsecret_key", "/static/../wsgi.py", "/static/%2e%2e/settings.py", "/%00"),
    *(
        "/static/..%2f..%2fwsgi.py",
        "/static/%00",
        "/r/",
        "/var/secret_key",
        "/wsgi.py",
        "/\\",
        "/q%00",
    ),
)


def test_no_code_opens_no_door(citizen: Citizen):
    for code in [*map(quote, NO_CODES), *RAW]:
        response = citizen.client.get(f"/q/{code}")
        page = read(response)
        assert page.status == 404, code
        assert page.h1, code
        assert "Set-Cookie" not in response.headers
        assert page.find_all("script") == []
        sent = citizen.client.post(f"/q/{code}", data={"_visit": citizen.visit(), **GOOD})
        assert (sent.status_code, read(sent).language) == (404, "vi"), code
    assert citizen.kept() == 0


def test_a_mistyped_code_offers_the_one_it_was_meant_to_be(citizen: Citizen):
    citizen.opens()
    code = citizen.counter.code
    for slip in (code[:-1], code + "7", code[1] + code[0] + code[2:], "?" + code[1:]):
        page = read(citizen.client.get(f"/q/{quote(slip)}"))
        assert page.status == 404
        assert f"/q/{code}" in page.links.values(), slip


def test_a_code_is_read_however_it_is_spaced_and_cased(citizen: Citizen):
    code = citizen.counter.code
    for written in (code.lower(), f"{code[:2]}-{code[2:]}", f" {code} ", f"{code[:3]} {code[3:]}"):
        assert read(citizen.client.get(f"/q/{quote(written)}")).status == 200, written


def test_no_receipt_finds_no_response(citizen: Citizen):
    assert citizen.sends(GOOD).status == 200
    one_piece = [code for code in NO_CODES if "/" not in code]
    false = [*map(quote, one_piece), *RAW, "0000-0000-0000-0", "*" * 13, "1" * 13, "_" * 13]
    for receipt in [*false, quote("' OR 1=1 --"), quote("%" * 12 + "0")]:
        page = read(citizen.client.get(f"/r/{receipt}"))
        assert (page.status, page.h1) == (404, "Không có mã biên nhận này"), receipt


def test_a_path_that_leads_nowhere_says_so(citizen: Citizen):
    for path in PATHS:
        response = citizen.client.get(path)
        assert response.status_code in (308, 404), path
        assert b"SECRET" not in response.data
        if response.status_code == 404:
            assert read(response).language == "vi"


def test_an_odd_search_finds_nothing_or_something(citizen: Citizen):
    for words in (*NO_CODES, "", " ", "xa ia le", "%" * 200, "_", "x " * 5000, "é" * 9000):
        page = read(citizen.client.get("/q/", query_string={"s": words}))
        assert page.status == 200, words[:30]
        assert page.find_all("script") == []
    for raw in RAW:
        assert citizen.client.get(f"/q/?s={raw}&s=2").status_code == 200, raw


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "XYZ"])
def test_another_method_is_not_for_this_door(citizen: Citizen, method: str):
    for path in (citizen.address, "/r/AAAA-AAAA-AAAA-A", "/healthz", "/q/"):
        page = read(citizen.client.open(path, method=method, data="overall=5"))
        assert (page.status, page.h1) == (405, "Không dùng được cách gửi này")
    assert citizen.kept() == 0


def test_a_look_at_the_head_alone_gives_no_body(citizen: Citizen):
    response = citizen.client.head(citizen.address)
    assert (response.status_code, response.data) == (200, b"")


def test_headers_of_any_kind_change_nothing(citizen: Citizen):
    odd = (
        {"Accept-Language": "\x00"[:0] + "*"},
        {"Accept-Language": "en;q=9e999, vi;q=-1, ;;;,,,"},
        {"Accept-Language": "x" * 5000},
        {"Accept-Encoding": "gzip;q=nan, br, *;q=0"},
        {"Cookie": "session=" + "A" * 4000},
        {"Cookie": 'session=.eJw";;;=\\"'},
        {"Host": "evil.example"},
        {"X-Forwarded-For": "1.2.3.4", "X-Forwarded-Host": "evil.example"},
        {"If-Modified-Since": "yesterday", "Range": "bytes=-1"},
    )
    for headers in odd:
        response = citizen.client.get(citizen.address, headers=headers)
        assert response.status_code in (200, 400), headers
        assert b"evil.example" not in response.data
        assert "Set-Cookie" not in response.headers


def test_the_table_outlives_them_all(citizen: Citizen):
    citizen.sends({**GOOD, "comment": "'); DELETE FROM responses; --"})
    assert citizen.session.scalar(text("SELECT count(*) FROM responses")) == 1
