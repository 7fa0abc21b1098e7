"""The server as it is run: gunicorn in a process of its own, on a port of its own.

`kill_hard` is the power cut: the master and every worker get SIGKILL.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


class NotServing(Exception):
    """The server ended, or did not answer in time."""


class LiveServer:
    """One gunicorn on `database_url` with its state in `var`."""

    application = "wsgi:create_app()"
    root = ROOT

    def __init__(
        self, database_url: str, var: Path, environ: Mapping[str, str] | None = None
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.var = var
        self.database_url = database_url
        self._log = var / "server.log"
        given = {"DATABASE_URL": database_url, "VAR": str(var), "PORT": str(self.port)}
        self.environ = os.environ | {"PUBLIC_URL": self.url} | given | dict(environ or {})
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Self:
        """Start, or start again; return when /healthz answers."""
        self.var.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", self.application]
        with self._log.open("ab") as log:
            self._server = subprocess.Popen(
                command,
                cwd=self.root,
                env=self.environ,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait_until_it_answers()
        return self

    def stop(self) -> None:
        """Stop in order: answers under way are kept first."""
        if self._server is None:
            return
        self._server.terminate()
        try:
            self._server.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self.kill_hard()
        self._server = None

    def kill_hard(self) -> None:
        """Kill -9 the master and every worker at once."""
        if self._server is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait(timeout=10)
        self._server = None

    def workers(self) -> list[int]:
        """Return the process numbers of the workers that serve now."""
        if self._server is None:
            return []
        master = self._server.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text()
        return [int(number) for number in children.split() if _serves(int(number))]

    def log(self) -> str:
        """Return what the server has written so far."""
        return self._log.read_text(errors="replace")

    def _wait_until_it_answers(self) -> None:
        ends = time.monotonic() + START_SECONDS
        while time.monotonic() < ends:
            if self._server is None or self._server.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise NotServing(f"the server did not answer:\n{self.log()[-3000:]}")


def _serves(number: int) -> bool:
    # Beside those that serve, the master has one child that does the long work.
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return b"gunicorn" in Path(f"/proc/{number}/cmdline").read_bytes()
    return False
