"""Gaps: what a language a questionnaire is being written in still lacks.

A gap is no fault: the questionnaire may be asked, but not in that language.
"""

from collections.abc import Iterator

from forms.questionnaire import VIETNAMESE
from forms.rules import Fault, strings_in

_TEXTS = frozenset({"title", "intro", "words", "hint", "reason", "measure"})


def gaps(document: object) -> list[Fault]:
    """Return every text that lacks a language of `document`, with its place."""
    languages = strings_in(document.get("languages")) if isinstance(document, dict) else ()
    others = [language for language in languages if language != VIETNAMESE]
    return list(_gaps_in(document, "", others)) if others else []


def unfinished(document: object) -> tuple[str, ...]:
    """Return the languages of `document` in which it is not whole, in its order."""
    languages = strings_in(document.get("languages")) if isinstance(document, dict) else ()
    lacking = {gap.where.rpartition(".")[2] for gap in gaps(document)}
    return tuple(language for language in languages if language in lacking)


def _gaps_in(part: object, where: str, languages: list[str]) -> Iterator[Fault]:
    if isinstance(part, list):
        for number, item in enumerate(part):
            yield from _gaps_in(item, f"{where}[{number}]", languages)
    if not isinstance(part, dict):
        return
    for name, inner in part.items():
        place = f"{where}.{name}".lstrip(".")
        if name == "scales" and not where and isinstance(inner, dict):
            for code, scale in inner.items():  # a scale may well be called "words"
                yield from _gaps_in(scale, f"{place}.{code}", languages)
        elif name in _TEXTS and isinstance(inner, dict):
            for language in languages:
                if language not in inner:
                    yield Fault(f"{place}.{language}", f"chưa có lời bằng ngôn ngữ {language}")
        else:
            yield from _gaps_in(inner, place, languages)
