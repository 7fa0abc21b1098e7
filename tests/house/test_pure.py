"""What decides something is pure: values in, values out, and it can be checked by hand."""

import tomllib
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from tests.house.plan import FLOORS, FORBIDDEN_IN_PURE, PURE, ROOT
from tests.house.source import modules


def impure_imports(root: Path, pure: Iterable[str]) -> list[str]:
    known = [module for module in modules(root) if is_pure(module.name, pure)]
    return [
        f"{module.name} imports {imported}"
        for module in known
        for imported in sorted(set(module.imports))
        if _is_impure(imported, pure)
    ]


def is_pure(name: str, pure: Iterable[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in pure)


def _is_impure(imported: str, pure: Iterable[str]) -> bool:
    top = imported.split(".", maxsplit=1)[0]
    if top in FLOORS:  # either the module, or something in it
        return not (is_pure(imported, pure) or is_pure(imported.rpartition(".")[0], pure))
    return top in FORBIDDEN_IN_PURE


def test_pure_modules_import_pure_modules_only():
    assert impure_imports(ROOT, PURE) == []


def test_every_pure_module_on_the_plan_is_there():
    names = [module.name for module in modules(ROOT)]
    assert [p for p in PURE if not any(fnmatch(name, p) for name in names)] == []


def test_pure_modules_are_typed_strictly():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    strict = settings["tool"]["mypy"]["overrides"][0]
    assert strict["module"] == list(PURE)
    assert strict["disallow_any_explicit"]
