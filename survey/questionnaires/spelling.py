"""How what an author types becomes words of a document: tidied, never guessed at."""

import re
import unicodedata
from collections.abc import Collection, Mapping

from forms.questionnaire import VIETNAMESE
from survey.places.spelling import folded

_WHOLE = re.compile(r"-?(0|[1-9]\d{0,14})", re.ASCII)
_LONGEST_CODE = 40


def clean(words: str) -> str:
    """Return `words` on one line, letters composed (NFC), without blanks around.

    What cannot be seen stays: the rules name it, so that the author learns of it.
    """
    return unicodedata.normalize("NFC", re.sub(r"[\r\n\t]+", " ", words)).strip(" ")


def whole_or_words(written: str) -> int | str | None:
    """Return a whole number where one was written, else what was; None for nothing."""
    return int(written) if _WHOLE.fullmatch(written) else written or None


def in_vietnamese(written: str, former: object) -> dict[str, object] | None:
    """Return `former` with `written` as its Vietnamese; None when nothing is left."""
    others = dict(former) if isinstance(former, Mapping) else {}
    others.pop(VIETNAMESE, None)
    words = clean(written)
    return {VIETNAMESE: words, **others} if words else others or None


def code_from(words: str, taken: Collection[str], letter: str = "c") -> str:
    """Return a code that reads like `words` and is none of those `taken`."""
    plain = re.sub(r"[^a-z0-9]+", "_", folded(clean(words))).strip("_")
    stem = plain if plain[:1].isalpha() else f"{letter}_{plain}".strip("_")
    stem = stem[:_LONGEST_CODE].rstrip("_")
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem[: _LONGEST_CODE - 1 - len(str(number))]}_{number}"
    return found
