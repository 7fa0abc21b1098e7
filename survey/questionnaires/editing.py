"""Editing: what an author does to a draft, each act giving a new document.

Parts are named by where they stood in the revision the author was looking at (the
second question of the first section), never by code: a code may be wrong, or there
twice. Whether the outcome keeps the rules is not asked here: a draft may have faults.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from survey.questionnaires.flow import Document, mappings

Change = Callable[[Document], Document]


class NoSuchPart(LookupError):
    """The draft has nothing there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands, or (with no question) a section; from 0."""

    section: int
    question: int | None = None


def sections_of(document: Document) -> list[Document]:
    """Return the sections, as they stand in the document itself."""
    return mappings(document.get("sections"))


def questions_of(section: Document) -> list[Document]:
    """Return the questions of a section, as they stand in the document itself."""
    return mappings(section.get("questions"))


def part_at(document: Document, place: Place) -> Document:
    """Return the section or question at `place`."""
    section = _item(sections_of(document), place.section)
    return section if place.question is None else _item(questions_of(section), place.question)


def with_part(document: Document, place: Place, part: Document) -> Document:
    """Put `part` where another stood; a section keeps its questions."""
    changed = deepcopy(document)
    found = part_at(changed, place)
    kept = {"questions": found["questions"]} if place.question is None else {}
    found.clear()
    found.update({**part, **kept})
    return changed


def with_new_question(document: Document, section: int, question: Document) -> Document:
    """Add `question` at the end of a section."""
    changed = deepcopy(document)
    found = _item(sections_of(changed), section)
    found["questions"] = [*questions_of(found), question]
    return changed


def with_new_section(document: Document, section: Document) -> Document:
    """Add `section` at the end."""
    changed = deepcopy(document)
    changed["sections"] = [*sections_of(changed), {**section, "questions": []}]
    return changed


def without_part(document: Document, place: Place) -> Document:
    """Take out a question, or a section with all its questions."""
    changed = deepcopy(document)
    if place.question is None:
        sections = sections_of(changed)
        changed["sections"] = [each for each in sections if each is not part_at(changed, place)]
        return changed
    section = part_at(changed, Place(place.section))
    gone = part_at(changed, place)
    section["questions"] = [each for each in questions_of(section) if each is not gone]
    return changed


def moved(document: Document, place: Place, step: int) -> Document:
    """Move a part up (-1) or down (1); a question at the edge goes to the next section."""
    changed = deepcopy(document)
    part_at(changed, place)
    sections = sections_of(changed)
    if place.question is None:
        changed["sections"] = _swapped(sections, place.section, step)
        return changed
    questions = questions_of(sections[place.section])
    if 0 <= place.question + step < len(questions):
        sections[place.section]["questions"] = _swapped(questions, place.question, step)
        return changed
    if not 0 <= place.section + step < len(sections):
        return changed
    return moved_to(document, place, place.section + step, at_end=step < 0)


def moved_to(document: Document, place: Place, section: int, *, at_end: bool = True) -> Document:
    """Move a question to the end (or the beginning) of a section."""
    question = deepcopy(part_at(document, place))
    changed = without_part(document, place)
    found = _item(sections_of(changed), section)
    others = questions_of(found)
    found["questions"] = [*others, question] if at_end else [question, *others]
    return changed


def with_scale(document: Document, code: str, scale: Document, former: str = "") -> Document:
    """Put `scale` under `code`; questions on the `former` code follow it."""
    changed = deepcopy(document)
    scales = _mapping(changed, "scales")
    if former and former != code and code in scales:
        raise NoSuchPart(code)  # two scales would become one
    changed["scales"] = (
        {
            (code if name == former else name): (scale if name == former else one)
            for name, one in scales.items()
        }
        if former
        else {**scales, code: scale}
    )
    for section in sections_of(changed):
        for question in questions_of(section):
            if former and question.get("scale") == former:
                question["scale"] = code
    return changed


def without_scale(document: Document, code: str) -> Document:
    """Take out a scale."""
    scales = {name: one for name, one in _mapping(document, "scales").items() if name != code}
    return {**document, "scales": scales}


def with_rule(document: Document, number: int | None, rule: Document | None) -> Document:
    """Put `rule` (None: nothing) where another stood, or (number None) after the others."""
    rules = mappings(document.get("rules"))
    if number is not None:
        _item(rules, number)
        rules[number : number + 1] = [rule] if rule is not None else []
    elif rule is not None:
        rules.append(rule)
    rest = {name: value for name, value in document.items() if name != "rules"}
    return {**rest, "rules": rules} if rules else rest


def with_head(document: Document, head: Document) -> Document:
    """Put what stands above all questions: code, title, introduction."""
    return {**document, **head}


def _item(items: list[Document], number: int) -> Document:
    if not 0 <= number < len(items):
        raise NoSuchPart(str(number))
    return items[number]


def _swapped(items: list[Document], at: int, step: int) -> list[Document]:
    found = list(items)
    other = at + step
    if 0 <= other < len(found):
        found[at], found[other] = found[other], found[at]
    return found


def _mapping(document: Document, name: str) -> Document:
    found = document.get(name)
    return found if isinstance(found, dict) else {}
