"""The way between a tablet and the server, with everything that goes wrong on it.

A small HTTP proxy on one port for as long as the test lasts, whatever becomes of the
server behind it: `cut` closes without a word, `portal` answers 200 with a page of its
own, `forged` with JSON that nobody signed, `old` with the server's own earlier reply,
and `lost` lets the request through but not the reply, and `deaf` lets everything through
but ratings. A `line` is a thin one; what is larger than `most` breaks it,
and what lies under `swapped` is the portal's even while all else is ours.
"""

import gzip
import json
import math
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

PORTAL = b"<!doctype html><title>Wifi</title><h1>Welcome! Please log in.</h1>"
_PIECE = 4096


@dataclass(frozen=True)
class Line:
    """A thin line: bytes a second each way, and seconds until an answer sets out."""

    down: float
    up: float
    latency: float


FAST_3G = Line(1_600_000 / 8, 750_000 / 8, 0.15)


@dataclass
class Reply:
    """What the server said, as it can be said again."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass
class Way:
    """The proxy; set `mode` and `server` (a port) while it runs."""

    server: int
    mode: str = "open"
    swapped: str = "-"
    line: Line | None = None
    most: float = math.inf
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: dict[str, Reply] = field(default_factory=dict)
    carried: int = 0

    def __enter__(self) -> Self:
        way = self

        class Gate(_Gate):
            pass

        Gate.way = way
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Gate)
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def asked(self, mode: str) -> int:
        """Return how many posts have met this mode."""
        return sum(number for (met, path), number in self.seen.items() if met == mode and path)


class _Gate(BaseHTTPRequestHandler):
    way: Way
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._pass(b"")

    def do_POST(self) -> None:
        body = self._read(int(self.headers.get("Content-Length") or 0))
        self._pass(body)

    def _read(self, length: int) -> bytes:
        if self.way.line is None:
            return self.rfile.read(length)
        pieces = []
        while length:
            pieces.append(self.rfile.read(min(_PIECE, length)))
            length -= len(pieces[-1])
            time.sleep(len(pieces[-1]) / self.way.line.up)
        return b"".join(pieces)

    def _pass(self, body: bytes) -> None:
        self.close_connection = True
        mode = self.way.mode
        if self.path.startswith(self.way.swapped):
            mode = "portal"
        self.way.seen[mode, self.path if self.command == "POST" else ""] += 1
        self.way.carried += len(body)
        reply = self._met(mode, body)
        if reply is not None and mode != "lost":
            self._say(reply)

    def _met(self, mode: str, body: bytes) -> Reply | None:
        deaf = mode == "deaf" and self.path == "/kiosk/sync"
        if mode == "cut" or deaf or len(body) > self.way.most:
            return None
        if mode == "portal":
            return Reply(200, [("Content-Type", "text/html")], PORTAL)
        if mode == "forged" and self.command == "POST":
            return _forged(body, self.headers.get("X-Device", ""))
        if mode == "old" and self.path in self.way.kept:
            return self.way.kept[self.path]
        reply = self._forwarded(body)
        if reply is not None and self.command == "POST" and reply.status == 200:
            self.way.kept[self.path] = reply
        return reply

    def _forwarded(self, body: bytes) -> Reply | None:
        on = HTTPConnection("127.0.0.1", self.way.server, timeout=60)
        given = {k: v for k, v in self.headers.items() if k.lower() != "connection"}
        try:
            on.request(self.command, self.path, body, given)
            answer = on.getresponse()
            said = answer.read()
        except (OSError, HTTPException):
            return None
        finally:
            on.close()
        return Reply(answer.status, answer.getheaders(), said)

    def _say(self, reply: Reply) -> None:
        try:
            self.send_response_only(reply.status)
            for name, value in reply.headers:
                if name.lower() not in ("connection", "content-length", "transfer-encoding"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self._write(reply.body)
        except OSError:
            pass  # the tablet has gone in the middle

    def _write(self, body: bytes) -> None:
        line = self.way.line
        if line is None:
            self.wfile.write(body)
            return
        time.sleep(line.latency)
        for start in range(0, len(body), _PIECE):
            piece = body[start : start + _PIECE]
            self.wfile.write(piece)
            time.sleep(len(piece) / line.down)

    def log_message(self, *_words: object) -> None:
        """Say nothing: a test's output is its own."""


def _forged(body: bytes, device: str) -> Reply:
    """Say yes to everything, as somebody who can read the request but not sign."""
    packed = body[:2] == b"\x1f\x8b"
    asked = json.loads(gzip.decompress(body) if packed else body)
    said = {
        "nonce": asked.get("nonce"),
        "device": device,
        "now": 0,
        "receipts": {entry["id"]: "0123456789" for entry in asked.get("entries", [])},
        "aside": {},
        "revoked": False,
        "config": None,
    }
    return Reply(200, [("Content-Type", "application/json")], json.dumps(said).encode())
