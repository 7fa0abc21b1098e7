"""The server that letters are handed to, as `MAIL_URL` names it.

A letter carries somebody's own link, so on its way to a server elsewhere it travels
encrypted unless the address says `?starttls=0`; a password never travels otherwise.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

_PORTS = {"smtp": 25, "smtps": 465}
_SUBMISSION = 587
_HERE = ("localhost", "127.0.0.1", "::1")
_ADDRESS = r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,190}"
_SENDER = re.compile(
    rf"(?:(?P<name>[^<>@]{{1,100}}?)\s*<(?P<named>{_ADDRESS})>|(?P<bare>{_ADDRESS}))"
)


class UnreadableMailUrl(ValueError):
    """The address names no server that may be used; the words say why."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over, as whom, and under which protection."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    is_tls: bool = False  # from the first byte on
    starttls: bool = False

    @property
    def is_protected(self) -> bool:
        """Whether nobody on the way can read what is handed over."""
        return self.is_tls or self.starttls or self.host in _HERE


def mail_server(written: str) -> MailServer:
    """Return the server that `smtp://user:password@host:port?starttls=1` names."""
    try:
        address = urlsplit(written)
        port, host = address.port, address.hostname
    except ValueError:
        raise UnreadableMailUrl("MAIL_URL không phải một địa chỉ đọc được.") from None
    if address.scheme not in _PORTS or not host or address.path not in ("", "/"):
        raise UnreadableMailUrl("MAIL_URL phải như smtp://máy-chủ:cổng hoặc smtps://máy-chủ.")
    user, password = unquote(address.username or ""), unquote(address.password or "")
    is_tls = address.scheme == "smtps"
    server = MailServer(
        host=host,
        port=port or (_SUBMISSION if user and not is_tls else _PORTS[address.scheme]),
        user=user,
        password=password,
        is_tls=is_tls,
        starttls=not is_tls and _starttls(address, host),
    )
    if not (user + password).isascii():
        # The library's AUTH knows no other letters, and a server need not either.
        raise UnreadableMailUrl("Tên và mật khẩu trong MAIL_URL phải viết không dấu.")
    if server.user and not server.is_protected:
        raise UnreadableMailUrl("MAIL_URL có mật khẩu thì đường truyền phải mã hóa (starttls=1).")
    return server


def sender(written: str) -> tuple[str, str] | None:
    """Return the name and the address in `Sở Nội vụ <a@b.vn>`; None where there is none."""
    found = _SENDER.fullmatch(written.strip())
    if not found or not written.isprintable():
        return None
    return (found["name"] or "").strip(' "'), found["named"] or found["bare"]


def _starttls(address: SplitResult, host: str) -> bool:
    asked = dict(parse_qsl(address.query, keep_blank_values=True))
    wanted = asked.pop("starttls", "0" if host in _HERE else "1")
    if asked or address.fragment or wanted not in ("0", "1"):
        raise UnreadableMailUrl("Sau dấu ? của MAIL_URL chỉ có starttls=0 hoặc starttls=1.")
    return wanted == "1"
