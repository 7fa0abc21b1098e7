"""The shelf: pictures drawn once and kept by what is in them.

A key stands for the rows, the language and the edition of the style: other rows are
another picture, and nothing on the shelf is ever out of date.
"""

import os
import re
import tempfile
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from analysis.charts.rows import Picture
from analysis.charts.style import EDITION
from survey.i18n import language

_KEY = re.compile(r"[0-9a-f]{64}")


def place(folder: Path, draw: Callable[[Sequence[Any]], Picture], rows: Sequence[Any]) -> str:
    """Return the key of the picture `draw` makes of `rows`; draw it if it is not there."""
    key = key_of(draw.__name__, rows)
    if not _path(folder, key).exists():
        _write(_path(folder, key), draw(rows).svg)
    return key


def take(folder: Path, key: str) -> bytes | None:
    """Return the picture with `key` as SVG, or None when there is none."""
    if not _KEY.fullmatch(key):
        return None
    try:
        return _path(folder, key).read_bytes()
    except FileNotFoundError:
        return None


def key_of(chart: str, rows: Sequence[Any]) -> str:
    """Return the key of a chart of `rows` in the language spoken now."""
    return sha256(repr((EDITION, language(), chart, tuple(rows))).encode()).hexdigest()


def _path(folder: Path, key: str) -> Path:
    return folder / f"{key}.svg"


def _write(path: Path, svg: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Under another name first: nobody ever reads half a picture.
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(svg)
    Path(name).replace(path)
