"""Comparing two questionnaires for a page: which answers may be set side by side, and why not."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from forms.compare import Change, Compared, compare
from forms.questionnaire import VIETNAMESE, Questionnaire

CHANGE_NAMES = {
    Change.REWORDED: _l("câu chữ khác"),
    Change.OTHER_SCALE: _l("thang đo khác"),
    Change.OTHER_CHOICES: _l("lựa chọn khác"),
    Change.OTHER_ROWS: _l("các dòng khác"),
    Change.OTHER_KIND: _l("loại câu hỏi khác"),
    Change.OTHER_ANSWERS: _l("cách không trả lời khác"),
    Change.OTHER_BOUNDS: _l("giới hạn khác"),
    Change.OTHER_CONDITION: _l("điều kiện hỏi khác"),
    Change.ADDED: _l("câu mới"),
    Change.REMOVED: _l("đã bỏ"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One question on the page: its words, and what became of it."""

    compared: Compared
    words: str
    changes: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two questionnaires, question by question."""

    lines: tuple[Line, ...]

    @property
    def shared(self) -> int:
        """How many questions both ask."""
        return sum(line.compared.is_shared for line in self.lines)

    @property
    def comparable(self) -> int:
        """How many of these give answers that may be set side by side."""
        return sum(line.compared.comparable for line in self.lines if line.compared.is_shared)


def compared(old: Questionnaire, new: Questionnaire) -> Comparison:
    """Return what became of each question from `old` to `new`."""
    return Comparison(tuple(_line(each, old, new) for each in compare(old, new)))


def _line(one: Compared, old: Questionnaire, new: Questionnaire) -> Line:
    question = new.question(one.code) or old.question(one.code)
    changes = tuple(CHANGE_NAMES[change] for change in one.changes)
    return Line(one, question.words[VIETNAMESE] if question else "", changes)
