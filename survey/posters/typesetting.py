"""Typesetting: words and pictures become a page, written by typst.

A PDF is PDF/A-2 and tagged for screen readers (PDF/UA-1). Words reach the markup as
inputs and never as markup, so that no name can be taken for an order; they are put in
NFC first, for a mark that floats apart from its letter prints badly and is not found
by a search. The same inputs give the same page on every machine.
"""

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

_STANDARDS = ["a-2a", "ua-1"]
_DOTS_AN_INCH = 300.0


def pdf(
    markup: Path, inputs: Mapping[str, str], *, png: bool = False, dots: float = _DOTS_AN_INCH
) -> bytes:
    """Return what `markup` lays out from `inputs`: a PDF, or its only page as a PNG.

    A PNG has `dots` pixels an inch.
    """
    asked = {"format": "png", "ppi": dots} if png else {"pdf_standards": _STANDARDS}
    printed: bytes = typst.compile(
        str(markup),
        font_paths=_fonts(),
        sys_inputs={name: printable(words) for name, words in inputs.items()},
        **asked,
    )
    return printed


def told(values: object) -> str:
    """Return `values` as an input that markup reads with `json`."""
    # Not escaped: what is escaped would pass by `printable`.
    return json.dumps(values, ensure_ascii=False)


def printable(words: str) -> str:
    """Return `words` with every mark on its letter."""
    return unicodedata.normalize("NFC", words)


@cache
def _fonts() -> typst.Fonts:
    # matplotlib brings fonts that have every Vietnamese sign; only its files are
    # wanted here, so it is looked up and not imported. A server's own fonts are left
    # out: the same page must come from every machine.
    spec = find_spec("matplotlib")
    folder = Path(str(spec and spec.origin)).parent / "mpl-data" / "fonts" / "ttf"
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
