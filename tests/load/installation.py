"""Ours and the yardstick, served side by side on databases of one kind."""

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.databases import PostgresDatabases, SqliteDatabases
from tests.journeys.town import SECRETS, Town, found_town
from tests.live import LiveServer
from tests.load.bare import BareServer
from tests.postgres import PrivatePostgres


@dataclass(frozen=True)
class SideBySide:
    """Two servers under the same settings, and the town behind ours."""

    town: Town
    ours: LiveServer
    bare: BareServer

    @property
    def address(self) -> str:
        """The path of the page that citizens open."""
        return f"/q/{self.town.counters[0][0]}"


@contextlib.contextmanager
def side_by_side(kind: str, words: str = "") -> Iterator[SideBySide]:
    """Serve both on fresh databases of `kind`; the yardstick's page says `words`."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="langnghe-load-")))
        databases = stack.enter_context(_databases(kind, folder))
        our_url = stack.enter_context(databases.fresh())
        bare_url = stack.enter_context(databases.fresh())
        (folder / "bare").mkdir()
        (folder / "bare" / "words.html").write_text(words)
        town = found_town(our_url, communes=12)
        ours = stack.enter_context(LiveServer(our_url, folder / "ours", SECRETS))
        bare = stack.enter_context(BareServer(bare_url, folder / "bare"))
        yield SideBySide(town, ours, bare)


@contextlib.contextmanager
def _databases(kind: str, folder: Path) -> Iterator[SqliteDatabases | PostgresDatabases]:
    if kind == "sqlite":
        yield SqliteDatabases(folder)
        return
    with PrivatePostgres() as server:
        databases = PostgresDatabases(server.url)
        yield databases
        databases.close()
