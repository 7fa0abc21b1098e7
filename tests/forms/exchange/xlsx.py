"""Workbooks as other people make them, sheet by sheet."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

Rows = Sequence[Sequence[object]]

ONE_QUESTION: Mapping[str, Rows] = {
    "survey": [("type", "name", "label"), ("text", "q1", "Ông/Bà nghĩ gì?")],
    "choices": [("list_name", "name", "label")],
    "settings": [("form_title", "form_id"), ("Khảo sát", "khao_sat")],
}


def book(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook of `sheets`."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def survey(*rows: Sequence[object], choices: Rows = (), settings: Rows = ()) -> bytes:
    """Return an XLSForm whose sheet `survey` has `rows`, heading first."""
    lists = [("list_name", "name", "label"), *choices]
    said = list(settings) or ONE_QUESTION["settings"]
    return book({"survey": rows, "choices": lists, "settings": said})


def repacked(content: bytes, **parts: bytes) -> bytes:
    """Return a workbook with `parts` put in or replaced ("__" in a name is "/")."""
    written = BytesIO()
    named = {name.replace("__", "/"): inner for name, inner in parts.items()}
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, inner in named.items():
            new.writestr(name, inner)
    return written.getvalue()
