"""A draft laid flat: its sections and questions in one row, each known by its code.

Sections and questions move among each other, so to put two people's work together they
are looked at as one sequence in which a section is a mark where a new heading begins.
`whole(flat(document)) == document` for every document that has the shape of one.
"""

from collections.abc import Mapping
from typing import Final

Document = dict[str, object]

NOTHING: Final = object()
"""Where one of the sides has no such part."""

FLOW = "flow"
_PLACE = "~"
_SECTION, _QUESTION = "section", "question"


def flat(document: Mapping[str, object]) -> Document:
    """Return `document` with its sections and questions in one sequence."""
    flow: list[object] = []
    for section in mappings(document.get("sections")):
        heading = {name: value for name, value in section.items() if name != "questions"}
        flow.append({_PLACE: _SECTION, **heading})
        flow.extend({_PLACE: _QUESTION, **each} for each in mappings(section.get("questions")))
    rest = {name: value for name, value in document.items() if name != "sections"}
    return {**rest, FLOW: flow}


def whole(laid_flat: Mapping[str, object]) -> Document:
    """Return the document that was laid flat."""
    sections: list[Document] = []
    early: list[Document] = []  # questions whose heading somebody took away
    for item in mappings(laid_flat.get(FLOW)):
        bare = {name: value for name, value in item.items() if name != _PLACE}
        if item.get(_PLACE) == _SECTION:
            sections.append({**bare, "questions": []})
        elif sections:
            _questions_of(sections[-1]).append(bare)
        else:
            early.append(bare)
    if early:
        if not sections:
            sections.append({"code": "section", "title": {}, "questions": []})
        _questions_of(sections[0])[:0] = early
    rest = {name: value for name, value in laid_flat.items() if name != FLOW}
    return {**rest, "sections": sections}


def keyed(part: object) -> dict[str, object] | None:
    """Return a list of things with codes (or values) by these; None for any other part."""
    if part is NOTHING:
        return {}
    if not isinstance(part, list) or not all(isinstance(item, dict) for item in part):
        return None
    found: dict[str, object] = {}
    for item in part:
        name = f"{item.get(_PLACE, '')} {item.get('code', item.get('value', ''))}".strip()
        twice = sum(1 for known in found if known.partition("#")[0] == name)
        found[f"{name}#{twice + 1}" if twice else name] = item
    return found


def mappings(part: object) -> list[Document]:
    """Return the mappings in a list, or none where there is no list."""
    return [item for item in part if isinstance(item, dict)] if isinstance(part, list) else []


def _questions_of(section: Document) -> list[object]:
    found = section["questions"]
    if not isinstance(found, list):
        raise TypeError("a section has a list of questions")
    return found
