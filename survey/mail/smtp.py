"""SMTP: many letters over one connection, and after each a plain answer to what became of it.

A server has a letter once it has read the lone dot at its end, and not before. So all else
is sent first, then `mark` is asked, then comes the dot. What breaks before it has certainly
not gone out; what breaks after it nobody can know.
"""

import re
import smtplib
import socket
import ssl
from contextlib import suppress

from survey.mail.models import Way
from survey.mail.outcomes import Mark, Outcome, Posted, quoted
from survey.mail_server import MailServer

PATIENCE, PATIENCE_AT_THE_END = 30.0, 120.0
"""Seconds of silence: at the end of a letter the server looks through it first."""

_DOTS = re.compile(rb"^\.", re.M)
_CLOSING, _OPEN_TO_DATA = 421, 354
_STRANGERS = (530, 534, 535, 538)
_CUT_SHORT = (Outcome.AWAY, Outcome.UNSURE, Outcome.TAKEN)
_WORDS: tuple[tuple[type[OSError], str], ...] = (
    (ssl.SSLCertVerificationError, "Chứng thư của máy chủ thư không đáng tin, nên không gửi gì."),
    (
        smtplib.SMTPNotSupportedError,
        "Máy chủ thư không có cách mã hóa hay đăng nhập mà MAIL_URL đòi hỏi.",
    ),
    (smtplib.SMTPAuthenticationError, "Máy chủ thư không nhận tên hay mật khẩu trong MAIL_URL."),
    (TimeoutError, "Máy chủ thư không trả lời."),
    (socket.gaierror, "Không tìm thấy máy chủ thư trong MAIL_URL."),
    (ConnectionRefusedError, "Máy chủ thư không nhận kết nối."),
)


class Smtp:
    """The way to one mail server, opened when the first letter is handed over."""

    way = Way.SMTP

    def __init__(self, server: MailServer, sender: str) -> None:
        self._server, self._sender = server, sender
        self._line: smtplib.SMTP | None = None

    def post(self, to: str, name: str, raw: bytes, mark: Mark) -> Posted:
        """Hand the letter over; a line that had died unnoticed is opened once more."""
        was_open, asked = self._line is not None, []

        def asking() -> bool:
            asked.append(name)
            return mark()

        posted = self._post(to, raw, asking)
        if was_open and posted.outcome is Outcome.AWAY and not asked:
            posted = self._post(to, raw, asking)
        return posted

    def holds(self, name: str) -> None:
        """Nobody can ask a mail server what it has sent on."""
        return

    def close(self) -> None:
        """Say goodbye, if anybody still listens."""
        if self._line is not None:
            with suppress(OSError):
                self._line.quit()
        self._drop()

    def _post(self, to: str, raw: bytes, mark: Mark) -> Posted:
        posted = Posted(Outcome.AWAY)
        try:
            self._open()
            posted = self._address(to) or self._tell(raw) or self._hand_over(mark)
        except OSError as error:  # every error of smtplib is one
            posted = Posted(Outcome.AWAY, _why(error))
        finally:
            # Half a letter may stand in the line: whatever came next would be part of it.
            if posted.outcome in _CUT_SHORT:
                self._drop()
        return posted

    def _open(self) -> None:
        if self._line is not None:
            return
        server = self._server
        if server.is_tls:
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=PATIENCE, context=ssl.create_default_context()
            )
        else:
            line = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
        self._line = line
        if isinstance(line.sock, socket.socket):
            # The dot goes out by itself, at once.
            line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if server.starttls:
            line.starttls(context=ssl.create_default_context())
        if server.user:
            line.login(server.user, server.password)

    def _address(self, to: str) -> Posted | None:
        """Say from whom and to whom; return why not."""
        line = self._talking()
        line.ehlo_or_helo_if_needed()
        code, reply = line.mail(self._sender)
        if code // 100 != 2:
            return Posted(
                Outcome.AWAY, f"Máy chủ thư không nhận thư của hệ thống: {_said(code, reply)}"
            )
        code, reply = line.rcpt(to)
        if code // 100 != 2:
            return self._refused(code, reply, "Máy chủ thư không nhận địa chỉ này")
        return None

    def _tell(self, raw: bytes) -> Posted | None:
        """Send everything but the dot; return why not."""
        line = self._talking()
        code, reply = line.docmd("DATA")
        if code != _OPEN_TO_DATA:
            return self._refused(code, reply, "Máy chủ thư không nhận thư này")
        line.send(_DOTS.sub(b"..", raw if raw.endswith(b"\r\n") else raw + b"\r\n"))
        return None

    def _hand_over(self, mark: Mark) -> Posted:
        line = self._talking()
        if not mark():
            return Posted(Outcome.TAKEN)
        try:
            _wait(line, PATIENCE_AT_THE_END)
            line.send(b".\r\n")
            code, reply = line.getreply()
            _wait(line, PATIENCE)
        except OSError as error:
            return Posted(Outcome.UNSURE, _why(error))
        if code // 100 == 2:
            return Posted(Outcome.SENT)
        if code // 100 not in (4, 5):
            return Posted(Outcome.UNSURE, f"Máy chủ thư trả lời lạ: {_said(code, reply)}")
        return self._refused(code, reply, "Máy chủ thư không nhận thư này", is_over=True)

    def _refused(self, code: int, reply: bytes, what: str, *, is_over: bool = False) -> Posted:
        words = f"{what}: {_said(code, reply)}"
        if code == _CLOSING or code in _STRANGERS or code // 100 not in (4, 5):
            return Posted(Outcome.AWAY, words)
        if not is_over:
            try:
                self._talking().rset()
            except OSError:
                self._drop()
        return Posted(Outcome.LATER if code // 100 == 4 else Outcome.REFUSED, words)

    def _talking(self) -> smtplib.SMTP:
        if self._line is None:
            raise smtplib.SMTPServerDisconnected("nobody is on the line")
        return self._line

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None


def _said(code: int, reply: bytes) -> str:
    return quoted(f"{code} {reply.decode('utf-8', 'replace')}")


def _wait(line: smtplib.SMTP, seconds: float) -> None:
    if line.sock is not None:
        line.sock.settimeout(seconds)


def _why(error: OSError) -> str:
    for kind, words in _WORDS:
        # The library says "unexpectedly closed" of a silence, too.
        if isinstance(error, kind) or isinstance(error.__context__, kind):
            return words
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error
        said = reply if isinstance(reply, bytes) else str(reply).encode()
        return f"Máy chủ thư từ chối: {_said(error.smtp_code, said)}"
    return "Đứt kết nối với máy chủ thư."
