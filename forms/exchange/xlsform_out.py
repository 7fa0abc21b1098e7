"""A questionnaire as an XLSForm workbook, for KoboToolbox and ODK.

What XLSForm has words for is said in its words. The rest stands in columns of our own
(`langnghe_…`) on the same sheets, because those programs keep columns they do not know
and drop sheets they do not know. `xlsform_in.py` reads it all back as it was.

Every cell is written as letters, so that none is ever a formula.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO

from forms.exchange import languages, names, phrases
from forms.exchange.imported import CannotWrite
from forms.exchange.knowing import known_in
from forms.exchange.xlsform_questions_out import Row, relevant, rows_of, told
from forms.exchange.xpath import Known, broken
from forms.questionnaire import VIETNAMESE, Questionnaire
from forms.writing import Document, document_of

__all__ = ["CannotWrite", "sheets_of", "workbook"]

LONGEST_CELL = 32_767


def workbook(questionnaire: Questionnaire) -> bytes:
    """Return `questionnaire` as an .xlsx; raise CannotWrite when one cannot hold it."""
    from xlsxwriter import Workbook  # noqa: PLC0415  only an export needs it

    written = BytesIO()
    book = Workbook(written, {"in_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True})
    for name, rows in sheets_of(document_of(questionnaire)).items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column, bold)
            sheet.set_column(at, at, 40 if "::" in column else 22)
        for number, row in enumerate(rows, 1):
            for column, said in row.items():
                _refuse_unwritable(said, f"{name}, dòng {number + 1}, cột {column}")
                sheet.write_string(number, columns.index(column), said)
    book.close()
    return written.getvalue()


def sheets_of(document: Document) -> dict[str, list[Row]]:
    """Return the rows of each sheet that says `document`."""
    spoken = tuple(document["languages"])
    return {
        "survey": list(_survey(document, spoken)),
        "choices": list(_choices(document, spoken)),
        "settings": [_settings(document)],
    }


def _survey(document: Document, spoken: tuple[str, ...]) -> Iterator[Row]:
    known = known_in(document)
    page = 0
    for section in document["sections"]:
        if section.get("page") or not page:
            if page:
                yield {"type": "end_group"}
            page += 1
            yield {"type": "begin_group", "name": names.page(page), "appearance": "field-list"}
            if page == 1:
                yield from _opening(document)
        yield from _section(section, known, spoken)
    yield {"type": "end_group"}
    yield from _rules(document, known)


def _opening(document: Document) -> Iterator[Row]:
    yield {"type": "note", "name": names.TITLE, **told("label", document["title"])}
    yield {"type": "note", "name": names.INTRO, **told("label", document["intro"])}


def _section(section: Document, known: Known, spoken: tuple[str, ...]) -> Iterator[Row]:
    yield {
        "type": "begin_group",
        "name": names.section(section["code"]),
        **told("label", section["title"]),
        **relevant(section, known),
        **({"langnghe_page": "yes"} if section.get("page") else {}),
    }
    for question in section["questions"]:
        yield from rows_of(question, known, spoken)
    yield {"type": "end_group"}


def _rules(document: Document, known: Known) -> Iterator[Row]:
    # A note that must be answered and cannot be: it shows when its rule is broken, and
    # nothing is sent before that is put right.
    rules = document.get("rules", [])
    if rules:
        yield {"type": "begin_group", "name": names.RULES, "appearance": "field-list"}
        for rule in rules:
            yield {
                "type": "note",
                "name": names.rule(rule["code"]),
                **told("label", rule["words"]),
                "required": "yes",
                "relevant": broken(rule["rule"], known),
                "langnghe_rule": rule["rule"],
            }
        yield {"type": "end_group"}


def _choices(document: Document, spoken: tuple[str, ...]) -> Iterator[Row]:
    seen: set[str] = set()
    for section in document["sections"]:
        for question in section["questions"]:
            for name, rows in _lists(question, document, spoken):
                if name not in seen:
                    seen.add(name)
                    yield from ({"list_name": name, **row} for row in rows)


def _lists(
    question: Document, document: Document, spoken: tuple[str, ...]
) -> Iterator[tuple[str, list[Row]]]:
    kind, allows = question["kind"], question.get("allows", [])
    marks = [_named(names.mark(name), phrases.text(name, spoken)) for name in allows]
    if "scale" in question:
        steps = [*_steps(document["scales"][question["scale"]]), *marks]
        yield names.listed("scale", question["scale"], allows), steps
    elif kind in ("yes_no", "consent"):
        said = ("yes", "no") if kind == "yes_no" else ("agreed", "declined")
        offered = [_named(name, phrases.text(name, spoken)) for name in said]
        yield names.listed(kind, "", allows), [*offered, *marks]
    elif "choices" in question:
        offered = [_named(choice["code"], choice["words"]) for choice in question["choices"]]
        beside = marks if kind in names.IN_THE_LIST else []
        yield names.listed("choices", question["code"]), [*offered, *beside]
    if marks and kind not in names.IN_THE_LIST:
        yield names.listed("marks", "", allows), marks


def _steps(scale: Document) -> Iterator[Row]:
    satisfied = scale.get("satisfied")
    for option in scale["options"]:
        row = _named(str(option["value"]), option["words"])
        row |= {"langnghe_face": option["face"]} if "face" in option else {}
        if satisfied:
            row["langnghe_satisfied"] = "yes" if option["value"] in satisfied else "no"
        yield row


def _named(name: str, words: dict[str, str]) -> Row:
    return {"name": name, **told("label", words)}


def _settings(document: Document) -> Row:
    states: Iterable[tuple[str, str]] = document.get("states", {}).items()
    return {
        "form_title": document["title"][VIETNAMESE],
        "form_id": document["code"],
        "version": str(document["version"]),
        "default_language": languages.heading(VIETNAMESE),
        "style": "pages",
        "langnghe_official": "yes" if document["official"] else "no",
        "langnghe_languages": " ".join(document["languages"]),
        **({"langnghe_states": " ".join(f"{a}={b}" for a, b in states)} if states else {}),
    }


def _refuse_unwritable(said: str, where: str) -> None:
    if len(said) > LONGEST_CELL:
        raise CannotWrite(f"{where}: dài quá {LONGEST_CELL} ký tự, bảng tính không giữ được.")
    if "${" in said and "::" in where:
        raise CannotWrite(f"{where}: XLSForm hiểu “${{” trong lời là tên câu hỏi; xin viết khác.")
