"""The keys of the slips: one file a quarter, outside the database and outside every backup.

While a key is there, whoever holds it and the tables can tell which dossiers were
rated (never how). When the last code of its quarter has expired the key is
overwritten and unlinked, and from then on nobody can, whatever they kept. A key that
was destroyed is never made again: its name stays behind, empty.

Overwriting cannot reach copies that a file system or a disk of flash keeps to itself.
"""

import os
import secrets
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from flask import current_app

from survey.keyfile import kept, settle

_BYTES = 32
_GONE = ".gone"
_HASH_KEY = "dossier_key"


class KeyGone(Exception):
    """The key of that quarter was destroyed: its dossiers have no codes any more."""


def quarter_of(day: date) -> str:
    """Return the name of the quarter `day` lies in, "2026-q4"."""
    return f"{day.year:04}-q{(day.month + 2) // 3}"


def first_day(quarter: str) -> date:
    """Return the first day of the quarter with that name."""
    year, _, number = quarter.partition("-q")
    return date(int(year), int(number) * 3 - 2, 1)


def end_of(quarter: str) -> date:
    """Return the day after the last of the quarter with that name."""
    return (first_day(quarter) + timedelta(days=93)).replace(day=1)


def slip_key(quarter: str) -> bytes:
    """Return the key of `quarter`, made when first asked for."""
    path = _folder() / quarter
    if path.with_name(quarter + _GONE).exists():
        raise KeyGone(quarter)
    return kept(path, _made)


def living() -> dict[str, bytes]:
    """Return every key that is still there, newest quarter first."""
    found: dict[str, bytes] = {}
    for path in sorted(_folder().glob("????-q?"), reverse=True):
        with suppress(FileNotFoundError):  # destroyed just now
            key = path.read_bytes()
            if len(key) == _BYTES:
                found[path.name] = key
    return found


def destroy(quarter: str) -> None:
    """Overwrite and unlink the key of `quarter`, for good."""
    path = _folder() / quarter
    path.with_name(quarter + _GONE).touch(mode=0o600)
    settle(path.parent)
    with suppress(FileNotFoundError):
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    settle(path.parent)


def hash_key() -> bytes:
    """Return the key under which dossier codes are hashed; it is part of a backup."""
    return kept(_var() / _HASH_KEY, _made)


def _folder() -> Path:
    folder = _var() / "slip_keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _var() -> Path:
    var: Path = current_app.extensions["settings"].var
    return var


def _made() -> bytes:
    return secrets.token_bytes(_BYTES)
