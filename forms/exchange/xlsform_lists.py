"""The sheet `choices`: lists that questions choose from, and scales among them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.exchange import names
from forms.exchange.workbook_in import Line
from forms.exchange.xlsform_headings import take_text
from forms.questionnaire import FACES
from forms.writing import Document


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list."""

    name: str
    words: Mapping[str, str]
    face: str
    is_satisfied: bool


@dataclass(slots=True)
class Listed:
    """A list of choices; `allows` are the ways to give no answer among them."""

    name: str
    items: list[Item] = field(default_factory=list)
    allows: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether every name is a whole number, as the steps of a scale are."""
        return bool(self.items) and all(
            item.name.isascii() and item.name.isdigit() and len(item.name) < 10
            for item in self.items
        )


def lists_in(lines: list[Line]) -> dict[str, Listed]:
    """Return the lists in the rows of `choices`, by name."""
    found: dict[str, Listed] = {}
    for line in lines:
        name, item = line.take("list_name").strip(), line.take("name").strip()
        listed = found.setdefault(name, Listed(name))
        words = take_text(line, "label")
        if item.startswith(names.MARK):
            listed.allows.append(item.removeprefix(names.MARK))
            continue
        face = line.take("langnghe_face")
        is_satisfied = line.take("langnghe_satisfied") == "yes"
        listed.items.append(Item(item, words, face if face in FACES else "", is_satisfied))
    return found


def scale_of(listed: Listed) -> Document:
    """Return a list of whole numbers as a scale, lowest first."""
    items = sorted(listed.items, key=lambda item: int(item.name))
    satisfied = [int(item.name) for item in items if item.is_satisfied]
    options = [
        {
            "value": int(item.name),
            **({"face": item.face} if item.face else {}),
            "words": dict(item.words),
        }
        for item in items
    ]
    return {**({"satisfied": satisfied} if satisfied else {}), "options": options}


def choices_of(listed: Listed) -> tuple[list[Document], dict[str, str]]:
    """Return a list as choices, and our code for each of its names."""
    values: dict[str, str] = {}
    taken: set[str] = set()
    choices = []
    for item in listed.items:
        code = names.code_from(item.name, taken, "c")
        taken.add(code)
        values[item.name] = code
        choices.append({"code": code, "words": dict(item.words)})
    return choices, values
