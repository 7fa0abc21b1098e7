import json
import re

import pytest

pytestmark = pytest.mark.only_on("sqlite")


def test_the_page_is_the_same_for_everybody_and_sets_no_cookie(client):
    page = client.get("/interview/")
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert client.get("/interview/", headers={"Accept-Language": "en"}).data == page.data


def test_the_page_runs_only_what_is_ours(client):
    page = client.get("/interview/")
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", page.get_data(as_text=True))


def test_this_page_alone_may_ask_where_the_tablet_is(client):
    assert "geolocation=(self)" in client.get("/interview/").headers["Permissions-Policy"]
    assert "geolocation=()" in client.get("/kiosk/").headers["Permissions-Policy"]


def test_everything_the_page_loads_is_there(client):
    page = client.get("/interview/").get_data(as_text=True)
    loaded = re.findall(r'(?:src|href)="(/[^"]+)"', page)
    assert len(loaded) > 5
    assert {client.get(address).status_code for address in loaded} == {200}


def test_it_installs_under_its_own_name(client):
    said = json.loads(client.get("/interview/manifest.webmanifest").data)
    assert (said["start_url"], said["scope"]) == ("/interview/", "/interview/")
    assert said["name"] == "Lắng Nghe: máy phỏng vấn"


def test_it_weighs_at_most_sixty_kilobytes(client):
    worker = client.get("/interview/worker.js").get_data(as_text=True)
    told = json.loads(worker[len("const SHELL = ") : worker.index(";\n")])
    asked = {"Accept-Encoding": "gzip"}
    weights = [len(client.get(each, headers=asked).data) for each in told["files"]]
    assert sum(weights) <= 60_000
