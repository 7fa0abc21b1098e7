"""Reading a form somebody else wrote: a file becomes a document and a list of notes.

What a file says and we have no words for is never dropped silently: each such thing is
a note, with its place. Nothing is taken to be sound; the document may have faults, and
its author sees them in the browser (`reading.faults_of`).
"""

import json

from forms import source
from forms.exchange.imported import CannotRead, Imported

__all__ = ["CannotRead", "Imported", "read_file"]

LARGEST_TEXT = source.LARGEST * 4


def read_file(name: str, content: bytes) -> Imported:
    """Return what the file `name` says; raise CannotRead when it cannot be read."""
    ending = name.rpartition(".")[2].lower()
    if ending in ("xlsx", "xlsm", "xls"):
        return _xlsform(content)
    if ending == "lss":
        from forms.exchange.lss_in import read_survey  # noqa: PLC0415  loaded when wanted

        return read_survey(content)
    if ending in ("yaml", "yml", "json"):
        return _document(content)
    raise CannotRead(
        "Chỉ đọc được tệp XLSForm (.xlsx), LimeSurvey (.lss), hoặc phiếu của Lắng Nghe "
        "(.yaml, .json). Xin xem lại phần đuôi của tên tệp."
    )


def _xlsform(content: bytes) -> Imported:
    from forms.exchange.workbook_in import sheets_in  # noqa: PLC0415  loaded when wanted
    from forms.exchange.xlsform_in import read_form  # noqa: PLC0415

    return read_form(sheets_in(content))


def _document(content: bytes) -> Imported:
    if len(content) > LARGEST_TEXT:
        raise CannotRead(f"Tệp lớn quá {LARGEST_TEXT // 1_000_000} MB nên không đọc.")
    try:
        # JSON is YAML too, so both are read with the same distrust.
        read = source.read(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CannotRead(f"Tệp không phải chữ UTF-8 (byte {error.start}).") from error
    except source.Unreadable as error:
        raise CannotRead(f"Dòng {error.line}: {error.what}.") from error
    if not isinstance(read.document, dict):
        raise CannotRead("Tệp không phải một phiếu khảo sát: phải gồm các khoá và giá trị.")
    # Dates that YAML makes of bare figures are no letters; they come back as they were meant.
    return Imported(json.loads(json.dumps(read.document, default=str, ensure_ascii=False)), ())
