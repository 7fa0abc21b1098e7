"""Key files: made once, readable by their owner alone, whole or not there at all.

Several processes may ask for one that is not there yet: the first to put it in its place
has made it, and all of them read that one.
"""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return what the file at `path` holds; where there is none, what `make` returns is kept."""
    with suppress(FileNotFoundError):
        return path.read_bytes()
    # Written whole under another name and then linked: whoever comes second finds the
    # name taken and reads the first one's key, never half of one.
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()
    settle(path.parent)
    return path.read_bytes()


def settle(folder: Path) -> None:
    """Put the names in `folder` on the disk: a power cut must take no key's name back."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
