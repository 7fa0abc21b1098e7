"""The table of a unit as a file for spreadsheets: what the page shows, and nothing it hides."""

import csv
import io
from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from analysis.charts.words import too_few, verdict_word
from analysis.dashboard.lines import Line
from analysis.stats.proportions import Verdict
from survey.cells import Cell, safe_cell

MARK = "\ufeff"
"""Tells a spreadsheet that the file is UTF-8, or the marks on the letters come out wrong."""


def csv_of(lines: Iterable[Line]) -> str:
    """Return `lines` as CSV; shares in per cent."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(_head())
    for line in lines:
        writer.writerow(safe_cell(cell) for cell in _cells(line))
    return MARK + written.getvalue()


def _head() -> list[str]:
    return [
        _("Mã"),
        _("Tên"),
        _("Số phiếu"),
        _("Số hài lòng"),
        _("Tỷ lệ hài lòng (%)"),
        _("Khoảng tin cậy 95 % từ (%)"),
        _("đến (%)"),
        _("Chỉ tiêu (%)"),
        _("Cách so sánh"),
        _("Theo văn bản"),
        _("Theo thống kê"),
        _("Phương pháp"),
    ]


def _cells(line: Line) -> Iterator[Cell]:
    judged = line.judgement
    yield from (line.code, line.name)
    if judged.is_hidden:
        yield too_few(judged)
        return
    yield from (judged.n, judged.satisfied)
    yield from (_points(share) for share in (judged.share, judged.low, judged.high, judged.target))
    yield {">": _("trên"), ">=": _("từ")}.get(judged.comparator or "", "")
    yield _official(judged.official)
    yield from (verdict_word(judged), judged.method)


def _official(verdict: Verdict | None) -> str:
    if verdict is None:
        return ""
    return _("Đạt") if verdict is Verdict.MET else _("Chưa đạt")


def _points(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 2)
