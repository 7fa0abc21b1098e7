"""How the application is served: two workers on the loopback, behind nginx or alone.

A third process does the long work that people ask for on the pages (see `when_ready`).

No access log: no citizen's address may be written down, and the one line in which
gunicorn itself would name one is stripped of it and of what it quotes, which may hold a
code. Each worker builds its own application, so no database connection is ever shared
over a fork.
"""

import logging
import os
import re
import subprocess  # nosec B404
import sys
from pathlib import Path

from gunicorn.workers import gthread
from sqlalchemy.exc import OperationalError

from survey.db import NotDurable, open_engine
from survey.schema import WrongSchema, demand_head
from survey.settings import from_environment

wsgi_app = "wsgi:app"
bind = f"127.0.0.1:{os.environ.get('PORT') or '8000'}"

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS") or 2)
threads = 8
preload_app = False
max_requests = 0  # nothing here leaks; a restart would only drop warm caches

timeout = 60
graceful_timeout = 30  # an answer under way is kept before a worker goes
# A busy client pins to one worker, so an idle connection is let go soon.
keepalive = 2

# A connection that has not said anything yet (browsers open spare ones, phones lose
# theirs) held one of the 16 threads for 5 s: eight of them kept a citizen waiting.
gthread.DEFAULT_WORKER_DATA_TIMEOUT = 0.02

# The longest address we make is a manager's filter; the citizen's has eight letters.
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190

accesslog = None
errorlog = "-"
loglevel = "warning"
# Otherwise a socket for remote control appears in the home folder.
control_socket_disable = True
# A heartbeat on a slow disk looks like a worker that hangs.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None


class WithoutAddress(logging.Filter):
    """Strips address and quotation from "Invalid request from ip=…: Invalid …: '…'"."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without the address and what was asked for."""
        told = str(record.msg)
        if "Invalid request from ip=" in told:
            told = re.sub(r"\bip=\S+?(?=: |$)", "ip=-", told)
            record.msg = re.sub(r"""['"].*""", "…", told, flags=re.DOTALL)
        return True


def on_starting(_server: object) -> None:
    """Refuse, in one sentence, a database that may forget or has another schema."""
    engine = open_engine(from_environment(os.environ).database_url)
    try:
        demand_head(engine)
    except (NotDurable, WrongSchema) as refusal:
        sys.exit(str(refusal))
    except OperationalError:
        pass  # a database that is away may come back; until then everybody is told "busy"
    finally:
        engine.dispose()


def when_ready(_server: object) -> None:
    """Start the worker that does the long work (posters, imports), unless WORKER=0.

    It is a process of its own, and lets all others go first: printing a province slows
    no citizen. It ends with the server, however that ends.
    """
    if os.environ.get("WORKER") == "0":
        return
    # The program is our own, and nothing it is given comes from outside.
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "survey", "worker", "--with-parent"]
    job_workers.append(subprocess.Popen(command, cwd=Path(__file__).parent))  # nosec B603


def on_exit(_server: object) -> None:
    """Send the long work's process home: it gives back the job it holds."""
    for started in job_workers:
        started.terminate()


job_workers: list[subprocess.Popen[bytes]] = []


def post_worker_init(worker: object) -> None:
    """Put the filter on this worker's log."""
    logging.getLogger("gunicorn.error").addFilter(WithoutAddress())
