"""Hush: a call to stop is put aside while it would cut a letter off; it comes through after.

Blocking the signals would not do: another thread may take them, and Python's handler runs
in the main one all the same. Where this is not the main thread, no handler runs here.
"""

import signal
import threading
from types import FrameType
from typing import Self

_STOPS = (signal.SIGTERM, signal.SIGINT)


class Hush:
    """A stretch of work in which, from `begin` on, nothing but death cuts us off."""

    def __init__(self) -> None:
        self._usual: dict[signal.Signals, object] = {}
        self._called: set[signal.Signals] = set()

    def __enter__(self) -> Self:
        return self

    def begin(self) -> None:
        """Put calls to stop aside from here on."""
        if threading.current_thread() is threading.main_thread():
            for stop in _STOPS:
                self._usual.setdefault(stop, signal.signal(stop, self._put_aside))

    def __exit__(self, *_error: object) -> None:
        for stop, usual in self._usual.items():
            signal.signal(stop, usual)  # type: ignore[arg-type]
        for stop in self._called:
            signal.raise_signal(stop)

    def _put_aside(self, stop: int, _frame: FrameType | None) -> None:
        self._called.add(signal.Signals(stop))
