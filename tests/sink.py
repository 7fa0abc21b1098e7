"""A mail server for tests: takes letters over SMTP on a port of its own and keeps them.

What it is told to do to a letter it does by the letter's address: refuse "no-…", put off
"later-…", take "mute-…" and never say so, hang up on "cut-…" before its end.
"""

import email
import email.policy
import socketserver
import ssl
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self


@dataclass
class Sink:
    """The server: `with Sink() as sink: sink.url`, and what it has taken so far."""

    tls: ssl.SSLContext | None = None
    password: str = ""
    most_in_a_row: int = 0  # letters it takes over one connection before it closes; 0: any
    raw: list[bytes] = field(default_factory=list)
    connections: int = 0
    refused_senders: set[str] = field(default_factory=set)

    def __enter__(self) -> Self:
        sink = self

        class Conversation(_Conversation):
            told = sink

        self._server = _Server(("127.0.0.1", 0), Conversation)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        port: int = self._server.server_address[1]
        return port

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def letters(self) -> list[email.message.EmailMessage]:
        """What has come in, opened."""
        return [email.message_from_bytes(raw, policy=email.policy.default) for raw in self.raw]

    @property
    def names(self) -> list[str]:
        """The name of each letter, in the order they came in."""
        return [raw.split(b"Message-ID: <")[1].split(b"@")[0].decode() for raw in self.raw]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64


class _Conversation(socketserver.StreamRequestHandler):
    told: Sink
    disable_nagle_algorithm = True

    def handle(self) -> None:
        self.told.connections += 1
        self.taken, self.to, self.is_known = 0, "", not self.told.password
        self.say("220 sink")
        try:
            while line := self.rfile.readline():
                if not self.answer(line.decode().strip()):
                    return
        except OSError:
            return

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def answer(self, line: str) -> bool:
        verb = line.split(" ", maxsplit=1)[0].upper()
        found = getattr(self, f"on_{verb.lower()}", None)
        if found is None:
            self.say("502 5.5.1 unknown")
            return True
        return bool(found(line))

    def on_ehlo(self, _line: str) -> bool:
        offers = ["sink", "8BITMIME"]
        if self.told.tls and not isinstance(self.connection, ssl.SSLSocket):
            offers.append("STARTTLS")
        if self.told.password:
            offers.append("AUTH PLAIN")
        self.say("\r\n".join([*(f"250-{each}" for each in offers[:-1]), f"250 {offers[-1]}"]))
        return True

    def on_starttls(self, _line: str) -> bool:
        self.say("220 go on")
        assert self.told.tls is not None
        self.connection = self.told.tls.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        return True

    def on_auth(self, line: str) -> bool:
        import base64

        given = base64.b64decode(line.split(" ")[2]).decode().split("\0")[2]
        self.is_known = given == self.told.password
        self.say("235 welcome" if self.is_known else "535 5.7.8 who are you")
        return True

    def on_mail(self, line: str) -> bool:
        if self.told.most_in_a_row and self.taken >= self.told.most_in_a_row:
            self.say("421 4.7.0 enough for one connection")
            return False
        if any(sender in line for sender in self.told.refused_senders):
            self.say("550 5.7.1 not from you")
        else:
            self.say("250 ok" if self.is_known else "530 5.7.0 who are you")
        return True

    def on_rcpt(self, line: str) -> bool:
        self.to = line.partition("<")[2].partition(">")[0]
        answers = {"no": "550 5.1.1 <%s> unknown here", "later": "451 4.7.1 %s: come back later"}
        said = answers.get(self.to.split("-")[0], "250 ok")
        self.say(said.replace("%s", self.to))
        return True

    def on_data(self, _line: str) -> bool:
        self.say("354 go on")
        raw = bytearray()
        while (line := self.rfile.readline()) != b".\r\n":
            if not line or self.to.startswith("cut-"):
                return False
            raw += line[1:] if line.startswith(b".") else line
        if self.to.startswith("spam-"):
            self.say("554 5.7.1 no such letters here")
            return True
        self.told.raw.append(bytes(raw))
        self.taken += 1
        if self.to.startswith("mute-"):
            return False
        self.say("250 taken")
        return True

    def on_rset(self, _line: str) -> bool:
        self.to = ""
        self.say("250 ok")
        return True

    def on_quit(self, _line: str) -> bool:
        self.say("221 bye")
        return False
