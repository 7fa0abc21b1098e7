"""Tests mirror the floors: whoever opens a module knows where its test lies.

`survey/places/codes.py` is tested in `tests/survey/places/`: by a file of its name, or
by one there that imports it.
"""

import ast
from functools import cache
from pathlib import Path

from tests.house.plan import ROOT
from tests.house.source import Module, modules

TRIVIAL_ROLES = ("models", "wiring")
"""Tables are walked by test_schema, wiring by every test that opens the application."""

ELSEWHERE = {
    "survey.cli": "tests/survey/test_schema_cli.py",
}
"""Parts that only make sense seen through another, and the test that sees them."""


def without_a_mirror(root: Path) -> list[str]:
    return [m.name for m in modules(root) if _needs_one(m) and not _has_one(root, m)]


def _needs_one(module: Module) -> bool:
    if module.name.rsplit(".")[-1] in TRIVIAL_ROLES:
        return False
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(module.tree))


def _has_one(root: Path, module: Module) -> bool:
    *folders, name = module.name.split(".")
    folder = root.joinpath("tests", *folders)
    if module.path.name == "__init__.py":
        folder = folder / name
    return any(
        test.stem == f"test_{name}" or _imports(test, module.name)
        for test in folder.glob("test_*.py")
    )


@cache
def _imported(test: Path) -> frozenset[str]:
    return frozenset(Module("", test).imports)


def _imports(test: Path, name: str) -> bool:
    imported = _imported(test)
    return any(found == name or found.startswith(f"{name}.") for found in imported)


def test_every_module_that_does_something_has_its_test_in_the_mirrored_place():
    assert [name for name in without_a_mirror(ROOT) if name not in ELSEWHERE] == []


def test_no_excuse_outlives_its_cause():
    assert set(ELSEWHERE) - set(without_a_mirror(ROOT)) == set()
    assert [path for path in ELSEWHERE.values() if not (ROOT / path).exists()] == []
