"""What is sent is compressed for whoever can read it, and only then."""

import gzip

import pytest
from flask import Flask, Response

from survey import compression

LONG = "Ông/Bà hài lòng ở mức nào? " * 80


@pytest.fixture
def sending():
    """`sending(body, mimetype, accepted)`: what arrives of it."""

    def send(body: str, mimetype: str = "text/html", accepted: str = "gzip") -> Response:
        app = Flask("small")
        compression.init_app(app)
        app.add_url_rule("/", "send", lambda: Response(body, mimetype=mimetype))
        return app.test_client().get("/", headers={"Accept-Encoding": accepted})

    return send


def test_a_long_page_is_compressed_and_reads_the_same(sending):
    arrived = sending(LONG)
    assert arrived.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(arrived.data).decode() == LONG
    assert len(arrived.data) == int(arrived.headers["Content-Length"]) < len(LONG) / 5


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0"])
def test_who_cannot_read_it_gets_it_plain(sending, accepted):
    arrived = sending(LONG, accepted=accepted)
    assert "Content-Encoding" not in arrived.headers
    assert arrived.text == LONG
    assert "Accept-Encoding" in arrived.headers["Vary"]


@pytest.mark.parametrize(("body", "kind"), [("ngắn", "text/html"), (LONG, "image/png")])
def test_what_would_not_shrink_is_left_alone(sending, body, kind):
    assert "Content-Encoding" not in sending(body, kind).headers
