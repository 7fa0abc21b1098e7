"""What kinds, states and parts of a questionnaire are called on an author's pages."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from forms.questionnaire import COMMUNITY, OFFICIAL, UNVERIFIED
from survey.clock import VIETNAM
from survey.i18n import day, language_name
from survey.questionnaires.drafts import ORDER, Path
from survey.questionnaires.words import TEXTS

KIND_NAMES = {
    "scale": _l("Thang đo"),
    "choice": _l("Chọn một"),
    "choices": _l("Chọn nhiều"),
    "yes_no": _l("Có hoặc không"),
    "number": _l("Số nguyên"),
    "decimal": _l("Số thập phân"),
    "date": _l("Ngày"),
    "month": _l("Tháng"),
    "line": _l("Một dòng chữ"),
    "text": _l("Đoạn chữ"),
    "matrix": _l("Bảng nhiều dòng"),
    "ranking": _l("Xếp thứ tự"),
    "unit": _l("Chọn đơn vị"),
    "consent": _l("Đồng ý tham gia"),
    "note": _l("Lời dẫn, không hỏi"),
}
STATE_NAMES = {
    OFFICIAL: _l("Chính thức"),
    COMMUNITY: _l("Cộng đồng đóng góp"),
    UNVERIFIED: _l("Chưa kiểm tra"),
}
FACE_NAMES = {
    "": _l("Không có"),
    "very_sad": _l("Rất buồn"),
    "sad": _l("Buồn"),
    "neutral": _l("Bình thản"),
    "happy": _l("Vui"),
    "very_happy": _l("Rất vui"),
}
ALLOW_NAMES = {"dont_know": _l("Không biết"), "refused": _l("Không muốn trả lời")}
_PARTS = {
    "title": _l("tên"),
    "intro": _l("lời giới thiệu"),
    "words": _l("lời"),
    "hint": _l("gợi ý"),
    "reason": _l("lý do hỏi"),
    "measure": _l("đơn vị tính"),
    "code": _l("mã"),
    "kind": _l("loại"),
    "scale": _l("thang đo"),
    "scales": _l("thang đo"),
    "choices": _l("lựa chọn"),
    "rows": _l("dòng"),
    "options": _l("mức"),
    "rules": _l("ràng buộc"),
    "rule": _l("ràng buộc"),
    "when": _l("điều kiện"),
    "required": _l("bắt buộc"),
    "allows": _l("cách không trả lời"),
    "least": _l("ít nhất"),
    "most": _l("nhiều nhất"),
    "longest": _l("độ dài"),
    "decimals": _l("số chữ số thập phân"),
    "source": _l("nguồn"),
    "languages": _l("ngôn ngữ"),
    "states": _l("tình trạng bản dịch"),
    "satisfied": _l("mức hài lòng"),
    "page": _l("ngắt trang"),
    "among": _l("câu trước để lọc"),
    "audio": _l("tệp âm thanh"),
    "exclusive": _l("chỉ chọn một mình"),
    "face": _l("gương mặt"),
    "other": _l("hỏi ghi rõ"),
    "questions": _l("câu hỏi"),
    "sections": _l("các phần"),
    "value": _l("số của mức"),
    "version": _l("bản"),
    ORDER: _l("thứ tự"),
}


def path_words(path: Path) -> str:
    """Return where a part stands, in words: “câu hỏi why, lời, Tiếng Việt”."""
    steps = [_step(step) for step in path if step != "flow"]
    if len(path) > 1 and path[-2] in TEXTS:
        steps[-1] = language_name(path[-1])
    return ", ".join(steps) or _("toàn phiếu")


def place_words(where: str) -> str:
    """Return where a fault or a text stands, in words: “phần 2, câu 1, lời”."""
    steps = where.split(".") if where else []
    said = [_numbered(step) for step in steps]
    if len(steps) > 1 and steps[-2] in TEXTS:
        said[-1] = language_name(steps[-1])
    return ", ".join(said) or _("toàn phiếu")


def _numbered(step: str) -> str:
    name, bracket, number = step.rstrip("]").partition("[")
    what = {"sections": _("phần"), "questions": _("câu")}.get(name, str(_PARTS.get(name, name)))
    return f"{what} {int(number) + 1}" if bracket else what


def moment(at: datetime) -> str:
    """Write a moment as 09:30, 21/11/2026: on one day a draft may be saved often."""
    return f"{at.astimezone(VIETNAM):%H:%M}, {day(at)}"


def _step(step: str) -> str:
    what, _space, code = step.partition(" ")
    if code and what == "question":
        return _("câu hỏi %(code)s", code=code)
    if code and what == "section":
        return _("phần %(code)s", code=code)
    return str(_PARTS.get(step, step))
