"""What goes over the wire: a look at a page, and a form that is sent."""

from urllib.parse import urlencode

from tests.journeys.town import Town

ANSWERS = {
    "overall": "5",
    "convenience": "4",
    "on_time": "5",
    "attitude": "5",
    "legal_time": "4",
    "step_time": "3",
    "contacts": "4",
    "online": "5",
}
"""Eight of the questions, as most people answer: nothing in words."""


def look(path: str) -> bytes:
    """Return the request of a phone that opens `path`."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: vi\r\n"
        "Accept-Encoding: gzip\r\n\r\n"
    ).encode()


def rating(town: Town, code: str) -> bytes:
    """Return the request that hands in a fresh Visit's answers at the counter with `code`."""
    form = {"_visit": town.visit(code), "_language": "vi", **ANSWERS}
    return send(f"/q/{code}", urlencode(form))


def send(path: str, body: str) -> bytes:
    """Return the request of a phone that sends a form."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: vi\r\n"
        "Accept-Encoding: gzip\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()
