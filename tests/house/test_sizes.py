"""Nothing grows in silence: each exception is named here, with its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.plan import ROOT
from tests.house.source import modules, templates

MODULE, FUNCTION, VIEW, TEMPLATE = 200, 40, 15, 120
ROUTES = ("route", "get", "post", "put", "delete")

LARGER: dict[str, str] = {}
"""What may be larger, and why it reads better whole."""


def too_large(root: Path) -> dict[str, int]:
    return dict(_large_modules(root)) | dict(_large_functions(root)) | dict(_large_templates(root))


def _large_modules(root: Path) -> Iterator[tuple[str, int]]:
    for module in modules(root):
        if (lines := len(module.text.splitlines())) > MODULE:
            yield module.name, lines


def _large_functions(root: Path) -> Iterator[tuple[str, int]]:
    for module in modules(root):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = _lines(node)
                if lines > (VIEW if _is_view(node) else FUNCTION):
                    yield f"{module.name}.{node.name}", lines


def _large_templates(root: Path) -> Iterator[tuple[str, int]]:
    for path in templates(root):
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > TEMPLATE:
            yield str(path.relative_to(root)), lines


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    # Decorators are not counted: a route's address and its guard are its name.
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _is_view(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(
        isinstance(mark, ast.Call)
        and isinstance(mark.func, ast.Attribute)
        and mark.func.attr in ROUTES
        for mark in node.decorator_list
    )


def test_nothing_is_larger_than_it_should_be():
    unexplained = {name: lines for name, lines in too_large(ROOT).items() if name not in LARGER}
    assert unexplained == {}


def test_no_excuse_outlives_its_cause():
    assert set(LARGER) - set(too_large(ROOT)) == set()
