"""What comes of reading somebody else's form, or why one cannot be read or written."""

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


class CannotWrite(Exception):
    """The questionnaire holds something such a file cannot; `words` says what and where."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words
