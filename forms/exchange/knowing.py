"""What conditions must know of the questions in a document: kinds, parts, paths."""

from collections.abc import Iterator

from forms.exchange.xpath import Asked
from forms.writing import Document


def known_in(document: Document) -> dict[str, Asked]:
    """Return what conditions must know of each question of `document`, by code."""
    return {asked.code: asked for asked in _asked(document)}


def _asked(document: Document) -> Iterator[Asked]:
    for section in document["sections"]:
        for question in section["questions"]:
            parts = question.get("rows") or question.get("choices") or ()
            lines = (section.get("when"), question.get("when"))
            yield Asked(
                code=question["code"],
                kind=question["kind"],
                allows=tuple(question.get("allows", ())),
                parts=tuple(part["code"] for part in parts),
                when=tuple(line for line in lines if line),
            )
