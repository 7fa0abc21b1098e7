"""Source read as a tree of syntax, so that a guard says what it found and where."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.house.plan import FLOORS


@dataclass(frozen=True)
class Module:
    """One file of a floor."""

    name: str
    path: Path

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def imports(self) -> Iterator[str]:
        """Every module it imports, wherever in the file, as a full dotted name."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from self._imported_from(node)

    def _imported_from(self, node: ast.ImportFrom) -> Iterator[str]:
        base = node.module or ""
        if node.level:
            package = self.name.split(".")[: -node.level]
            base = ".".join([*package, *([base] if base else [])])
        # `from survey.places import codes` may name a module or something in it.
        yield from (f"{base}.{alias.name}" for alias in node.names)


def modules(root: Path) -> list[Module]:
    """Return every module of the floors under `root`."""
    files = (path for floor in FLOORS for path in sorted((root / floor).rglob("*.py")))
    return [Module(_name(path.relative_to(root)), path) for path in files]


def templates(root: Path) -> list[Path]:
    """Return every template of the floors under `root`."""
    return [
        path for floor in FLOORS for path in sorted((root / floor).rglob("templates/**/*.html"))
    ]


def _name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
