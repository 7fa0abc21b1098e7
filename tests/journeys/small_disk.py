"""A disk of a few megabytes that can be filled and freed again.

A memory file system of its own where we may mount one; elsewhere the server's workers
are forbidden to let any file grow, which SQLite meets in the same place.
"""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.live import LiveServer

MEGABYTES = 8
_ROOM_LEFT = 300_000


class SmallDisk:
    """A mounted file system: a filler takes its space."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, _server: LiveServer) -> None:
        """Leave room for a few answers."""
        free = shutil.disk_usage(self.folder).free - _ROOM_LEFT
        (self.folder / "filler").write_bytes(b"\0" * free)

    def free(self, _server: LiveServer) -> None:
        """Give the space back."""
        (self.folder / "filler").unlink()


class LimitedFiles(SmallDisk):
    """A folder whose files may not grow."""

    def fill(self, server: LiveServer) -> None:
        largest = max(path.stat().st_size for path in self.folder.iterdir())
        self._limit(server, largest + _ROOM_LEFT)

    def free(self, server: LiveServer) -> None:
        self._limit(server, resource.RLIM_INFINITY)

    def _limit(self, server: LiveServer, size: int) -> None:
        for worker in server.workers():
            resource.prlimit(worker, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """Lend a small disk at `folder`."""
    folder.mkdir()
    if not _is_mounted(folder):
        yield LimitedFiles(folder)
        return
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _is_mounted(folder: Path) -> bool:
    if os.geteuid() != 0 or not shutil.which("mount"):
        return False
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
    return subprocess.run(mount, capture_output=True, check=False).returncode == 0
