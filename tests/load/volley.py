"""A volley: many requests over a few kept-open connections, fired as fast as answered.

One loop over raw sockets, so that the load costs little of the two processors it
shares with the server it measures. Answers are read by their Content-Length.
"""

import re
import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

CONNECTIONS = 16
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_PATIENCE = 30.0


@dataclass
class Volley:
    """What came back: how many answers of each status, and in how many seconds."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second that were what was asked for; a refusal is none."""
        return self.statuses[200] / self.seconds


@dataclass
class _Line:
    """One connection and what has come over it of the answer it waits for."""

    socket: socket.socket
    heard: bytearray = field(default_factory=bytearray)

    def say(self, request: bytes) -> None:
        self.heard.clear()
        self.socket.sendall(request)

    def hear(self) -> int | None:
        """Take what has arrived; return the status once the answer is whole."""
        piece = self.socket.recv(65536)
        if not piece:
            raise ConnectionError("the server hung up")
        self.heard += piece
        head = self.heard.find(b"\r\n\r\n")
        if head < 0:
            return None
        length = _LENGTH.search(self.heard, 0, head + 2)
        if length is None:
            raise ValueError(bytes(self.heard[:head]))
        whole = len(self.heard) >= head + 4 + int(length[1])
        return int(self.heard[9:12]) if whole else None


def fire(
    port: int, requests: Iterator[bytes], seconds: float, connections: int = CONNECTIONS
) -> Volley:
    """Fire `requests` for `seconds` or until there are no more; wait for every answer."""
    lines = [_Line(socket.create_connection(("127.0.0.1", port))) for _ in range(connections)]
    with selectors.DefaultSelector() as waiting:
        try:
            return _exchange(waiting, lines, requests, seconds)
        finally:
            for line in lines:
                line.socket.close()


def _exchange(
    waiting: selectors.BaseSelector, lines: list[_Line], requests: Iterator[bytes], seconds: float
) -> Volley:
    volley = Volley()
    began = time.perf_counter()
    for line in lines:
        line.say(next(requests))
        waiting.register(line.socket, selectors.EVENT_READ, line)
    while waiting.get_map():
        ready = waiting.select(timeout=_PATIENCE)
        if not ready:
            raise TimeoutError(f"no answer for {_PATIENCE} s")
        for key, _events in ready:
            status = key.data.hear()
            if status is None:
                continue
            volley.statuses[status] += 1
            request = next(requests, None) if time.perf_counter() - began < seconds else None
            if request is None:
                waiting.unregister(key.fileobj)
            else:
                key.data.say(request)
    volley.seconds = time.perf_counter() - began
    return volley
