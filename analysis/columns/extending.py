"""Extending the columns to what stands in the ledger, a file at a time.

Each chain is read from where the manifest ends, by positions as the marks are. Whatever
is cut off, in whatever moment, has left either a file in the manifest or litter: nothing
is lost, and nothing is there twice.
"""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from sqlalchemy.engine import Engine

from analysis.columns import machine, manifest, shelf
from analysis.columns.merging import merge
from analysis.columns.writing import write
from analysis.rollup.advance import Span, pieces

FILE = 1_000_000
"""Entries in one file at most, until files are merged."""


def extend(
    engine: Engine,
    folder: Path,
    progress: Callable[[int], object] | None = None,
    unit_ids: Collection[int] | None = None,
) -> int:
    """Write what stands in the ledger and in no file yet; return how many answers that was.

    `progress` hears how many each step read. Whoever calls at the same time waits, and
    then finds nothing left to write. Raises NoRoom when the disk is full.
    """
    with shelf.writing(folder):
        _forget_lost(engine, folder)
        spans = manifest.lacking(engine, unit_ids)
        try:
            _write_all(engine, folder, spans, progress or _unheard)
        finally:
            _sweep(engine, folder)
    return sum(map(len, spans))


def _write_all(
    engine: Engine, folder: Path, spans: Sequence[Span], progress: Callable[[int], object]
) -> None:
    if not spans:
        return
    with machine.saying_when_full():
        for several in pieces(spans, FILE):
            with machine.started(folder) as duck:
                written = write(engine, folder, duck, several, progress)
            manifest.enter(engine, written)
        with machine.started(folder) as duck:
            merge(engine, folder, duck)


def _unheard(_answers: int) -> None:
    pass


def _forget_lost(engine: Engine, folder: Path) -> None:
    """Take files that the disk lost out of the manifest: their spans are written again."""
    with engine.connect() as connection:
        known = manifest.files(connection)
    lost = [file.id for file in known if not shelf.is_there(folder, file.name)]
    if lost:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            manifest.forget(connection, lost)


def _sweep(engine: Engine, folder: Path) -> None:
    with engine.connect() as connection:
        names = [file.name for file in manifest.files(connection)]
    shelf.sweep(folder, names)
