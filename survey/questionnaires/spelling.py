"""How what an author types becomes words of a document: tidied, never guessed at."""

import re
import unicodedata
from collections.abc import Collection, Mapping

from forms.questionnaire import VIETNAMESE
from survey.places.spelling import folded

_WHOLE = re.compile(r"-?(0|[1-9]\d{0,14})", re.ASCII)
_DAY = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})", re.ASCII)
_LONGEST_CODE = 40


def clean(words: str) -> str:
    """Return `words` on one line, letters composed (NFC), without blanks around.

    What cannot be seen stays: the rules name it, so that the author learns of it.
    """
    return unicodedata.normalize("NFC", re.sub(r"[\r\n\t]+", " ", words)).strip(" ")


def whole_or_words(written: str) -> int | str | None:
    """Return a whole number where one was written, else what was; None for nothing."""
    return int(written) if _WHOLE.fullmatch(written) else written or None


def day_or_as_written(written: str) -> str:
    """Return 31/01/2026 as 2026-01-31 and 01/2026 as 2026-01; anything else as it is."""
    if not (match := _DAY.fullmatch(written)):
        return written
    day, month, year = match.groups()
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def day_as_written(kept: object) -> object:
    """Return 2026-01-31 as 31/01/2026 and 2026-01 as 01/2026; anything else as it is."""
    if isinstance(kept, str) and re.fullmatch(r"\d{4}(-\d{2}){1,2}", kept, re.ASCII):
        return "/".join(reversed(kept.split("-")))
    return kept


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
