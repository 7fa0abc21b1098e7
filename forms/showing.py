"""A ballot as the citizen sees it: HTML to put into a page, its style and its script.

A blank ballot is the same for everybody, so it is written once for each language and
then handed out; only a ballot that comes back (a mistake, another language, the next
page, a Visit too old) is written anew.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

from flask import current_app
from flask_babel import get_locale
from markupsafe import Markup

from forms import condition_reading
from forms.condition_telling import told_broken
from forms.conditions import refs
from forms.form import BallotForm
from forms.kinds.answer import NOWHERE
from forms.questionnaire import Questionnaire, Rule

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


def whole(
    questionnaire: Questionnaire, language: str, places: Mapping[str, str] = NOWHERE
) -> Markup:
    """Return all its pages as one, for a kiosk: large scales, and what would be refused told too.

    A kiosk shows one question after another with nobody to ask, so every condition and
    rule is left to its script.
    """
    sections = tuple(replace(section, begins_page=False) for section in questionnaire.sections)
    form = BallotForm(replace(questionnaire, sections=sections), language, places=places)
    rules = [_told(rule, questionnaire) for rule in questionnaire.rules]
    template: Any = current_app.jinja_env.get_template("forms/ballot.html")
    return cast(Markup, template.module.ballot(form, whole=True, rules=rules))


def _told(rule: Rule, questionnaire: Questionnaire) -> tuple[str, str, Mapping[str, str]]:
    """Return the question a broken rule is told at, when it is broken, and its words."""
    condition = condition_reading.read(rule.holds)
    codes = {ref.code for ref in refs(condition)}
    last = [question.code for question in questionnaire.questions if question.code in codes][-1]
    return last, json.dumps(told_broken(condition), ensure_ascii=False), rule.words


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
