"""The words of a draft, one by one: what is translated, where it stands, what is lacking."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from forms.questionnaire import VIETNAMESE
from survey.questionnaires.flow import Document

TEXTS = ("title", "intro", "words", "hint", "reason", "measure")


@dataclass(frozen=True, slots=True)
class Wording:
    """One text: where it stands (as a fault names places), and its words by language."""

    where: str
    by_language: Mapping[str, object]

    @property
    def source(self) -> str:
        """The Vietnamese words."""
        return str(self.by_language.get(VIETNAMESE, ""))

    def in_language(self, language: str) -> str:
        """Return the words in `language`, "" where they are still to be written."""
        return str(self.by_language.get(language, ""))


def wordings(document: Document) -> list[Wording]:
    """Return every text of `document`, in the order somebody reads it."""
    order = ("title", "intro", "sections", "scales", "rules")
    parts = ((name, document[name]) for name in order if name in document)
    return list(_in(dict(parts), ""))


def with_words(document: Document, language: str, words: Mapping[str, str]) -> Document:
    """Put `words` (by place) in `language`; "" takes what was there away."""
    changed = deepcopy(document)
    for wording in wordings(changed):
        said, by_language = words.get(wording.where), wording.by_language
        if said is not None and isinstance(by_language, dict):
            by_language.pop(language, None)
            if said:
                by_language[language] = said
    return changed


def with_language(document: Document, language: str, state: str) -> Document:
    """Add `language` if it is new, and say how far its wording can be relied on."""
    languages = document.get("languages")
    known = list(languages) if isinstance(languages, list) else []
    states = document.get("states")
    kept = dict(states) if isinstance(states, dict) else {}
    if language not in known:
        known.append(language)
    return {**document, "languages": known, "states": {**kept, language: state}}


def without_language(document: Document, language: str) -> Document:
    """Take `language` out, with all words in it."""
    bare = with_words(document, language, dict.fromkeys((w.where for w in wordings(document)), ""))
    languages, states = bare.get("languages"), bare.get("states")
    if isinstance(languages, list):
        bare["languages"] = [each for each in languages if each != language]
    if isinstance(states, dict):
        bare["states"] = {each: state for each, state in states.items() if each != language}
        if not bare["states"]:
            del bare["states"]
    return bare


def _in(part: object, where: str) -> Iterator[Wording]:
    if isinstance(part, list):
        for number, item in enumerate(part):
            yield from _in(item, f"{where}[{number}]")
    if not isinstance(part, dict):
        return
    for name, inner in part.items():
        place = f"{where}.{name}".lstrip(".")
        if name in TEXTS and isinstance(inner, dict):
            yield Wording(place, inner)
        else:
            yield from _in(inner, place)
