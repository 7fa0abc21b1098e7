"""A form while it is being read: what has been found, what still waits, what did not fit.

Conditions wait until every question is known, for what a name means is the kind of
question it belongs to. One of our own is believed only where the cell that other programs
read still says the same: whoever changed that cell meant the change.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.condition_reading import NotACondition
from forms.exchange import names
from forms.exchange.conditions_in import Meant, NoEqual, line_of
from forms.exchange.knowing import known_in
from forms.exchange.xlsform_lists import Listed, scale_of
from forms.exchange.xpath import Known, broken, xpath
from forms.rules import CODE
from forms.writing import Document


@dataclass(frozen=True, slots=True)
class Waiting:
    """A condition to be read: where it goes, what the form says, what we had said."""

    goes_to: Document
    key: str
    said: tuple[str, ...]
    ours: str
    place: str


@dataclass(slots=True)
class Form:
    """What has been read of a form so far."""

    lists: dict[str, Listed] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    scales: dict[str, Document] = field(default_factory=dict)
    sections: list[Document] = field(default_factory=list)
    rules: list[Document] = field(default_factory=list)
    meant: dict[str, Meant] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)

    def note(self, place: str, what: str) -> None:
        """Put down something that did not fit."""
        self.notes.append(f"{place}: {what}")

    def code_for(self, name: str, place: str, otherwise: str = "q") -> str:
        """Return the code of the question that a form calls `name`; note where it differs."""
        if CODE.fullmatch(name) and name not in self.codes:
            code = name
        else:
            code = names.code_from(name, self.codes, otherwise)
            self.note(place, f"tên “{name}” không làm mã được, đổi thành “{code}”.")
        self.codes.add(code)
        return code

    def scale_for(self, listed: Listed) -> str:
        """Return the code of the scale that a list of whole numbers is."""
        wanted = names.own(listed.name, "scale") or names.code_from(listed.name, (), "s")
        return self.scale_named(wanted, scale_of(listed))

    def scale_named(self, wanted: str, scale: Document) -> str:
        """Return the code under which `scale` is known: `wanted`, if no other is called so."""
        code = wanted
        while self.scales.setdefault(code, scale) != scale:
            code = names.code_from(wanted, self.scales)
        return code

    def settle(self) -> None:
        """Read every condition that waits, now that all questions are known."""
        # A condition looks back, so what it needs to know has been settled before it.
        order = {id(part): at for at, (part, _) in enumerate(_parts(self.sections))}
        section_of = {id(part): section for part, section in _parts(self.sections)}
        self.waiting.sort(key=lambda each: order.get(id(each.goes_to), len(order)))
        known = known_in({"sections": self.sections})
        for each in self.waiting:
            line = self._line(each, known)
            if line:
                each.goes_to[each.key] = line
            if line and each.key == "when":
                known |= known_in({"sections": [section_of[id(each.goes_to)]]})
        self.rules[:] = [rule for rule in self.rules if "rule" in rule]

    def _line(self, each: Waiting, known: Known) -> str | None:
        if each.ours and len(each.said) == 1 and _says_the_same(each, known):
            return each.ours
        told = []
        for said in each.said:
            try:
                told.append(line_of(said, self.meant.get))
            except NoEqual:
                self.note(
                    each.place, f"điều kiện “{said}” không diễn đạt được ở đây; xin viết lại."
                )
        if len(told) == 1:
            return _as(each.key, told[0])
        return _as(each.key, " and ".join(f"({line})" for line in told)) if told else None


def _as(key: str, line: str) -> str:
    # A rule's row says when the rule is broken.
    return f"not ({line})" if key == "rule" else line


def _says_the_same(each: Waiting, known: Known) -> bool:
    tell = broken if each.key == "rule" else xpath
    try:
        return tell(each.ours, known) == each.said[0]
    except (NotACondition, KeyError):
        return False


def _parts(sections: list[Document]) -> Iterator[tuple[Document, Document]]:
    """Yield every section and question in order, each with the section it stands in."""
    for section in sections:
        yield section, section
        yield from ((question, section) for question in section["questions"])
