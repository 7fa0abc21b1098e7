"""What is said of visits, interviews and tablets to whoever supervises them."""

from flask_babel import lazy_gettext as _l

from survey.fieldwork.dispositions import Disposition

DISPOSITIONS = {
    Disposition.COMPLETE: _l("Phỏng vấn xong"),
    Disposition.PARTIAL: _l("Phỏng vấn dở dang"),
    Disposition.REFUSAL: _l("Từ chối"),
    Disposition.NON_CONTACT: _l("Không gặp được"),
    Disposition.OTHER: _l("Không trả lời được (ốm, vắng dài ngày…)"),
    Disposition.LANGUAGE: _l("Không cùng ngôn ngữ"),
    Disposition.UNKNOWN_HOUSEHOLD: _l("Không tìm thấy địa chỉ"),
    Disposition.UNKNOWN_OTHER: _l("Chưa rõ có người thuộc diện hỏi không"),
    Disposition.NOT_ELIGIBLE: _l("Không thuộc diện hỏi"),
}
STATES = {
    "open": _l("Chưa xong"),
    "done": _l("Đã xong"),
    "sent_back": _l("Làm lại"),
}
VERDICTS = {
    None: _l("Chờ duyệt"),
    "approved": _l("Đã duyệt"),
    "sent_back": _l("Trả lại"),
}
EVENTS = {
    "enrolled": _l("Đăng ký máy"),
    "revoked": _l("Thu hồi máy"),
    "aside": _l("Phiếu không nhận được, để riêng"),
    "nameless": _l("Có mục gửi lên thiếu mã"),
    "repeat": _l("Phiếu trùng số thứ tự"),
    "again": _l("Hộ đã có phiếu, nay gửi thêm phiếu nữa"),
    "not_assigned": _l("Đến hộ không được giao"),
    "late": _l("Phiếu đến sau khi đóng đợt"),
}
REASONS = {
    "unreadable": _l("không mở được hoặc sai khuôn dạng"),
    "foreign": _l("mã hóa bằng khóa mà máy chủ không còn giữ"),
    "campaign": _l("ghi cho đợt khảo sát khác"),
    "case": _l("hộ không có trong mẫu đang dùng"),
    "questionnaire": _l("không đúng phiếu khảo sát của đợt"),
    "empty": _l("không có câu trả lời nào"),
    "revoked": _l("làm sau khi máy bị thu hồi"),
    "taken": _l("mang mã của một phiếu khác"),
}
FLAGS = {
    "clock": _l("Đồng hồ của máy sai."),
    "late": _l("Ngoài thời gian của đợt."),
    "partly": _l("Có câu không đọc được."),
    "revoked": _l("Máy đã bị thu hồi."),
}
RATES = {
    "response": ("RR1", "RR2", "RR3", "RR4", "RR5", "RR6"),
    "cooperation": ("COOP1", "COOP2", "COOP3", "COOP4"),
    "refusal": ("REF1", "REF2", "REF3"),
    "contact": ("CON1", "CON2", "CON3"),
}
