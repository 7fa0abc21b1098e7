"""The catalogue of procedures: which group (lĩnh vực) each procedure belongs to."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from survey.dossiers.lines import LONGEST_GROUP, LONGEST_PROCEDURE
from survey.dossiers.models import Procedure
from survey.places.spelling import folded
from survey.row import CannotRead, Row

_COLUMNS = ("ma thu tuc", "ten thu tuc", "linh vuc")
_LONGEST_NAME = 400


def import_catalogue(session: Session, rows: Iterable[Row]) -> int:
    """Put the procedures of a sheet into the catalogue, or their newer names; caller commits."""
    sheet = iter(rows)
    heading = next(sheet, None)
    named = [folded(cell) for cell in heading.cells] if heading else []
    if any(column not in named for column in _COLUMNS):
        raise CannotRead("Danh mục cần các cột: mã thủ tục, tên thủ tục, lĩnh vực.")
    at = [named.index(column) for column in _COLUMNS]
    return sum(_keep(session, row, at) for row in sheet)


def _keep(session: Session, row: Row, at: list[int]) -> bool:
    if row.fault or len(row.cells) <= max(at):
        raise CannotRead(f"dòng {row.number}: {row.fault or 'thiếu cột'}")
    code, name, group = (row.cells[place].strip() for place in at)
    sizes = (len(code), LONGEST_PROCEDURE), (len(name), _LONGEST_NAME), (len(group), LONGEST_GROUP)
    if any(not 0 < length <= most for length, most in sizes):
        raise CannotRead(f"dòng {row.number}: mã, tên hoặc lĩnh vực để trống hay quá dài")
    session.merge(Procedure(code=code, name=name, procedure_group=group))
    return True
