"""Extend the columns in processes of their own, each of which kills itself at one moment.

Each line told on stdin, "URL FOLDER MOMENT", is one process; how it ended is printed.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis.columns import extending, manifest, merging, shelf, writing
from survey.db import open_engine

MOMENTS: dict[str, tuple[Any, str, str]] = {
    "read": (writing, "_collect", "before"),
    "drafted": (shelf, "put", "before"),
    "named": (shelf, "put", "after"),
    "entered": (manifest, "enter", "after"),
    "merging": (merging, "put", "after"),
    "merged": (extending, "merge", "after"),
    "sweeping": (shelf, "sweep", "before"),
}
"""Where the process ends: before or after a function that it calls."""


def main() -> None:
    """End one process for each line; none of them imports what the first one did."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _extend(*line.split())
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _extend(url: str, folder: str, moment: str) -> None:
    room, name, when = MOMENTS[moment]
    setattr(room, name, _deadly(getattr(room, name), when))
    merging.MANY = 2
    extending.extend(open_engine(url), Path(folder))


def _deadly(work: Callable[..., Any], when: str) -> Callable[..., Any]:
    def killed(*given: Any, **more: Any) -> None:
        if when == "after":
            work(*given, **more)
        os.kill(os.getpid(), signal.SIGKILL)

    return killed


if __name__ == "__main__":
    main()
