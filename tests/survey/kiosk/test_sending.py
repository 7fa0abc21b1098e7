import json

import pytest

pytestmark = pytest.mark.only_on("sqlite")


@pytest.mark.parametrize("base", ["/kiosk", "/interview"])
def test_the_worker_is_told_its_own_address_and_its_own_files(client, base):
    worker = client.get(f"{base}/worker.js").get_data(as_text=True)
    told = json.loads(worker[len("const SHELL = ") : worker.index(";\n")])
    assert told["base"] == base
    assert all(address.startswith(f"{base}/") for address in told["files"])
    assert f"{base}/app/{told['digest']}/engine.js" in told["files"]


@pytest.mark.parametrize("base", ["/kiosk", "/interview"])
def test_what_is_sent_packed_is_what_is_sent_plain(client, base):
    worker = client.get(f"{base}/worker.js").get_data(as_text=True)
    told = json.loads(worker[len("const SHELL = ") : worker.index(";\n")])
    address = f"{base}/app/{told['digest']}/words.js"
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert len(packed.data) < len(plain.data) / 2
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


def test_a_version_of_the_one_is_no_version_of_the_other(client):
    worker = client.get("/interview/worker.js").get_data(as_text=True)
    digest = json.loads(worker[len("const SHELL = ") : worker.index(";\n")])["digest"]
    assert client.get(f"/interview/app/{digest}/seal.js").status_code == 200
    assert client.get(f"/kiosk/app/{digest}/seal.js").status_code == 404
