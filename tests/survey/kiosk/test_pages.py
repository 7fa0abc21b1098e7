import json
import re
from hashlib import sha256

import pytest

from tests.page import read

pytestmark = pytest.mark.only_on("sqlite")


def told(client) -> dict:
    """Return what the worker is told about the shell."""
    worker = client.get("/kiosk/worker.js").get_data(as_text=True)
    return json.loads(worker[len("const SHELL = ") : worker.index(";\n")])


def test_the_page_is_the_same_for_everybody_and_sets_no_cookie(client):
    page = client.get("/kiosk/")
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    english = client.get("/kiosk/", headers={"Accept-Language": "en"})
    assert english.data == page.data
    assert 'lang="vi"' in page.get_data(as_text=True)


def test_the_page_may_run_and_fetch_only_what_is_ours(client):
    policy = client.get("/kiosk/").headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", page_of(client))


def page_of(client) -> str:
    return client.get("/kiosk/").get_data(as_text=True)


def test_the_worker_is_told_what_each_file_must_hash_to(client):
    expected = told(client)["files"]
    assert "/kiosk/" in expected
    assert any(address.endswith("/engine.js") for address in expected)
    for address, hashed in expected.items():
        for encoding in ("gzip", "identity"):
            answer = client.get(address, headers={"Accept-Encoding": encoding})
            body = answer.data
            if answer.headers.get("Content-Encoding") == "gzip":
                body = _unzipped(body)
            assert sha256(body).hexdigest() == hashed, address


def _unzipped(body: bytes) -> bytes:
    import gzip

    return gzip.decompress(body)


def test_everything_the_page_loads_is_in_the_version_it_names(client):
    expected = told(client)["files"]
    loaded = re.findall(r'(?:src|href)="(/[^"]+)"', page_of(client))
    assert set(loaded) - {"/kiosk/manifest.webmanifest"} <= set(expected)


def test_the_worker_is_asked_for_anew_and_a_version_is_kept_for_ever(client):
    assert client.get("/kiosk/worker.js").headers["Cache-Control"] == "no-cache"
    file = next(address for address in told(client)["files"] if address.endswith(".js"))
    assert "immutable" in client.get(file).headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/kiosk/app/0123456789abcdef/engine.js", "/kiosk/app/x/y.js"])
def test_a_file_of_another_version_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_no_file_is_found_by_climbing(client):
    digest = told(client)["digest"]
    assert client.get(f"/kiosk/app/{digest}/..%2f..%2fsettings.py").status_code == 404
    assert client.get(f"/kiosk/app/{digest}/worker.js").status_code == 404


def test_the_page_installs_under_its_vietnamese_name(client):
    answer = client.get("/kiosk/manifest.webmanifest")
    said = json.loads(answer.data)
    assert answer.mimetype == "application/manifest+json"
    assert said["name"] == "Lắng Nghe: máy đánh giá"
    assert (said["start_url"], said["scope"], said["display"]) == (
        "/kiosk/",
        "/kiosk/",
        "standalone",
    )
    icon = client.get(said["icons"][0]["src"])
    assert (icon.status_code, icon.mimetype) == (200, "image/svg+xml")


def test_a_counters_code_leads_to_the_counters_own_page(client, place):
    code = place.counter.code
    assert client.get(f"/kiosk/{code.lower()}").location == f"/q/{code}"
    page = client.get(f"/kiosk/{code}", follow_redirects=True)
    assert read(page).status == 200


def test_the_whole_set_weighs_at_most_fifty_kilobytes(client, capsys):
    weights = {
        address: len(client.get(address, headers={"Accept-Encoding": "gzip"}).data)
        for address in ["/kiosk/worker.js", *told(client)["files"]]
    }
    with capsys.disabled():
        print(f"\nkiosk: {sum(weights.values()):,} bytes compressed, {len(weights)} files")
    assert sum(weights.values()) <= 50_000, weights
