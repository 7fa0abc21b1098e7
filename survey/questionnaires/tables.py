"""Lists on an author's page: choices, rows of a matrix, steps of a scale.

Each line of the page has its own fields (`choices-3-code`), the number of the line it
was made from, so that words in other languages stay with it, and the place it is to
have. A line that was emptied is gone.
"""

from collections.abc import Iterator, Mapping

from werkzeug.datastructures import MultiDict

from survey.questionnaires.flow import Document, mappings
from survey.questionnaires.spelling import clean, code_from, in_vietnamese, whole_or_words

Sent = MultiDict[str, str]
MOST = 300
"""Lines a page may add to those there are."""


def choices_in(sent: Sent, name: str, former: object) -> list[Document] | None:
    """Return the choices a page sent, in the order it gave them."""
    found = []
    for line, row in _coded(sent, name, former):
        for tick in ("other", "exclusive"):
            if f"{line}-{tick}" in sent:
                row[tick] = True
        found.append(row)
    return found or None


def rows_in(sent: Sent, name: str, former: object) -> list[Document] | None:
    """Return the rows of a matrix a page sent, in the order it gave them."""
    return [row for _line, row in _coded(sent, name, former)] or None


def options_in(sent: Sent, name: str, former: object) -> list[Document]:
    """Return the steps of a scale a page sent, in the order it gave them."""
    found: list[Document] = []
    for line, was in _lines(sent, name, former):
        words = in_vietnamese(sent.get(f"{line}-words", ""), was.get("words"))
        value = whole_or_words(clean(sent.get(f"{line}-value", "")))
        if value is None and not clean(sent.get(f"{line}-words", "")):
            continue
        step: Document = {"value": value, "words": words or {}}
        if face := clean(sent.get(f"{line}-face", "")):
            step["face"] = face
        found.append(step)
    return found


def satisfied_in(sent: Sent, name: str, former: object) -> list[object]:
    """Return the steps that were marked as satisfied."""
    lines = [line for line, _was in _lines(sent, name, former) if f"{line}-satisfied" in sent]
    found = (whole_or_words(clean(sent.get(f"{line}-value", ""))) for line in lines)
    return [value for value in found if value is not None]


def _coded(sent: Sent, name: str, former: object) -> Iterator[tuple[str, Document]]:
    taken: set[str] = set()
    for line, was in _lines(sent, name, former):
        code, said = clean(sent.get(f"{line}-code", "")), sent.get(f"{line}-words", "")
        if not code and not clean(said):
            continue
        code = code or code_from(said, taken)
        taken.add(code)
        yield line, {"code": code, "words": in_vietnamese(said, was.get("words")) or {}}


def _lines(sent: Sent, name: str, former: object) -> list[tuple[str, Mapping[str, object]]]:
    """Return each line's name and what it was made from, in the order of their places."""
    before = mappings(former)
    found = []
    for number in range(len(before) + MOST):
        line = f"{name}-{number}"
        if f"{line}-words" not in sent:
            break
        was = _place(sent.get(f"{line}-was", ""), len(before))
        at = _place(sent.get(f"{line}-place", ""), number + 1)
        found.append((at, line, before[was] if was < len(before) else {}))
    found.sort(key=lambda each: each[0])
    return [(line, was) for _at, line, was in found]


def _place(written: str, otherwise: int) -> int:
    # Nobody has a list so long that its places have ten figures.
    is_place = written.isascii() and written.isdigit() and len(written) < 10
    return int(written) if is_place else otherwise
