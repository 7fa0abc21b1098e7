"""From a file to a questionnaire: read strictly, checked whole, and only then made."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from forms import check, check_flow, gaps, source
from forms.check import Fault
from forms.kinds import KINDS
from forms.making import made_of
from forms.questionnaire import Audio, Questionnaire
from forms.writing import Document

SHELVES = Path(__file__).parent / "questionnaires"
SHAPES: Mapping[str, check.Shape] = {name: kind.shape for name, kind in KINDS.items()}


class FaultyQuestionnaire(Exception):
    """A file breaks rules; says each with its line."""

    def __init__(self, path: Path, found: list[str]) -> None:
        super().__init__("\n".join(found))
        self.path = path
        self.found = found


def read(path: Path) -> Questionnaire:
    """Return the questionnaire in `path`; raise FaultyQuestionnaire when it has a fault."""
    read_file, found = _look(path)
    if found or read_file is None:
        raise FaultyQuestionnaire(path, found)
    return made(read_file.document, path.parent.parent)


def faults_in(path: Path) -> list[str]:
    """Return one line a fault of the file `path`: file, line, place, what."""
    return _look(path)[1]


def faults_and_gaps_in(path: Path, *, is_shelved: bool = True) -> tuple[list[str], list[str]]:
    """Return one line a fault of the file `path`, and one a text that lacks a language of it.

    A file on a shelf bears the names of its questionnaire and version; others any name.
    """
    read_file, found = _look(path, is_shelved)
    if read_file is None:
        return found, []
    return found, [_told(path, read_file, gap) for gap in gaps.gaps(read_file.document)]


def made(document: Document, shelves: Path = SHELVES) -> Questionnaire:
    """Return the questionnaire that `document`, which has no fault, describes."""
    return made_of(document, lambda file: _audio(document["code"], file, shelves))


def faults_of(
    document: object,
    *,
    code: str | None = None,
    version: int | None = None,
    shelves: Path = SHELVES,
) -> list[Fault]:
    """Return all faults of `document`; `code` and `version` are what it must be named, if known.

    What conditions say is looked at only when everything else is well.
    """
    written = document if isinstance(document, dict) else {}
    found = check.faults(
        document,
        code=code if code is not None else str(written.get("code")),
        version=version if version is not None else written.get("version"),
        kinds=SHAPES,
    )
    return found or list(_missing_audio(written, shelves)) or check_flow.faults(_bare(written))


def gaps_of(document: object) -> list[Fault]:
    """Return every text of `document` that lacks one of its languages."""
    return gaps.gaps(document)


def _look(path: Path, is_shelved: bool = True) -> tuple[source.Source | None, list[str]]:
    try:
        read_file = source.read(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        return None, [f"{path}:1: không phải UTF-8 (byte {error.start})"]
    except source.Unreadable as error:
        return None, [f"{path}:{error.line}: {error.what}"]
    found = faults_of(
        read_file.document,
        code=path.parent.name if is_shelved else None,
        version=_version(path) if is_shelved else None,
        shelves=path.parent.parent,
    )
    return read_file, [_told(path, read_file, fault) for fault in found]


def _told(path: Path, read_file: source.Source, fault: Fault) -> str:
    place = f"{fault.where}: " if fault.where else ""
    return f"{path}:{read_file.line_of(fault.where)}: {place}{fault.what}"


def _version(path: Path) -> int:
    return int(path.stem) if path.stem.isascii() and path.stem.isdigit() else 0


def _bare(document: Document) -> Questionnaire:
    return made_of(document, lambda file: Audio(file, ""))


def _audio(code: str, file: str, shelves: Path) -> Audio:
    # Beside the questionnaire, or beside the one it was copied from.
    named = file if "/" in file else f"{code}/{file}"
    return Audio(named, sha256((shelves / named).read_bytes()).hexdigest())


def _missing_audio(document: Document, shelves: Path) -> list[Fault]:
    found = []
    for at, section in enumerate(document.get("sections", [])):
        for number, question in enumerate(section["questions"]):
            for language, file in question.get("audio", {}).items():
                named = file if "/" in file else f"{document['code']}/{file}"
                if not (shelves / named).is_file():
                    where = f"sections[{at}].questions[{number}].audio.{language}"
                    found.append(Fault(where, f"không có tệp {file}"))
    return found
