"""The properties of a question, and how each is shown and read on an author's page.

A kind of question says which properties it needs and may have (its Shape); here stands
once how each property is written in a form. So a new kind needs no page of its own, and
a property nobody here knows yet is still a line to fill in. What was typed is kept as it
is, also where it breaks a rule: the rule's own sentence is then shown beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from forms.kinds import KINDS
from survey.questionnaires.flow import Document
from survey.questionnaires.spelling import (
    clean,
    code_from,
    day_or_as_written,
    in_vietnamese,
    whole_or_words,
)
from survey.questionnaires.tables import choices_in, rows_in

Sent = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its name in a document, what it is called, and how it is filled in.

    `widget` names the macro of `templates/questionnaires/_widgets.html` that shows it.
    """

    name: str
    widget: str
    label: Any
    hint: Any = ""
    is_needed: bool = False


EVERYBODYS = ("code", "words", "hint", "reason", "when", "required", "audio", "source")
PROPERTIES = (
    Property("words", "words", _l("Câu hỏi"), _l("Bằng tiếng Việt, như người dân sẽ đọc.")),
    Property("hint", "words", _l("Gợi ý dưới câu hỏi"), _l("Có thể bỏ trống.")),
    Property("scale", "scale", _l("Thang đo")),
    Property(
        "choices",
        "choices",
        _l("Các lựa chọn"),
        _l("Nếu để trống, mã được đặt tự động. Xóa cả mã và lời là bỏ lựa chọn đó."),
    ),
    Property("rows", "rows", _l("Các dòng của bảng"), _l("Nếu để trống, mã được đặt tự động.")),
    Property(
        "among",
        "among",
        _l("Chỉ đưa ra những ý đã chọn ở câu"),
        _l("Câu trước phải có cùng các lựa chọn."),
    ),
    Property("decimals", "line", _l("Số chữ số sau dấu phẩy")),
    Property("least", "line", _l("Ít nhất")),
    Property("most", "line", _l("Nhiều nhất")),
    Property("measure", "short", _l("Đơn vị tính"), _l("Ví dụ: phút, người, đồng.")),
    Property("longest", "line", _l("Số ký tự nhiều nhất")),
    Property("required", "tick", _l("Bắt buộc trả lời")),
    Property("allows", "allows", _l("Thay cho câu trả lời, có thể chọn")),
    Property(
        "when",
        "condition",
        _l("Chỉ hỏi khi"),
        _l("Một dòng điều kiện trên các câu trước; bỏ trống là luôn hỏi."),
    ),
    Property(
        "reason",
        "words",
        _l("Vì sao hỏi điều này"),
        _l("Người dân thấy lời này; cần có khi hỏi điều riêng tư."),
    ),
    Property("audio", "kept", _l("Tệp âm thanh đọc câu hỏi")),
    Property(
        "source",
        "line",
        _l("Nguồn của câu hỏi"),
        _l("Văn bản, mẫu phiếu hoặc người đề xuất; người dân không thấy."),
    ),
    Property(
        "code",
        "line",
        _l("Mã câu hỏi"),
        _l("Chữ thường không dấu, số và dấu gạch dưới. Nếu để trống, mã được đặt theo câu hỏi."),
    ),
)
_FIRST_DAY = _l("Ngày sớm nhất được nhận, ví dụ 31/01/2026. Có thể bỏ trống.")
_LAST_DAY = _l("Ngày muộn nhất được nhận, ví dụ 31/12/2026. Có thể bỏ trống.")
_SMALLEST = _l("Số nhỏ nhất được nhận. Có thể bỏ trống.")
_LARGEST = _l("Số lớn nhất được nhận. Có thể bỏ trống.")
_BOUNDS = {
    ("least", "number"): _SMALLEST,
    ("most", "number"): _LARGEST,
    ("least", "decimal"): _SMALLEST,
    ("most", "decimal"): _LARGEST,
    ("least", "date"): _FIRST_DAY,
    ("most", "date"): _LAST_DAY,
    ("least", "month"): _l("Tháng sớm nhất được nhận, ví dụ 01/2026. Có thể bỏ trống."),
    ("most", "month"): _l("Tháng muộn nhất được nhận, ví dụ 12/2026. Có thể bỏ trống."),
    ("least", "choices"): _l("Phải chọn ít nhất mấy ý. Có thể bỏ trống."),
    ("most", "choices"): _l("Được chọn nhiều nhất mấy ý. Có thể bỏ trống."),
    ("most", "ranking"): _l("Xếp mấy ý đứng đầu. Có thể bỏ trống."),
}
_KNOWN = {each.name: each for each in PROPERTIES}


def properties_of(kind: str) -> list[Property]:
    """Return the properties a question of `kind` can have, in the order of the page."""
    shape = KINDS[kind].shape
    names = {*EVERYBODYS, *shape.needs, *shape.may}
    unknown = [Property(name, "line", name) for name in sorted(names - _KNOWN.keys())]
    needed = {"words", "source", *shape.needs}
    return [
        replace(
            each,
            hint=_BOUNDS.get((each.name, kind), each.hint),
            is_needed=each.name in needed,
        )
        for each in PROPERTIES
        if each.name in names
    ] + unknown


def question_in(sent: Sent, kind: str, former: Document, taken: set[str]) -> Document:
    """Return the question a page sent; `former` is what it was, `taken` are others' codes."""
    found: Document = {"code": "", "kind": kind}
    for each in properties_of(kind):
        value = READERS.get(each.widget, _line)(sent, each.name, former.get(each.name))
        if value is not None:
            found[each.name] = value
    if not found["code"]:
        words = found.get("words")
        found["code"] = code_from(words.get("vi", "") if isinstance(words, dict) else "", taken)
    return found


def words_in(sent: Sent, name: str, former: object) -> object:
    """Return a text with the Vietnamese words that were sent; other languages stay."""
    return in_vietnamese(sent.get(name, ""), former)


def _line(sent: Sent, name: str, _former: object) -> object:
    if name in _LETTERS:
        return _letters(sent, name)
    return whole_or_words(day_or_as_written(clean(sent.get(name, ""))))


def _letters(sent: Sent, name: str) -> str | None:
    return clean(sent.get(name, "")) or None


def _tick(sent: Sent, name: str, _former: object) -> object:
    return True if name in sent else None


def _several(sent: Sent, name: str, _former: object) -> object:
    return sent.getlist(name) or None


def _kept(_sent: Sent, _name: str, former: object) -> object:
    return former


def _chosen(sent: Sent, name: str, _former: object) -> object:
    return _letters(sent, name)


_LETTERS = frozenset({"code", "source"})
READERS: Mapping[str, Callable[[Sent, str, object], object]] = {
    "words": words_in,
    "short": words_in,
    "line": _line,
    "condition": _chosen,
    "scale": _chosen,
    "among": _chosen,
    "tick": _tick,
    "allows": _several,
    "choices": choices_in,
    "rows": rows_in,
    "kept": _kept,
}
