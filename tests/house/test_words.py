"""Names say what a thing is, and no word reaches a reader untranslated."""

import ast
import re
from pathlib import Path

from tests.house.plan import ROOT
from tests.house.source import modules, templates

EMPTY_NAMES = frozenset(
    [
        "utils",
        "util",
        "helpers",
        "helper",
        "common",
        "core",
        "misc",
        "manager",
        "service",
        "handler",
        "data",
        "info",
    ]
)
EMPTY_VERBS = ("process_", "do_", "handle_")
GIVEN_NAMES = frozenset(
    ("process_bind_param", "process_result_value", "process_formdata", "process_response")
)
"""Names that a library calls us by."""

PROPER_NAMES = ("Lắng Nghe", "Tiếng Việt", "English")
"""Words that are the same in every language."""

SPOKEN = re.compile(r'\b(?:title|alt|aria-label|placeholder)="([^"]*)"')
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)
UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>", re.S)
TAG = re.compile(r"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.S)


def empty_names(root: Path) -> list[str]:
    """Return modules and functions whose name says nothing."""
    named = [m.name for m in modules(root) if EMPTY_NAMES & set(m.name.split("."))]
    return named + [
        f"{module.name}.{node.name}"
        for module in modules(root)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.lstrip("_").startswith(EMPTY_VERBS)
        and node.name not in GIVEN_NAMES
    ]


def untranslated(root: Path) -> list[str]:
    """Return the bare words of templates: what stands outside `{{ _("…") }}`."""
    return [
        f"{path.relative_to(root)}: {words}"
        for path in templates(root)
        for words in bare_words(path.read_text(encoding="utf-8"))
    ]


def bare_words(template: str) -> list[str]:
    seen = UNSEEN.sub(" ", JINJA.sub(" ", template))
    texts = [*TAG.split(seen), *SPOKEN.findall(seen)]
    for name in PROPER_NAMES:
        texts = [text.replace(name, "") for text in texts]
    # An entity such as &nbsp; is a sign, and a part of a tag is none of the reader's words.
    signs = (re.sub(r"&\w+;|[\w-]+=\"[^\"]*\"", "", text) for text in texts)
    return [" ".join(text.split()) for text in signs if re.search(r"[^\W\d_]", text)]


def test_names_say_what_a_thing_is():
    assert empty_names(ROOT) == []


def test_no_template_has_a_bare_word():
    assert untranslated(ROOT) == []
