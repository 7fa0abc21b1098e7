"""Tickets: how far a postman had come with a letter when it was killed.

A letter is marked in the database before its end is sent and settled after the answer; on
a disk that takes its time most kills fall between the two, where nothing has gone out yet
or the answer is long known. The ticket is written at once, waits for no disk, and outlives
the process. It does not outlive a power cut, so "not yet out" counts only while the
machine has not been started again; and only once its writer, who holds a lock on it, is
dead.
"""

import fcntl
import os
import secrets
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from survey.mail.models import Letter

FOLDER = "postmen"
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_LENGTH = 96

Held = tuple[int, int]
"""A letter and the n-th taking of it."""
NO_LETTER: Held = (0, 0)


class Step(StrEnum):
    """How far a letter has come."""

    INSIDE = "inside"  # certainly not out
    LEAVING = "leaving"
    OUT = "out"


class Ticket:
    """The ticket of one postman, gone with it when it leaves in order."""

    def __init__(self, var: Path) -> None:
        folder = var / FOLDER
        folder.mkdir(mode=0o750, exist_ok=True)
        self._path = folder / secrets.token_hex(8)
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        self._boot = boot()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        # Whoever fell may have left a letter behind, and the ticket tells of it.
        if kind is None:
            self._path.unlink(missing_ok=True)
        os.close(self._file)

    def say(self, letter: Letter, step: Step) -> None:
        """Write, in one stroke, how far `letter` has come."""
        line = f"{self._boot} {letter.id} {letter.attempts} {step}".ljust(_LENGTH)
        os.pwrite(self._file, line.encode(), 0)


def boot() -> str:
    """Return what tells this run of this machine from any other; "" where nothing does."""
    with suppress(OSError):
        return _BOOT.read_text().strip()
    return ""


def of_the_dead(var: Path) -> dict[Path, tuple[Held, bool | None]]:
    """Return the tickets nobody holds: of which letter, and whether it is out."""
    return {path: read for path in (var / FOLDER).glob("*") if (read := _read(path))}


def _read(path: Path) -> tuple[Held, bool | None] | None:
    with suppress(OSError), path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # its writer's is gone with the writer
        match file.read(_LENGTH).decode(errors="replace").split():
            case [run, letter_id, attempts, step] if letter_id.isdecimal() and attempts.isdecimal():
                return (int(letter_id), int(attempts)), _is_out(step, run)
        return NO_LETTER, None
    return None


def _is_out(step: str, run: str) -> bool | None:
    if step == Step.OUT:
        return True
    return False if step == Step.INSIDE and run == boot() else None
