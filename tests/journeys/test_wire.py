"""Bytes no browser would send, to a server as it is run: a clear no, and it goes on serving."""

import socket
import urllib.error
import urllib.request
from urllib.parse import urlencode

import pytest

from tests.journeys.ledger import receipts
from tests.journeys.town import Town
from tests.live import LiveServer
from tests.page import page_of

pytestmark = pytest.mark.only_on("sqlite")  # the database has no part in this

FORM = "Content-Type: application/x-www-form-urlencoded"


def _said(server: LiveServer, request: bytes, *, hang_up: bool = True) -> tuple[int, str]:
    """Send `request` and return the status and whatever came; 0 when nothing did."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.settimeout(20)
        heard = b""
        try:
            line.sendall(request)
            if hang_up:
                line.shutdown(socket.SHUT_WR)
            while piece := line.recv(65536):
                heard += piece
        except (ConnectionResetError, BrokenPipeError):
            pass
    status = int(heard[9:12]) if heard.startswith(b"HTTP/1.1 ") else 0
    return status, heard.partition(b"\r\n\r\n")[2].decode(errors="replace")


def _form(town: Town) -> tuple[str, str]:
    code = town.counters[0][0]
    return f"/q/{code}", urlencode({"_visit": town.visit(code), "_language": "vi", "overall": "4"})


def _post(path: str, headers: str, body: str) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{FORM}\r\n{headers}\r\n\r\n"
    return (head + body).encode()


def _goes_on(server: LiveServer, town: Town, kept: int) -> None:
    with urllib.request.urlopen(f"{server.url}/q/{town.counters[0][0]}", timeout=20) as answer:
        assert answer.status == 200
    assert len(receipts(server.database_url)) == kept
    assert "Traceback" not in server.log()


def test_a_body_in_chunks_is_a_body(server: LiveServer, town: Town):
    path, body = _form(town)
    chunks = "".join(f"{len(c):x}\r\n{c}\r\n" for c in (body[:7], body[7:])) + "0\r\n\r\n"
    status, page = _said(server, _post(path, "Transfer-Encoding: chunked", chunks))
    assert (status, "/r/" in page) == (200, True)
    _goes_on(server, town, kept=1)


def test_a_body_shorter_than_announced_is_no_answer(server: LiveServer, town: Town):
    path, body = _form(town)
    status, page = _said(server, _post(path, f"Content-Length: {len(body) + 50}", body))
    assert status in (0, 400), page
    _goes_on(server, town, kept=0)


def test_a_body_longer_than_announced_is_read_as_announced(server: LiveServer, town: Town):
    path, body = _form(town)
    status, _page = _said(server, _post(path, f"Content-Length: {len(body) - 1}", body))
    assert status in (200, 422)
    status, _page = _said(server, _post(path, "Content-Length: 5", body))
    assert status in (400, 403)


def test_two_lengths_or_none_is_no_request(server: LiveServer, town: Town):
    path, body = _form(town)
    length = len(body)
    for headers in (
        f"Content-Length: {length}\r\nContent-Length: 3",
        f"Content-Length: {length}\r\nTransfer-Encoding: chunked",
        "Content-Length: -5",
        "Content-Length: ٥",
        "Content-Length: 9" + "9" * 40,
        "Transfer-Encoding: gzip",
        "X: y",
    ):
        status, page = _said(server, _post(path, headers, body))
        assert status in (0, 400, 403, 413, 501), (headers, status, page[:200])
    _goes_on(server, town, kept=0)


def test_what_is_no_http_gets_no_answer_and_breaks_nothing(server: LiveServer, town: Town):
    path = f"/q/{town.counters[0][0]}"
    for request in (
        b"\0" * 100,
        b"\x16\x03\x01\x02\x00",
        b"GET\r\n\r\n",
        f"GET {path} HTTP/9.9\r\n\r\n".encode(),
        f"GET /q/{'x' * 10_000} HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
        f"GET {path} HTTP/1.1\r\nHost: x\r\nX: {'y' * 20_000}\r\n\r\n".encode(),
        f"GET {path} HTTP/1.1\r\nHost: x\r\n{'X: y' * 1}\r\n".encode()
        + b"X: y\r\n" * 200
        + b"\r\n",
        f"GET {path} HTTP/1.1\r\nHost: x\r\nX : y\r\n\r\n".encode(),
        "GET /q/ệ HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
    ):
        status, page = _said(server, request)
        assert status < 500, (request[:60], status, page[:200])
        assert "Traceback" not in page
    _goes_on(server, town, kept=0)


def test_a_path_of_three_kilobytes_is_told_in_vietnamese(server: LiveServer):
    status, page = _said(server, f"GET /q/{'x' * 3000} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert (status, page_of(page, "").language) == (404, "vi")
    assert len(page) < 8000


def test_one_and_twenty_megabytes_are_told_so_over_the_wire(server: LiveServer, town: Town):
    for size in (2**20, 20 * 2**20):
        path, body = _form(town)
        body = f"{body}&comment={'a' * size}".encode()
        request = urllib.request.Request(server.url + path, data=body)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=30)
        assert refused.value.code == 413
        assert "quá dài" in refused.value.read().decode()
    _goes_on(server, town, kept=0)


def test_fifty_silent_connections_keep_nobody_waiting(server: LiveServer, town: Town):
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
    try:
        with urllib.request.urlopen(f"{server.url}/q/{town.counters[0][0]}", timeout=10) as answer:
            assert answer.status == 200
    finally:
        for line in idle:
            line.close()


def test_the_log_says_of_garbled_requests_neither_address_nor_code(server: LiveServer, town: Town):
    code = "NEGGZKW87K3JX0D9"
    for line in (f"/t/{code} x", f"/t/{code} HTTP/9.1", f"/t/ HTTP/1.1\r\nA {code}: x"):
        assert _said(server, f"GET {line}\r\n\r\n".encode())[0] == 400
    assert _said(server, b"/t/" + code.encode() + b"\r\n\r\n")[0] == 400
    assert "Invalid request from ip=-" in server.log()
    assert code not in server.log()
    assert "127.0.0.1" not in server.log()
    _goes_on(server, town, kept=0)
