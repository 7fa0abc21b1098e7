"""A difference as the third person sees it: the question, and both readings in words."""

from dataclasses import dataclass

from flask_babel import gettext as _

from survey.paper.comparing import DAY, UNREADABLE, VOID, Typed
from survey.paper.settling import Dispute, Stands
from survey.paper.showing import Line, Sheet, Shown, named


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two readings differ: what each says, and the question to type it anew."""

    name: str
    words: str
    readings: tuple[tuple[Stands, str], ...]
    question: Shown | None
    may_be_anew: bool


def difference(dispute: Dispute, sheet: Sheet, name: str) -> Difference:
    """Return one difference of a form."""
    said = {Stands.FIRST: dispute.first, Stands.SECOND: dispute.second}
    asked = next((each for each in sheet.questions() if each.code == name), None)
    return Difference(
        name,
        named(dispute.subject.questionnaire, name),
        tuple((which, _told(said[which], name, asked)) for which in dispute.readings(name)),
        asked,
        name != VOID,
    )


def _told(typed: Typed, name: str, asked: Shown | None) -> str:
    if name == VOID:
        return _("Phiếu hỏng hoặc để trắng") if typed.is_void else _("Phiếu dùng được")
    if name == DAY:
        return f"{typed.day:%d/%m/%Y}" if typed.day else _("Không ghi ngày")
    if typed.cells.get(name) == UNREADABLE:
        return _("Không đọc được")
    said = [_line(line, typed) for line in asked.lines] if asked else []
    return "; ".join(each for each in said if each) or _("Để trống")


def _line(line: Line, typed: Typed) -> str:
    if line.options:
        ticked = [each.words for each in line.options if typed.cells.get(each.name) == each.value]
        said = ", ".join(ticked)
    else:
        said = typed.cells.get(line.name, "")
    return f"{line.label}: {said}" if said and line.label else said
