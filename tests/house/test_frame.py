"""pandas comes in by one door, `analysis/frame.py`, and nobody else knows it."""

import re
from pathlib import Path

from tests.house.plan import ROOT
from tests.house.source import modules

DOOR = "analysis.frame"
_FRAMED = re.compile(r"\.(?:df|fetchdf|fetch_df|to_df)\(")


def beside_the_door(root: Path) -> list[str]:
    return [
        module.name
        for module in modules(root)
        if module.name != DOOR
        and (_FRAMED.search(module.text) or "pandas" in {i.split(".")[0] for i in module.imports})
    ]


def test_pandas_comes_in_by_one_door():
    assert beside_the_door(ROOT) == []


def test_a_module_that_opens_a_window_is_found(tmp_path):
    (tmp_path / "analysis").mkdir()
    (tmp_path / "analysis" / "shortcut.py").write_text("def f(found):\n    return found.df()\n")
    (tmp_path / "analysis" / "own.py").write_text("def f():\n    import pandas\n")
    assert sorted(beside_the_door(tmp_path)) == ["analysis.own", "analysis.shortcut"]
