"""One question as rows of an XLSForm's sheet `survey`.

Most questions are one row. "Other, say which" and "don't know" beside a number are rows
of their own after it, and a matrix is a group of rows on one list.
"""

from collections.abc import Iterator, Mapping

from forms.exchange import languages, names, phrases
from forms.exchange.constraints import constraint, message
from forms.exchange.xpath import Known, xpath
from forms.writing import Document

Row = dict[str, str]

TYPES: Mapping[str, str] = {
    "number": "integer",
    "decimal": "decimal",
    "date": "date",
    "month": "date",
    "line": "text",
    "text": "text",
    "unit": "text",
    "note": "note",
}
_LOOKS = {"scale": "likert", "month": "month-year", "text": "multiline"}


def rows_of(question: Document, known: Known, spoken: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of `question` in the languages `spoken`."""
    if question["kind"] == "matrix":
        yield from _matrix(question, known)
        return
    yield _main(question, known, spoken)
    yield from _say_which(question, spoken)
    if question.get("allows") and question["kind"] not in names.IN_THE_LIST:
        yield _instead(question, known, spoken)


def told(column: str, words: Mapping[str, str] | None) -> Row:
    """Return `words` as cells, one a language."""
    return {f"{column}::{languages.heading(code)}": said for code, said in (words or {}).items()}


def relevant(part: Document, known: Known) -> Row:
    """Return the cells that say when `part` (a question, a section) is asked."""
    line = part.get("when")
    return {"relevant": xpath(line, known), "langnghe_when": line} if line else {}


def _main(question: Document, known: Known, spoken: tuple[str, ...]) -> Row:
    kind, among = question["kind"], question.get("among")
    row = {"type": _type(question), "name": question["code"], "langnghe_kind": kind}
    row |= _words(question) | relevant(question, known)
    row |= {"constraint": held} if (held := constraint(question)) else {}
    row |= told("constraint_message", message(question, spoken))
    row |= {"required": _required(question)} if question.get("required") else {}
    row |= {"appearance": _LOOKS[kind]} if kind in _LOOKS else {}
    if among:
        in_list = question.get("allows") and kind in names.IN_THE_LIST
        marked = f" or starts-with(name, '{names.MARK}')" if in_list else ""
        row["choice_filter"] = f"selected(${{{among}}}, name){marked}"
    if kind == "ranking" and "most" in question:
        row["langnghe_most"] = str(question["most"])
    if "decimals" in question:
        row["langnghe_decimals"] = str(question["decimals"])
    return row


def _words(question: Document) -> Row:
    audio = question.get("audio")
    files = {code: file.rpartition("/")[2] for code, file in (audio or {}).items()}
    return {
        **told("label", question["words"]),
        **told("hint", question.get("hint")),
        **told("guidance_hint", question.get("reason")),
        **told("langnghe_measure", question.get("measure")),
        **told("media::audio", files),
        **told("langnghe_audio", audio),
        "langnghe_source": question["source"],
    }


def _type(question: Document) -> str:
    kind, allows = question["kind"], question.get("allows", ())
    match kind:
        case "scale":
            return f"select_one {names.listed('scale', question['scale'], allows)}"
        case "yes_no" | "consent":
            return f"select_one {names.listed(kind, '', allows)}"
        case "choice" | "choices":
            several = "select_multiple" if kind == "choices" else "select_one"
            return f"{several} {names.listed('choices', question['code'])}"
        case "ranking":
            return f"rank {names.listed('choices', question['code'])}"
    return TYPES[kind]


def _required(question: Document) -> str:
    if question.get("allows") and question["kind"] not in names.IN_THE_LIST:
        return f"${{{question['code']}{names.WHY_NOT}}} = ''"
    return "yes"


def _say_which(question: Document, spoken: tuple[str, ...]) -> Iterator[Row]:
    for choice in question.get("choices", ()):
        if choice.get("other"):
            yield {
                "type": "text",
                "name": f"{question['code']}{names.OTHER}",
                "relevant": f"selected(${{{question['code']}}}, '{choice['code']}')",
                **told("label", phrases.text("say_which", spoken)),
            }


def _instead(question: Document, known: Known, spoken: tuple[str, ...]) -> Row:
    # Where a question has both an answer and a mark, the constraint refuses the mark: two
    # questions that each decide whether the other is asked would be a loop.
    when = relevant(question, known)
    return {
        "type": f"select_one {names.listed('marks', '', question['allows'])}",
        "name": f"{question['code']}{names.WHY_NOT}",
        "appearance": "minimal",
        "constraint": f"${{{question['code']}}} = ''",
        **({"relevant": when["relevant"]} if when else {}),
        **told("constraint_message", phrases.text("one_of_both", spoken)),
        **told("label", phrases.text("instead", spoken)),
    }


def _matrix(question: Document, known: Known) -> Iterator[Row]:
    scale = names.listed("scale", question["scale"], question.get("allows", ()))
    yield {
        "type": "begin_group",
        "name": question["code"],
        "langnghe_kind": "matrix",
        "appearance": "table-list",
        **_words(question),
        **relevant(question, known),
    }
    for row in question["rows"]:
        required = {"required": "yes"} if question.get("required") else {}
        name = names.part(question["code"], row["code"])
        yield {
            "type": f"select_one {scale}",
            "name": name,
            **required,
            **told("label", row["words"]),
        }
    yield {"type": "end_group"}
