"""What is said of a tablet to whoever keeps it."""

from flask_babel import lazy_gettext as _l

from survey.offline.alerts import Alert

ALERTS = {
    Alert.SILENT: _l("Mất liên lạc"),
    Alert.QUEUE: _l("Phiếu chờ gửi quá nhiều hoặc quá lâu"),
    Alert.BATTERY: _l("Pin yếu, chưa cắm sạc"),
    Alert.STORAGE: _l("Bộ nhớ sắp đầy hoặc có thể bị xóa"),
    Alert.NUMBERS: _l("Thiếu hoặc trùng số thứ tự phiếu"),
    Alert.CLOCK: _l("Đồng hồ của máy sai"),
    Alert.APP: _l("Ứng dụng chưa cập nhật"),
}
REMEDIES = {
    Alert.SILENT: _l("Xem máy có bật và có mạng không. Phiếu đã nhận vẫn nằm trong máy."),
    Alert.QUEUE: _l("Để máy bật và có mạng; phiếu sẽ tự gửi hết."),
    Alert.BATTERY: _l("Cắm sạc cho máy."),
    Alert.STORAGE: _l("Xóa bớt ảnh, ứng dụng khác trên máy; mở trang đánh giá từ màn hình chính."),
    Alert.NUMBERS: _l("Xem máy có bị sao chép không, hoặc còn phiếu chưa gửi hết."),
    Alert.CLOCK: _l("Đặt lại ngày giờ của máy theo mạng."),
    Alert.APP: _l("Để máy nghỉ ở màn hình bắt đầu; máy sẽ tự cập nhật."),
}
EVENTS = {
    "enrolled": _l("Đăng ký vào quầy"),
    "renamed": _l("Đổi tên"),
    "revoked": _l("Thu hồi"),
    "repeat": _l("Phiếu trùng số thứ tự, đang giữ lại chờ xem xét"),
    "otherwise": _l("Phiếu gửi lại với nội dung khác; bản đầu được giữ"),
    "aside": _l("Phiếu không đọc được, để riêng"),
    "nameless": _l("Có mục gửi lên thiếu mã"),
}
REASONS = {
    "unreadable": _l("không mở được hoặc sai khuôn dạng"),
    "foreign": _l("mã hóa bằng khóa mà máy chủ không còn giữ"),
    "counter": _l("ghi cho quầy khác"),
    "campaign": _l("không thuộc đợt khảo sát nào"),
    "questionnaire": _l("phiếu khảo sát không còn trong hệ thống"),
    "empty": _l("không có câu trả lời nào"),
    "revoked": _l("đánh giá sau khi máy bị thu hồi"),
    "taken": _l("mang mã của một phiếu khác"),
}
