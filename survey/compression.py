"""Compressing what is sent: a citizen's page then fits the first flight of packets.

Level 4 takes a fifth less time than level 6, for 1 % more bytes.
"""

import gzip
from functools import lru_cache

from flask import Flask, Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

_SMALLEST = 800
_LEVEL = 4
_KINDS = ("text/html", "text/css", "text/csv", "image/svg+xml", "application/json")


def init_app(app: Flask) -> None:
    """Compress what `app` sends to whoever can read it."""
    app.after_request(_compress)


@lru_cache(maxsize=256)
def reads_gzip(accepted: str) -> bool:
    """Whether whoever sent this Accept-Encoding reads gzip."""
    return bool(parse_accept_header(accepted, Accept).quality("gzip"))


def _compress(response: Response) -> Response:
    if "Content-Encoding" in response.headers or response.mimetype not in _KINDS:
        return response
    response.vary.add("Accept-Encoding")
    accepted = request.headers.get("Accept-Encoding", "")
    if not reads_gzip(accepted) or response.is_streamed:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= _SMALLEST:
        response.set_data(gzip.compress(body, _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
