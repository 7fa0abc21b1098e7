"""Bounds as XLSForm programs hold an answer to them: the cell `constraint` and its message."""

from collections.abc import Iterable, Iterator

from forms.exchange import names, phrases
from forms.exchange.xpath import last_day
from forms.writing import Document


def constraint(question: Document) -> str:
    """Return what must hold of an answer to `question`, "" when anything may be said."""
    return " and ".join(_parts(question))


def message(question: Document, languages: Iterable[str]) -> dict[str, str]:
    """Return the words for an answer that breaks the constraint."""
    if not constraint(question):
        return {}
    if question["kind"] == "choices":
        return phrases.text("how_many", languages, bounds=_bounds(question))
    if "longest" in question:
        return phrases.text("too_long", languages, longest=question["longest"])
    return phrases.text("out_of_range", languages, bounds=_bounds(question))


def _parts(question: Document) -> Iterator[str]:
    kind = question["kind"]
    if kind == "choices":
        yield from _of_ticks(question)
    elif kind in ("number", "decimal", "date", "month"):
        if "least" in question:
            yield f". >= {_bound(question['least'], kind, first=True)}"
        if "most" in question:
            yield f". <= {_bound(question['most'], kind, first=False)}"
    elif "longest" in question:
        yield f"string-length(.) <= {question['longest']}"


def _bound(written: object, kind: str, *, first: bool) -> str:
    if kind == "month":
        written = f"{written}-01" if first else last_day(str(written))
    return f"date('{written}')" if kind in ("date", "month") else str(written)


def _of_ticks(question: Document) -> Iterator[str]:
    alone = [choice["code"] for choice in question["choices"] if choice.get("exclusive")]
    alone += [names.mark(name) for name in question.get("allows", ())]
    for code in alone:
        yield f"not(selected(., '{code}') and count-selected(.) > 1)"
    if "least" in question:
        enough = [f"count-selected(.) >= {question['least']}"]
        enough += [f"selected(., '{code}')" for code in alone]
        yield enough[0] if len(enough) == 1 else f"({' or '.join(enough)})"
    if "most" in question:
        yield f"count-selected(.) <= {question['most']}"


def _bounds(question: Document) -> str:
    return f"{question.get('least', '…')} – {question.get('most', '…')}"
