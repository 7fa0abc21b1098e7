"""A tablet's page and everything it runs on, as one set that belongs together.

Its files are addressed under the set's digest, so that no tablet ever mixes two
versions; the service worker is told what each of them must hash to, so that a captive
portal's page is never kept in the place of one of them.

There are two such pages, the kiosk's and the interviewer's. The second runs on the
first one's files, but for those that are the kiosk's alone, and on its own, which take
the place of the kiosk's where they bear the same name.
"""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

_SURVEY = Path(__file__).resolve().parent.parent
_STATIC = _SURVEY / "static"
WORKER = "worker.js"
KINDS = MappingProxyType(
    {
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".svg": "image/svg+xml",
    }
)
_SHARED = ("icon.svg",)
_LONG_ENOUGH = 16
_TOLD = re.compile(rb"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands, and what it is made of; a later folder's file is put before."""

    base: str
    template: str
    folders: tuple[str, ...]
    without: frozenset[str] = frozenset()

    def paths(self) -> tuple[Path, ...]:
        """Return its files as they lie on disk, each name once."""
        found = {name: _STATIC / name for name in _SHARED}
        for folder in self.folders:
            for path in sorted((_STATIC / folder).iterdir()):
                if path.suffix in KINDS:
                    found[path.name] = path
        return tuple(path for name, path in sorted(found.items()) if name not in self.without)


KIOSK = Place("/kiosk", "kiosk/app.html", ("kiosk",))
INTERVIEW = Place(
    "/interview",
    "fieldwork/tablet.html",
    ("kiosk", "interview"),
    frozenset({"rating.js", "screens.js", "staff.js"}),
)


@dataclass(frozen=True)
class Shell:
    """The files by name, as they are on disk."""

    files: Mapping[str, bytes]
    page: bytes
    worker: bytes
    base: str = KIOSK.base

    @cached_property
    def digest(self) -> str:
        """Return the name of this version: what changes it is a change of any file."""
        whole = sha256(sha256(self.page).digest() + sha256(self.worker).digest())
        for name, body in sorted(self.files.items()):
            whole.update(name.encode() + b"\0" + sha256(body).digest())
        return whole.hexdigest()[:_LONG_ENOUGH]

    @cached_property
    def packed(self) -> Mapping[str, bytes]:
        """Return each file compressed, once and as small as it gets."""
        return {name: gzip.compress(body, 9, mtime=0) for name, body in self.files.items()}

    def address(self, name: str) -> str:
        """Return where a page of this version finds one of its files."""
        if name not in self.files:
            raise KeyError(name)
        return f"{self.base}/app/{self.digest}/{name}"

    def expected(self, page: bytes) -> dict[str, str]:
        """Return what the page and each file must hash to, by address."""
        found = {self.address(name): _hash(body) for name, body in sorted(self.files.items())}
        return {f"{self.base}/": _hash(page)} | found


def shell(place: Place = KIOSK) -> Shell:
    """Return the set as it lies on disk now; it is read again only when a file changed."""
    template = _SURVEY / "templates" / place.template
    stamps = tuple((path, path.stat().st_mtime_ns) for path in [*place.paths(), template])
    return _read(place.base, stamps)


@lru_cache(maxsize=2)
def _read(base: str, stamps: tuple[tuple[Path, int], ...]) -> Shell:
    *files, (template, _changed) = stamps
    bodies = {path.name: _bare(path.read_bytes()) for path, _stamp in files}
    worker = bodies.pop(WORKER)
    return Shell(MappingProxyType(bodies), template.read_bytes(), worker, base)


def _bare(body: bytes) -> bytes:
    """Return `body` without what is said to its readers only; each line keeps its number."""
    return _TOLD.sub(lambda told: b"\n" * told.group().count(b"\n"), body)


def _hash(body: bytes) -> str:
    return sha256(body).hexdigest()
