"""The folder of the columns: whole files only, who may write, and what is litter.

A file is written under a hidden name, put on the disk and then renamed. One process
writes at a time; files are removed only while nobody reads. Both locks go with the
process that holds them, however it ends.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path

KINDS = ("responses", "answers")
_WRITING = ".writing"
_READING = ".reading"
_DRAFT = ".draft-"
_SPILL = ".spill-"


def path_of(folder: Path, name: str, kind: str) -> Path:
    """Return where the file of `kind` of those called `name` lies."""
    return folder / f"{name}-{kind}.parquet"


def new_name() -> str:
    """Return a name that no file ever had."""
    return secrets.token_hex(12)


def draft_of(folder: Path, name: str, kind: str) -> Path:
    """Return where a file is written before it is whole."""
    return folder / f"{_DRAFT}{name}-{kind}"


def put(folder: Path, name: str) -> tuple[str, str]:
    """Give both drafts of `name` their names and return their digests; durable then."""
    drafts = [draft_of(folder, name, kind) for kind in KINDS]
    digests = [_settled(draft) for draft in drafts]
    for draft, kind in zip(drafts, KINDS, strict=True):
        draft.rename(path_of(folder, name, kind))
    _settle(folder)
    return digests[0], digests[1]


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def is_there(folder: Path, name: str) -> bool:
    """Whether both files of `name` lie on the disk."""
    return all(path_of(folder, name, kind).is_file() for kind in KINDS)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Be the one who writes; whoever else wants to waits here."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(folder / _WRITING, fcntl.LOCK_EX):
        yield


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Keep every file that is there now from being removed."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(folder / _READING, fcntl.LOCK_SH):
        yield


@contextmanager
def spilling(folder: Path) -> Iterator[Path]:
    """Lend a folder for what does not fit into memory."""
    lent = folder / f"{_SPILL}{secrets.token_hex(8)}"
    try:
        yield lent
    finally:
        shutil.rmtree(lent, ignore_errors=True)


def sweep(folder: Path, names: Collection[str]) -> bool:
    """Remove everything but the files of `names`; False when somebody is reading.

    Only whoever writes may call it: what others write would be litter to it.
    """
    with suppress(BlockingIOError), _locked(folder / _READING, fcntl.LOCK_EX | fcntl.LOCK_NB):
        kept = {path_of(folder, name, kind).name for name in names for kind in KINDS}
        for path in folder.iterdir():
            if path.name.startswith(_SPILL):
                shutil.rmtree(path, ignore_errors=True)
            elif path.name not in kept and _is_ours(path):
                path.unlink(missing_ok=True)
        return True
    return False


def _is_ours(path: Path) -> bool:
    return path.name.startswith(_DRAFT) or path.suffix == ".parquet"


@contextmanager
def _locked(path: Path, how: int) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)


def _settled(path: Path) -> str:
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return digest_of(path)


def _settle(folder: Path) -> None:
    # The names too: the manifest must not know a file that a power cut takes away.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
