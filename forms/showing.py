"""A ballot as the citizen sees it: HTML to put into a page, its style and its script.

A blank ballot is the same for everybody, so it is written once for each language and
then handed out; only a ballot that comes back (a mistake, another language, the next
page, a Visit too old) is written anew.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any, cast

from flask import current_app
from flask_babel import get_locale
from markupsafe import Markup

from forms.form import BallotForm
from forms.questionnaire import Questionnaire

BLANKS = "forms.blanks"
_STATIC = Path(__file__).parent / "static"


def blank(questionnaire: Questionnaire, language: str) -> Markup:
    """Return the first page with nothing filled in, the words around it in the page's language."""
    blanks: dict[tuple[str, str, str], Markup] = current_app.extensions[BLANKS]
    key = (questionnaire.digest, language, str(get_locale()))
    if key not in blanks:
        blanks[key] = filled(BallotForm(questionnaire, language))
    return blanks[key]


def filled(form: BallotForm) -> Markup:
    """Return a page with what was sent still in it, and what is wrong beside it."""
    template: Any = current_app.jinja_env.get_template("forms/ballot.html")
    return cast(Markup, template.module.ballot(form))


@cache
def style() -> Markup:
    """Return the ballot's CSS without comments and indents, to be put inside the page."""
    bare = _without_comments(_STATIC / "ballot.css")
    return Markup(re.sub(r"\s*([{};:,>+])\s*", r"\1", bare).replace(";}", "}").strip())


@cache
def script() -> Markup:
    """Return what reveals follow-ups at once, to be put inside the page."""
    lines = _without_comments(_STATIC / "follow.js").splitlines()
    return Markup("\n".join(line.strip() for line in lines if line.strip()))


def _without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
