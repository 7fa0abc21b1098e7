"""What this installation is told from outside: read once, complete or no start.

Nobody else reads the environment. A secret that was not given is made on first
run and kept in the state folder, readable by its owner only.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from click import ClickException

from survey.keyfile import kept
from survey.mail_server import MailServer, UnreadableMailUrl, mail_server, sender

NOBODY_YET = "lang-nghe@localhost"
"""From whom letters are that stay in a folder, until an office says otherwise."""


class IncompleteSettings(ClickException):
    """The environment does not say enough; a command prints it as one sentence."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation: where its state lies, its database, keys and address.

    `workers` processes serve it, each of which sees its part of what comes in; `proxies`
    of ours stand before it, so that a visitor's address is the one the first of them saw.
    `office_hours` are spans of minutes of the day in which its counters are open.
    Letters go to the `mail` server, or into a folder where there is none, and are from
    `mail_from`.
    """

    var: Path
    database_url: str
    secret_key: str
    password_salt: str
    port: int
    public_url: str
    glance_seconds: float = 1.0
    workers: int = 1
    proxies: int = 0
    office_hours: tuple[tuple[int, int], ...] = ((420, 690), (780, 1020))
    mail: MailServer | None = None
    mail_from: str = NOBODY_YET

    @property
    def is_served_securely(self) -> bool:
        """Whether citizens reach us over TLS, so that cookies may insist on it."""
        return self.public_url.startswith("https://")


def from_environment(environ: Mapping[str, str]) -> Settings:
    """Return the settings `environ` describes; make the state folder and secrets."""
    var = Path(environ.get("VAR") or "var").resolve()
    _make_folder(var)
    port = _port(environ.get("PORT") or "8000")
    mail, mail_from = _mail(environ)
    return Settings(
        var=var,
        database_url=_database_url(environ.get("DATABASE_URL") or f"sqlite:///{var}/langnghe.db"),
        secret_key=environ.get("SECRET_KEY") or _kept_secret(var / "secret_key"),
        password_salt=environ.get("PASSWORD_SALT") or _kept_secret(var / "password_salt"),
        port=port,
        workers=_count(environ, "WEB_WORKERS", 2, least=1),
        proxies=_count(environ, "TRUSTED_PROXIES", 0, least=0),
        office_hours=_hours(environ.get("OFFICE_HOURS") or "07:00-11:30 13:00-17:00"),
        public_url=(environ.get("PUBLIC_URL") or f"http://127.0.0.1:{port}").rstrip("/"),
        mail=mail,
        mail_from=mail_from,
    )


def _make_folder(var: Path) -> None:
    try:
        var.mkdir(mode=0o750, parents=True, exist_ok=True)
    except OSError as reason:
        raise IncompleteSettings(f"VAR: không tạo được thư mục {var} ({reason}).") from reason


def _port(written: str) -> int:
    if not written.isascii() or not written.isdigit() or not 0 < int(written) < 65536:
        raise IncompleteSettings(f"PORT phải là số từ 1 đến 65535, không phải {written!r}.")
    return int(written)


def _count(environ: Mapping[str, str], name: str, usual: int, least: int) -> int:
    written = environ.get(name) or str(usual)
    if not written.isascii() or not written.isdigit() or not least <= int(written) <= 64:
        raise IncompleteSettings(f"{name} phải là số từ {least} đến 64, không phải {written!r}.")
    return int(written)


def _hours(written: str) -> tuple[tuple[int, int], ...]:
    spans = [re.fullmatch(r"(\d\d):(\d\d)-(\d\d):(\d\d)", each) for each in written.split()]
    found = [[int(part) for part in span.groups()] for span in spans if span]
    minutes = tuple((h * 60 + m, to_h * 60 + to_m) for h, m, to_h, to_m in found)
    if not minutes or len(found) < len(spans) or any(not a < b <= 1440 for a, b in minutes):
        raise IncompleteSettings(
            f"OFFICE_HOURS phải như '07:00-11:30 13:00-17:00', không phải {written!r}."
        )
    return minutes


def _mail(environ: Mapping[str, str]) -> tuple[MailServer | None, str]:
    url, written = environ.get("MAIL_URL") or "", environ.get("MAIL_FROM") or ""
    if url and not written:
        raise IncompleteSettings("Có MAIL_URL thì cần MAIL_FROM: thư gửi đi từ địa chỉ nào.")
    if sender(written or NOBODY_YET) is None:
        raise IncompleteSettings("MAIL_FROM phải như 'Sở Nội vụ <khao-sat@tinh.gov.vn>'.")
    try:
        return mail_server(url) if url else None, written or NOBODY_YET
    except UnreadableMailUrl as reason:
        raise IncompleteSettings(str(reason)) from None


def _database_url(written: str) -> str:
    # The scheme that hosting panels print; the driver is ours to choose.
    for scheme in ("postgres://", "postgresql://"):
        if written.startswith(scheme):
            return "postgresql+psycopg://" + written.removeprefix(scheme)
    if written.startswith(("sqlite:///", "postgresql+psycopg://")):
        return written
    raise IncompleteSettings("DATABASE_URL phải bắt đầu bằng sqlite:/// hoặc postgresql://.")


def _kept_secret(path: Path) -> str:
    return kept(path, lambda: secrets.token_urlsafe(48).encode()).decode().strip()
