"""Reading a form somebody else wrote: a file becomes a document and a list of notes.

What a file says and we have no words for is never dropped silently: each such thing is
a note, with its place. Nothing is taken to be sound; the document may have faults, and
its author sees them in the browser (`reading.faults_of`).
"""

from dataclasses import dataclass

from forms.writing import Document


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file says, as a plain document, and what of it did not fit."""

    document: Document
    notes: tuple[str, ...]


class CannotRead(Exception):
    """The file cannot be read at all; `words` says why, and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def read_file(name: str, content: bytes) -> Imported:
    """Return what the file `name` says; raise CannotRead when it cannot be read."""
    raise CannotRead(f"Chưa đọc được tệp {name} ({len(content)} byte).")
