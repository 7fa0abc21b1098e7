"""Conditions somebody can pick instead of writing: ready lines on the questions there are.

Each is a line `forms.conditions` understands, with what it says beside it. Where answers
are steps, the line is about the lower half: that is what follow-ups are asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from survey.questionnaires.editing import Place, questions_of, sections_of
from survey.questionnaires.flow import Document, mappings
from survey.questionnaires.telling import in_words


@dataclass(frozen=True, slots=True)
class Mention:
    """One ready condition, and what it says."""

    line: str
    said: str


def mentions(document: Document, place: Place | None = None) -> list[Mention]:
    """Return ready conditions on the questions that stand before `place` (None: on all)."""
    lines = [line for each in _before(document, place) for line in _lines(each, document)]
    return [Mention(line, in_words(line, document)) for line in lines]


def _before(document: Document, place: Place | None) -> Iterator[Document]:
    for at, section in enumerate(sections_of(document)):
        if place is not None and at > place.section:
            return
        asked = questions_of(section)
        is_here = place is not None and at == place.section
        yield from asked[: place.question] if place is not None and is_here else asked


def _lines(question: Document, document: Document) -> list[str]:
    code, kind = question.get("code"), question.get("kind")
    choices = [each.get("code") for each in mappings(question.get("choices"))]
    if kind == "yes_no":
        return [f'{code} = "yes"', f'{code} = "no"']
    if kind == "choice":
        return [f'{code} = "{choice}"' for choice in choices]
    if kind == "choices":
        return [f'{code} has "{choice}"' for choice in choices]
    middle = _middle(question, document)
    if middle is not None and kind == "scale":
        return [f"{code} <= {middle}"]
    if middle is not None and kind == "matrix":
        return [f"{code}.{row.get('code')} <= {middle}" for row in mappings(question.get("rows"))]
    return [] if kind in ("note", "consent") else [f"{code} is answered"]


def _middle(question: Document, document: Document) -> object:
    scales = document.get("scales")
    scale = scales.get(question.get("scale")) if isinstance(scales, dict) else None
    steps = mappings(scale.get("options")) if isinstance(scale, dict) else []
    return steps[(len(steps) - 1) // 2].get("value") if steps else None
