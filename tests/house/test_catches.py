"""Who catches everything: each stands here with its reason, for such a net hides faults."""

import ast
from pathlib import Path

from tests.house.plan import ROOT
from tests.house.source import modules

MAY_CATCH_ALL = {
    "survey.jobs.worker": "whatever a job fell over is told to who asked, and the next one is done",
    "survey.mail.postman": "one letter that cannot be written costs no other; its words, which "
    "may name somebody, stay out of the log",
}


def catching_all(root: Path) -> set[str]:
    return {
        module.name
        for module in modules(root)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and _is_net(node.type)
    }


def _is_net(caught: ast.expr | None) -> bool:
    return caught is None or (
        isinstance(caught, ast.Name) and caught.id in ("Exception", "BaseException")
    )


def test_only_these_catch_everything():
    assert catching_all(ROOT) == set(MAY_CATCH_ALL)


def test_a_net_is_found(tmp_path):
    (tmp_path / "survey").mkdir()
    (tmp_path / "survey" / "careless.py").write_text("try:\n    f()\nexcept Exception:\n    pass\n")
    assert catching_all(tmp_path) == {"survey.careless"}
