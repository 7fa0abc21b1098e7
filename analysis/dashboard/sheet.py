"""The table of a unit as a file for spreadsheets: what the page shows, and nothing it hides."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from flask_babel import gettext as _

from analysis.charts.words import too_few, verdict_word
from analysis.dashboard.lines import Coverage, Line
from analysis.stats.proportions import Verdict
from survey.cells import Cell, safe_cell

MARK = "\ufeff"
"""Tells a spreadsheet that the file is UTF-8, or the marks on the letters come out wrong."""


def csv_of(lines: Iterable[Line], waiting: Mapping[int, int] | None = None) -> str:
    """Return `lines` as CSV; shares in per cent, `waiting` by unit."""
    beside = waiting or {}
    head = [*_head(), *_coverage_head(), _("Chờ xem xét (số phiếu)")]
    rows = ((*_cells(line), *_beside(line, beside)) for line in lines)
    return _written(head, rows)


def csv_by_channel(lines: Iterable[Line], ways: Mapping[Line, Sequence[Line]]) -> str:
    """Return each of `lines` as it is by the ways answers came in, one row a way."""
    head = _head()
    head.insert(2, _("Cách trả lời"))
    rows = (
        (line.code, line.name, way.name, *list(_cells(way))[2:])
        for line in lines
        for way in ways.get(line, ())
    )
    return _written(head, rows)


def _written(head: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow(safe_cell(cell) for cell in row)
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


def _coverage_head() -> list[str]:
    return [
        _("Hồ sơ đã giải quyết"),
        _("Tỷ lệ có đánh giá (%)"),
        _("Hồ sơ trả trễ hẹn"),
        _("Tỷ lệ trả trễ hẹn (%)"),
    ]


def _beside(line: Line, waiting: Mapping[int, int]) -> Iterator[Cell]:
    yield from _covered(line.coverage)
    yield None if line.counter_code or not line.code else waiting.get(line.unit_id, 0)


def _covered(told: Coverage | None) -> Iterator[Cell]:
    if told is None:
        yield from (None, None, None, None)
        return
    yield from (told.done, _points(told.share), told.late, _points(told.late_share))


def _cells(line: Line) -> Iterator[Cell]:
    judged = line.judgement
    yield from (line.code, line.name)
    if judged.is_hidden:
        yield too_few(judged)
        yield from [""] * (len(_head()) - 3)
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
