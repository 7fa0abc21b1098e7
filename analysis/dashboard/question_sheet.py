"""Every question as rows for spreadsheets and programs: what the page shows, nothing it hides.

One row a value; where a question has none to list (a number's quartiles, words, too few
answers) the row says what it is instead. Names of columns do not change: others read them.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from flask_babel import gettext as _

from analysis.charts.words import short_percent, too_few
from analysis.dashboard.amounts import named_quartiles
from analysis.dashboard.comparing import SATISFIED
from analysis.dashboard.gathering import Questions
from analysis.dashboard.tallied import TalliedLine, TalliedQuestion
from analysis.indices.distribution import Basis, Distribution
from analysis.targets.check import Judgement, hidden
from survey.cells import safe_cell


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One value of one question in one unit and campaign; shares are of 0 to 1."""

    campaign: str
    questionnaire: str
    version: int
    unit: str
    question: str
    row: str
    value: str
    label: str
    n: int | None
    share: float | None
    answered: int | None
    dont_know: int | None
    refused: int | None
    not_asked: int | None
    skipped: int | None
    responses: int | None
    method: str


def question_rows(found: Questions) -> Iterator[QuestionRow]:
    """Yield the rows of all questions, in their order."""
    for section in found.sections:
        for asked in section.questions:
            for line in asked.lines:
                yield from _rows(_empty(found, asked, line), asked, line)


def csv_rows(rows: Iterable[object], kind: type, line_end: str = "\r\n") -> str:
    """Return dataclasses of one `kind` as CSV, every text safe from being run."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator=line_end)
    writer.writerow(field.name for field in fields(kind))  # type: ignore[arg-type]
    for row in rows:
        cells = (getattr(row, field.name) for field in fields(kind))  # type: ignore[arg-type]
        writer.writerow(safe_cell(cell) for cell in cells)
    return written.getvalue()


def method_words(basis: Basis) -> str:
    """Return what the share of a value is a share of."""
    return {
        Basis.OF_ANSWERED: _("Tỷ lệ trên số người trả lời câu này"),
        Basis.OF_TICKING: _("Tỷ lệ trên số người trả lời; chọn được nhiều ý nên có thể quá 100 %"),
        Basis.OF_RANKING: _("Tỷ lệ trên số người có xếp thứ tự"),
        Basis.AMOUNTS: _("Tứ phân vị: số thì nội suy (kiểu 7), ngày thì lấy ngày có người trả lời"),
        Basis.WORDS: _("Lời viết, chỉ đếm số người viết"),
    }[basis]


def _empty(found: Questions, asked: TalliedQuestion, line: TalliedLine) -> QuestionRow:
    campaign, told = found.place.campaign, line.distribution
    silence = told.silence
    return QuestionRow(
        campaign=campaign.code,
        questionnaire=campaign.questionnaire,
        version=campaign.version,
        unit=found.place.unit.code,
        question=asked.question.code,
        row=line.row,
        value="",
        label="",
        n=None,
        share=None,
        answered=told.answered if silence else None,
        dont_know=silence.dont_know if silence else None,
        refused=silence.refused if silence else None,
        not_asked=silence.not_asked if silence else None,
        skipped=silence.skipped if silence else None,
        responses=told.responses or None,
        method=method_words(told.basis),
    )


def _rows(empty: QuestionRow, asked: TalliedQuestion, line: TalliedLine) -> Iterator[QuestionRow]:
    told = line.distribution
    if told.is_hidden:
        yield replace(empty, label=too_few(hidden(told.answered or told.responses, None)))
        return
    if line.judgement is not None and not line.judgement.is_hidden:
        yield _satisfied(empty, line.judgement)
    for share in told.values:
        name = asked.names[share.value]
        share_of = round(share.share, 6)
        yield replace(empty, value=share.value, label=name, n=share.n, share=share_of)
    yield from _instead(empty, asked, told)


def _satisfied(empty: QuestionRow, judged: Judgement) -> QuestionRow:
    low, high = short_percent(judged.low or 0.0), short_percent(judged.high or 0.0)
    return replace(
        empty,
        value=SATISFIED,
        label=_("Tỷ lệ hài lòng"),
        n=judged.satisfied,
        share=round(judged.share or 0.0, 6),
        method=f"{judged.method}: {low} – {high}",
    )


def _instead(
    empty: QuestionRow, asked: TalliedQuestion, told: Distribution
) -> Iterator[QuestionRow]:
    if asked.quartiles is not None:
        for name, value in named_quartiles(asked.quartiles):
            written = f"{value:f}" if isinstance(value, Decimal) else value
            yield replace(empty, value=written, label=name)
    elif not told.values:
        yield empty
