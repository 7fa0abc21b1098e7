"""An XLSForm workbook as a document of ours, and a list of what did not fit.

What we wrote comes back as it was. What somebody changed since counts as they changed
it. What somebody else wrote is taken as far as our words go; every cell that is not used
is told in a note.
"""

from collections import defaultdict
from collections.abc import Iterator

from forms.exchange.form_in import Form
from forms.exchange.imported import CannotRead, Imported
from forms.exchange.workbook_in import Line, Sheets
from forms.exchange.xlsform_groups import put_sections
from forms.exchange.xlsform_headings import name_columns, spoken_in
from forms.exchange.xlsform_lists import lists_in
from forms.exchange.xlsform_settings import put_settings, take_opening, take_rules
from forms.exchange.xlsform_tree import tree_of
from forms.writing import Document

_MOST_PLACES = 8


def read_form(sheets: Sheets) -> Imported:
    """Return what the rows of an XLSForm's sheets say; raise CannotRead when that is nothing."""
    survey, choices = sheets["survey"], sheets.get("choices", [])
    settings = sheets.get("settings", [])
    form = Form(notes=name_columns(sheets))
    document: Document = {"languages": spoken_in(sheets)}
    form.lists = lists_in(choices)
    top = tree_of(survey, form.notes)
    take_opening(top, document)
    take_rules(top, form)
    put_sections(top, form)
    if not form.sections:
        raise CannotRead("Biểu mẫu không có câu hỏi nào đọc được ở đây.")
    form.settle()
    put_settings(settings, document, form)
    document |= {"scales": form.scales, "sections": form.sections}
    if form.rules:
        document["rules"] = form.rules
    notes = [*form.notes, *_unused([*survey, *choices, *settings]), *_sheets(sheets)]
    return Imported(document, tuple(notes))


def _unused(lines: list[Line]) -> Iterator[str]:
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for line in lines:
        for column in line.cells:
            places[line.sheet, column or "không tên"].append(line.number)
    for (sheet, column), numbers in places.items():
        told = ", ".join(map(str, numbers[:_MOST_PLACES]))
        more = " …" if len(numbers) > _MOST_PLACES else ""
        yield f"{sheet}, cột {column}: không dùng tới (dòng {told}{more})."


def _sheets(sheets: Sheets) -> Iterator[str]:
    for line in sheets.get("other", []):
        yield f"Trang “{line.sheet}”: không dùng tới."
