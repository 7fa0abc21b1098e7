"""The outbox: letters as files in a folder, for an office to send on by its own means.

A letter's file has the letter's name, appears whole or not at all, and only once: whether
one that was being written when the power went is there can be looked up. The files hold
links: they are their owner's alone, belong into no backup, and go away with the letters
(`forgetting`).
"""

import os
import time
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from datetime import time as time_of_day
from errno import EDQUOT, ENOSPC
from pathlib import Path

from survey.clock import VIETNAM, day_of
from survey.keyfile import settle
from survey.mail.models import Way
from survey.mail.outcomes import Mark, Outcome, Posted

FOLDER = "outbox"
_LEFT_BEHIND = 3600.0


class Outbox:
    """The folder `outbox` of an installation's state."""

    way = Way.OUTBOX

    def __init__(self, var: Path, written_at: datetime) -> None:
        self._folder = var / FOLDER
        self._day = datetime.combine(day_of(written_at), time_of_day.min, VIETNAM)

    def post(self, to: str, name: str, raw: bytes, mark: Mark) -> Posted:
        """Write the letter beside its place, ask `mark`, and put it there."""
        draft = self._folder / f".{name}.{os.getpid()}"
        try:
            self._folder.mkdir(mode=0o750, exist_ok=True)
            self._write(draft, raw)
            if not mark():
                return Posted(Outcome.TAKEN)
            with suppress(FileExistsError):  # it is the same letter
                self._place(name).hardlink_to(draft)
            settle(self._folder)
        except OSError as error:
            return Posted(Outcome.AWAY, _words(error))
        finally:
            with suppress(OSError):  # nothing was written at all
                draft.unlink(missing_ok=True)
        return Posted(Outcome.SENT)

    def holds(self, name: str) -> bool:
        """Whether the letter's file is there."""
        return self._place(name).exists()

    def remove(self, names: Collection[str]) -> None:
        """Take the files of these letters away, and drafts somebody was cut off from."""
        if not names or not self._folder.exists():
            return
        for draft in self._folder.glob(".*.*"):
            if draft.name.split(".")[1] in names:
                draft.unlink(missing_ok=True)
        for name in names:
            self._place(name).unlink(missing_ok=True)
        settle(self._folder)

    def close(self) -> None:
        """Take away drafts of a writer who was cut off an hour ago: they, too, hold links."""
        for draft in self._folder.glob(".*.*"):
            with suppress(FileNotFoundError):
                if draft.stat().st_ctime < time.time() - _LEFT_BEHIND:
                    draft.unlink()

    def _place(self, name: str) -> Path:
        return self._folder / f"{name}.eml"

    def _write(self, draft: Path, raw: bytes) -> None:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        # A folder listed, or copied, tells the day and no more.
        os.utime(draft, (self._day.timestamp(), self._day.timestamp()))


def _words(error: OSError) -> str:
    if error.errno in (ENOSPC, EDQUOT):
        return "Máy chủ đã hết chỗ chứa thư."
    return f"Không ghi được vào thư mục {FOLDER} ({error.strerror})."
