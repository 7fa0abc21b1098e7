"""Languages in the headings of other programs' sheets: "English (en)" and back to "en"."""

import re
from functools import cache

from babel import Locale, UnknownLocaleError

from forms.rules import LANGUAGE

_IN_BRACKETS = re.compile(r".*\(([A-Za-z@-]{2,20})\)\s*")


@cache
def heading(code: str) -> str:
    """Return `code` as XLSForm names a language: its own name, and the code in brackets."""
    try:
        name = Locale.parse(code, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return f"{name or code} ({code})"


def code_in(said: str) -> str | None:
    """Return the language that a heading means, None when that cannot be told."""
    bracketed = _IN_BRACKETS.fullmatch(said)
    code = (bracketed[1] if bracketed else said).strip()
    if LANGUAGE.fullmatch(code):
        return code
    if LANGUAGE.fullmatch(code.lower()) and len(code) <= 3:
        return code.lower()
    return _by_name().get(code.casefold())


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, name in Locale("en").languages.items():
        if LANGUAGE.fullmatch(code):
            found.setdefault(str(name).casefold(), code)
    for code in ("vi", "en", "fr", "km", "lo", "zh", "ko", "ja", "es"):
        found[str(Locale(code).get_display_name()).casefold()] = code
    return found
