"""Definitions of indices, read from files by decision and year, and checked when read.

What cannot be read stops the reading and says the line. What can be read and does not add
up is a mismatch: real decisions have them (Decision 2948 states 38 criteria where its areas
add up to 39), so a mismatch is told with its sum, its file and its line, and nothing stops.
A province lays files of its own beside the shipped ones, under codes of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.indices import summing
from analysis.indices.making import Unfit, made
from analysis.indices.structure import Definition, Part
from forms import library, source
from forms.questionnaire import Questionnaire

SHIPPED = Path(__file__).parent / "definitions"
FOLDER = "definitions"
"""Where under `var` a province lays its own."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something in a definition that does not add up: the file, the line, and what."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class FaultyDefinition(Exception):
    """A file is no definition; says file, line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All definitions by code, and every mismatch in them."""

    definitions: Mapping[str, Definition]
    mismatches: tuple[Mismatch, ...]

    def of_index(self, index: str) -> list[Definition]:
        """Return the definitions of an index, the earliest first."""
        found = [each for each in self.definitions.values() if each.index == index]
        return sorted(found, key=lambda each: (each.since, each.method.code))

    def speaking_for(self, index: str, year: int) -> Definition | None:
        """Return the definition of an index for a year; of several, the one that came last."""
        found = [each for each in self.of_index(index) if each.speaks_for(year)]
        return found[-1] if found else None

    def reading(self, questionnaire: str) -> list[Definition]:
        """Return the definitions that are measured with a questionnaire."""
        every = self.definitions.values()
        return [each for each in every if questionnaire in each.questionnaires]

    def reading_by_index(self, questionnaire: str, year: int) -> dict[str, Definition]:
        """Return by index the definition that a questionnaire asked in `year` measures.

        An older questionnaire asked again still measures what it was made for.
        """
        found = sorted(
            self.reading(questionnaire), key=lambda each: (each.speaks_for(year), each.since)
        )
        return {each.index: each for each in found}


def read(path: Path) -> tuple[Definition, tuple[Mismatch, ...]]:
    """Return the definition in `path` and what in it does not add up.

    Raise FaultyDefinition when it is none.
    """
    try:
        found = source.read(path.read_text(encoding="utf-8"))
    except (source.Unreadable, UnicodeDecodeError) as error:
        line = getattr(error, "line", 1)
        raise FaultyDefinition(f"{path.name}:{line}: {error}") from error
    try:
        definition = made(found.document)
    except Unfit as unfit:
        line = found.line_of(unfit.where)
        raise FaultyDefinition(f"{path.name}:{line}: {unfit.what}") from unfit
    document = found.document if isinstance(found.document, dict) else {}
    told = [*summing.mismatches(definition, document.get("stated") or {}), *_unknown(definition)]
    return definition, tuple(Mismatch(path.name, found.line_of(at), what) for at, what in told)


@cache
def shelf(further: Path | None = None) -> Shelf:
    """Return what is shipped with what lies in `further`, each read once."""
    definitions: dict[str, Definition] = {}
    mismatches: list[Mismatch] = []
    for path in sorted(SHIPPED.glob("*.yaml")):
        definition, found = read(path)
        definitions[definition.method.code] = definition
        mismatches += found
    for path in sorted(further.glob("*.yaml")) if further is not None else ():
        mismatches += _add(path, definitions)
    return Shelf(definitions, tuple(mismatches))


def _add(path: Path, definitions: dict[str, Definition]) -> Sequence[Mismatch]:
    # A province's file never keeps the pages from opening.
    try:
        definition, mismatches = read(path)
    except FaultyDefinition as faulty:
        return (Mismatch(path.name, 1, str(faulty)),)
    if definition.method.code in definitions:
        return (Mismatch(path.name, 1, f"mã {definition.method.code} đã có; xin đặt mã khác"),)
    definitions[definition.method.code] = definition
    return mismatches


def _unknown(definition: Definition) -> Iterator[tuple[str, str]]:
    """Yield each question a definition names that its questionnaire does not ask."""
    known = {code: _keys(code) for code in definition.questionnaires}
    for code, keys in known.items():
        if keys is None:
            yield "questionnaires", f"không có phiếu {code}"
    groups = tuple(part for part in definition.parts if part.is_group)
    summed = tuple(part for part in definition.parts if not part.is_group)
    for at, part in (*_placed(summed, "parts"), *_placed(groups, "groups")):
        named = [(code, q) for code, asked in (part.questions or {}).items() for q in asked]
        named += [(code, each.question) for code in known for each in part.indicators]
        for code, question in named:
            keys = known.get(code)
            if keys is not None and question not in keys:
                yield at, f"phiếu {code} không hỏi câu {question} (phần {part.code})"


def _placed(parts: Sequence[Part], where: str) -> Iterator[tuple[str, Part]]:
    for number, part in enumerate(parts):
        yield f"{where}[{number}]", part
        yield from _placed(part.parts, f"{where}[{number}].parts")


def _keys(code: str) -> frozenset[str] | None:
    try:
        found: Questionnaire = library.newest(code)
    except library.UnknownQuestionnaire:
        return None
    rows = {f"{each.code}.{row.code}" for each in found.questions for row in each.rows}
    return frozenset(rows | {each.code for each in found.questions})
