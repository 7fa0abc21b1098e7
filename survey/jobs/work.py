"""Work: what a running job is given, and the little it says back.

Whatever it says is written only while its worker still holds the job: one that was
thought dead and wakes up changes nothing (`Lost`).
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from survey.db import session


class JobFailed(Exception):
    """The job cannot be done; the words say why, to the person who asked."""


class Lost(Exception):
    """Another worker has taken the job over; whatever this one does is in vain."""


@dataclass(frozen=True, slots=True)
class Result:
    """The file that came out, as its download is called."""

    path: str
    filename: str
    mimetype: str


@dataclass(slots=True)
class Work:
    """One job in a worker's hands."""

    job_id: int
    attempt: int
    unit_id: int
    account_id: int | None
    asked: dict[str, Any]
    folder: Path
    tell: Callable[[int, int], None]
    made: Result | None = None
    words: str | None = field(default=None)

    def progress(self, done: int, total: int) -> None:
        """Say how far the work has come; raises Lost when it is no longer ours."""
        self.tell(done, total)

    def result(self, path: Path, filename: str, mimetype: str) -> None:
        """Hand over the file at `path`; it is offered once the work has ended well."""
        # Named after the attempt: two workers never write over each other's file.
        kept = self.folder / f"result-{self.attempt}"
        shutil.move(path, kept)
        self.made = Result(kept.name, filename, mimetype)

    def say(self, words: str) -> None:
        """Say in one sentence what came of it."""
        self.words = words

    def session(self) -> Session:
        """Return the session of this work; it commits what it wants kept."""
        return session()


def folder_of(job_id: int) -> Path:
    """Return the job's own folder, made when first asked for; what it reads may lie there."""
    var: Path = current_app.extensions["settings"].var
    folder = var / "jobs" / str(job_id)
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    return folder
