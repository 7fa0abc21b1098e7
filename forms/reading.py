"""From a file to a questionnaire: read strictly, checked whole, and only then made."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from forms import check, source
from forms.check import Fault
from forms.kinds import KINDS
from forms.questionnaire import Option, Question, Questionnaire, Scale, Section, Text

SHAPES: Mapping[str, check.Shape] = {name: kind.shape for name, kind in KINDS.items()}


class FaultyQuestionnaire(Exception):
    """A file breaks rules; says each with its line."""

    def __init__(self, path: Path, found: list[str]) -> None:
        super().__init__("\n".join(found))
        self.path = path
        self.found = found


def read(path: Path) -> Questionnaire:
    """Return the questionnaire in `path`; raise FaultyQuestionnaire when it has a fault."""
    found, document = _look(path)
    if found:
        raise FaultyQuestionnaire(path, found)
    return made(document)


def faults_in(path: Path) -> list[str]:
    """Return one line a fault of the file `path`: file, line, place, what."""
    return _look(path)[0]


def made(document: Any) -> Questionnaire:
    """Return the questionnaire that `document`, which has no fault, describes."""
    scales = {code: _scale(code, written) for code, written in document["scales"].items()}
    return Questionnaire(
        code=document["code"],
        version=document["version"],
        title=_text(document["title"]),
        intro=_text(document["intro"]),
        languages=tuple(document["languages"]),
        official=document["official"],
        sections=tuple(_section(written, scales) for written in document["sections"]),
    )


def _look(path: Path) -> tuple[list[str], object]:
    try:
        text = path.read_bytes().decode("utf-8")
        read_file = source.read(text)
    except UnicodeDecodeError as error:
        return [f"{path}:1: không phải UTF-8 (byte {error.start})"], None
    except source.Unreadable as error:
        return [f"{path}:{error.line}: {error.what}"], None
    found = check.faults(
        read_file.document, code=path.parent.name, version=_version(path), kinds=SHAPES
    )
    return [_told(path, read_file, fault) for fault in found], read_file.document


def _told(path: Path, read_file: source.Source, fault: Fault) -> str:
    place = f"{fault.where}: " if fault.where else ""
    return f"{path}:{read_file.line_of(fault.where)}: {place}{fault.what}"


def _version(path: Path) -> int | None:
    return int(path.stem) if path.stem.isascii() and path.stem.isdigit() else None


def _scale(code: str, written: dict[str, Any]) -> Scale:
    options = tuple(
        Option(option["value"], _text(option["words"]), option.get("face", ""))
        for option in written["options"]
    )
    return Scale(code, options, frozenset(written["satisfied"]))


def _section(written: dict[str, Any], scales: Mapping[str, Scale]) -> Section:
    questions = tuple(_question(question, scales) for question in written["questions"])
    return Section(written["code"], _text(written["title"]), questions)


def _question(written: dict[str, Any], scales: Mapping[str, Scale]) -> Question:
    return Question(
        code=written["code"],
        kind=written["kind"],
        words=_text(written["words"]),
        source=written["source"],
        scale=scales[written["scale"]] if "scale" in written else None,
        hint=_text(written["hint"]) if "hint" in written else None,
        longest=written.get("longest"),
    )


def _text(written: dict[str, str]) -> Text:
    return MappingProxyType(dict(written))
