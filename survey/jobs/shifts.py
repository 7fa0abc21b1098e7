"""Shifts: one process after another does the work, and one that dies is replaced.

The process that watches opens no database and holds nothing, so a fork of it is clean.
Told to stop, or left by whoever started it, it sends the one at work home first.
"""

import os
import signal
import time
from collections.abc import Callable
from types import FrameType

_LOOK_EVERY = 0.5
_PAUSE_AFTER_A_FALL = 2.0


def run_shifts(shift: Callable[[], None], *, with_parent: bool) -> None:
    """Run `shift` in a process of its own, again and again, until told to stop."""
    signal.signal(signal.SIGTERM, _leave)
    parent = os.getppid()
    while True:
        at_work = _begin(shift)
        try:
            fell = _watch(at_work, parent if with_parent else None)
        except (SystemExit, KeyboardInterrupt):
            _send_home(at_work)
            raise
        if fell:
            time.sleep(_PAUSE_AFTER_A_FALL)


def _begin(shift: Callable[[], None]) -> int:
    watcher = os.getpid()
    number = os.fork()
    if number:
        return number
    status = 1
    try:
        # One whose watcher was killed before this line would work on unwatched.
        if os.getppid() == watcher:
            shift()
        status = 0
    except (SystemExit, KeyboardInterrupt):
        status = 0
    finally:
        # Nothing of the watcher's is to be ended twice.
        os._exit(status)
    return 0


def _watch(at_work: int, parent: int | None) -> bool:
    """Return whether the process fell rather than ended; leave when the parent has gone."""
    while True:
        ended, status = os.waitpid(at_work, os.WNOHANG)
        if ended:
            return status != 0
        if parent is not None and os.getppid() != parent:
            raise SystemExit(0)
        time.sleep(_LOOK_EVERY)


def _send_home(at_work: int) -> None:
    try:
        os.kill(at_work, signal.SIGTERM)
        os.waitpid(at_work, 0)
    except (ProcessLookupError, ChildProcessError):
        return


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
