"""The kiosk's page and everything it runs on, as one set that belongs together.

Its files are addressed under the set's digest, so that no tablet ever mixes two
versions; the service worker is told what each of them must hash to, so that a captive
portal's page is never kept in the place of one of them.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

_SURVEY = Path(__file__).resolve().parent.parent
_STATIC = _SURVEY / "static"
_PAGE = _SURVEY / "templates" / "kiosk" / "app.html"
WORKER = "worker.js"
KINDS = MappingProxyType(
    {
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".svg": "image/svg+xml",
    }
)
_SHARED = ("tokens.css", "icon.svg")
_LONG_ENOUGH = 16


@dataclass(frozen=True)
class Shell:
    """The files by name, as they are on disk."""

    files: Mapping[str, bytes]
    page: bytes
    worker: bytes

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
        return f"/kiosk/app/{self.digest}/{name}"

    def expected(self, page: bytes) -> dict[str, str]:
        """Return what the page and each file must hash to, by address."""
        found = {self.address(name): _hash(body) for name, body in sorted(self.files.items())}
        return {"/kiosk/": _hash(page)} | found


def shell() -> Shell:
    """Return the set as it lies on disk now; it is read again only when a file changed."""
    paths = sorted(path for path in (_STATIC / "kiosk").iterdir() if path.suffix in KINDS)
    paths += [_STATIC / name for name in _SHARED]
    stamps = tuple((path, path.stat().st_mtime_ns) for path in [*paths, _PAGE])
    return _read(stamps)


@lru_cache(maxsize=1)
def _read(stamps: tuple[tuple[Path, int], ...]) -> Shell:
    bodies = {path.name: path.read_bytes() for path, _changed in stamps[:-1]}
    worker = bodies.pop(WORKER)
    return Shell(MappingProxyType(bodies), _PAGE.read_bytes(), worker)


def _hash(body: bytes) -> str:
    return sha256(body).hexdigest()
