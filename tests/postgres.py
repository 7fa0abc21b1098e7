"""A private PostgreSQL in a temporary folder, as durable as a real one.

Page checksums, fsync and synchronous_commit are on: a test that kills this server
asks the same question an office's power cut would. PostgreSQL refuses to run as
root, so root hands the folder to the user `postgres` first. The server dies with
the process that started it.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "32MB",
    "max_connections": "100",
    "listen_addresses": "127.0.0.1",
    "logging_collector": "off",
}
START_SECONDS = 30


class NoPostgres(Exception):
    """This machine has no PostgreSQL server to run."""


class PrivatePostgres:
    """One server of our own; `with PrivatePostgres() as server: server.url`."""

    def __init__(self, settings: Mapping[str, str] | None = None) -> None:
        self.settings = SETTINGS | dict(settings or {})
        self.port = free_port()
        self._bin = binaries()
        self._user = _unprivileged_user()
        self._folder = Path(tempfile.mkdtemp(prefix="langnghe-pg-"))
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The superuser's address of the database `postgres`."""
        return self.url_of("postgres", "postgres")

    def url_of(self, role: str, database: str) -> str:
        """Return the address of `database` as `role`."""
        return f"postgresql+psycopg://{role}@127.0.0.1:{self.port}/{database}"

    def __enter__(self) -> Self:
        self._make_cluster()
        return self.start()

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> Self:
        """Start, or start again after `stop` or `kill_hard`; return when it answers."""
        options = [f"--{name}={value}" for name, value in self.settings.items()]
        where = ["-D", str(self._folder / "cluster"), "-k", str(self._folder)]
        where += ["-p", str(self.port)]
        with (self._folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [*self._as_user(), str(self._bin / "postgres"), *where, *options],
                stdout=log,
                stderr=log,
                cwd=self._folder,
                start_new_session=True,  # Ctrl-C is for the tests, which then stop it in order
            )
        self._wait_until_it_answers()
        return self

    def stop(self) -> None:
        """Stop in order, closing whatever connections are left."""
        if self._server is None:
            return
        self._server.send_signal(signal.SIGINT)
        self._server.wait(timeout=60)
        self._server = None

    def kill_hard(self) -> None:
        """Kill -9 the postmaster and every child, as a power cut would."""
        if self._server is None:
            return
        family = [self._server.pid, *_children(self._server.pid)]
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._server.wait(timeout=10)
        self._server = None
        # A survivor would still hold the shared memory and the next start would refuse.
        while any(_is_alive(pid) for pid in family):
            time.sleep(0.02)

    def log(self) -> str:
        """Return what the server has written so far."""
        return (self._folder / "log").read_text(errors="replace")

    def _make_cluster(self) -> None:
        if self._user is not None:
            shutil.chown(self._folder, self._user.pw_uid, self._user.pw_gid)
        command = [str(self._bin / "initdb"), "-D", str(self._folder / "cluster")]
        options = ["-k", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run(
            [*self._as_user(), *command, *options],
            check=True,
            capture_output=True,
            cwd=self._folder,
        )

    def _as_user(self) -> list[str]:
        prefix = ["setpriv", "--pdeathsig", "INT"]
        if self._user is None:
            return prefix
        return [
            *prefix,
            f"--reuid={self._user.pw_uid}",
            f"--regid={self._user.pw_gid}",
            "--clear-groups",
        ]

    def _wait_until_it_answers(self) -> None:
        ends = time.monotonic() + START_SECONDS
        while time.monotonic() < ends:
            if self._server is None or self._server.poll() is not None:
                break
            try:
                psycopg.connect(self.url.replace("+psycopg", ""), connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise NoPostgres(f"the private PostgreSQL did not start:\n{self.log()[-2000:]}")


def binaries() -> Path:
    """Return the folder of `initdb` and `postgres`, the newest version's first."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda found: int(found.parts[-3]),
        reverse=True,
    )
    on_path = shutil.which("initdb")
    for initdb in [*versions, *([Path(on_path).resolve()] if on_path else [])]:
        if (initdb.parent / "postgres").exists():
            return initdb.parent
    raise NoPostgres("no initdb in /usr/lib/postgresql/*/bin or PATH")


def free_port() -> int:
    """Return a loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _unprivileged_user() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _children(parent: int) -> Iterator[int]:
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            if f"\nPPid:\t{parent}\n" in status.read_text():
                yield int(status.parent.name)


def _is_alive(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    return False
