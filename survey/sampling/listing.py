"""Lists of a draw for spreadsheets: the clusters it chose, and the cases with their names."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from survey.cells import Cell, safe_cell
from survey.sampling import reading
from survey.sampling.models import Case

_BOM = "\ufeff"


def units_csv(session: Session, draw_id: int) -> Iterator[str]:
    """Yield the clusters of a draw, stage by stage; nobody is named."""
    yield _BOM + _line(
        [_("Giai đoạn"), _("Tầng"), _("Thuộc"), _("Mã"), _("Quy mô"), _("Xác suất"),
         _("Chắc chắn"), _("Thứ tự")]
    )  # fmt: skip
    for unit in reading.units_of(session, draw_id):
        certain = "x" if unit.is_certain else ""
        yield _line(
            [unit.stage, unit.stratum, unit.parent, unit.code, unit.size, unit.probability,
             certain, unit.position]
        )  # fmt: skip


def cases_csv(cases: Iterable[Case]) -> Iterator[str]:
    """Yield the cases of a draw with their names: for whoever sends interviewers out."""
    yield _BOM + _line(
        [_("Mã"), _("Họ tên, địa chỉ"), _("Tầng"), _("Cụm"), _("Cụm cấp hai"), _("Trọng số"),
         _("Chính hay dự phòng"), _("Thứ tự"), _("Nhãn")]
    )  # fmt: skip
    places = {"main": _("chính"), "reserve": _("dự phòng")}
    for case in cases:
        facts = ", ".join(f"{name}: {words}" for name, words in json.loads(case.labels).items())
        yield _line(
            [case.code, case.label, case.stratum, case.psu, case.second, case.weight,
             places[case.place], case.number, facts]
        )  # fmt: skip


def _line(cells: list[Cell]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow([safe_cell(cell) for cell in cells])
    return written.getvalue()
