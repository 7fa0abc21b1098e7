"""A ballot as the citizen sees it: HTML to put into a page, and the style for it.

A blank ballot is the same for everybody, so it is written once for each language and
then handed out; only a ballot that comes back (a mistake, another language, a Visit
too old) is written anew.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any, cast

from flask import current_app
from flask_babel import force_locale
from markupsafe import Markup

from forms.base import BallotForm
from forms.build import form_class
from forms.questionnaire import Questionnaire

BLANKS = "forms.blanks"
STYLE = Path(__file__).parent / "static" / "ballot.css"


def blank(questionnaire: Questionnaire, language: str) -> Markup:
    """Return the ballot with nothing filled in."""
    blanks: dict[tuple[str, str], Markup] = current_app.extensions[BLANKS]
    key = (questionnaire.digest, language)
    if key not in blanks:
        with force_locale(language):
            blanks[key] = filled(form_class(questionnaire, language)())
    return blanks[key]


def filled(form: BallotForm) -> Markup:
    """Return the ballot with what was sent still in it, and what is wrong beside it."""
    template: Any = current_app.jinja_env.get_template("forms/ballot.html")
    return cast(Markup, template.module.ballot(form, form.questionnaire, form.language))


@cache
def style() -> Markup:
    """Return the ballot's CSS without comments and indents, to be put inside the page."""
    bare = re.sub(r"/\*.*?\*/", "", STYLE.read_text(), flags=re.DOTALL)
    return Markup(re.sub(r"\s*([{};:,>+])\s*", r"\1", bare).replace(";}", "}").strip())
