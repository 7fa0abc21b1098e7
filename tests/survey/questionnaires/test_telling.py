"""Conditions in words that somebody who writes no code can check."""

import pytest

from survey.questionnaires.telling import in_words
from tests.survey.questionnaires.written import document, text

ASKED = document()
ASKED["sections"][0]["questions"] += [
    {"code": "reasons", "kind": "choices", "words": text("Vì lẽ gì?"),
     "choices": [{"code": "waited", "words": text("Chờ lâu")}]},
    {"code": "used", "kind": "yes_no", "words": text("Đã dùng chưa?")},
    {"code": "m", "kind": "matrix", "words": text("Các mặt"), "scale": "satisfaction",
     "rows": [{"code": "speed", "words": text("Nhanh")}]},
]  # fmt: skip
OVERALL = "“Ông/Bà hài lòng không?”"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("overall <= 3", f"{OVERALL} không quá 3 (Bình thường)"),
        ('reasons has "waited"', "“Vì lẽ gì?” có chọn “Chờ lâu”"),
        ("count(reasons) > 1", "số ý đã chọn ở “Vì lẽ gì?” lớn hơn 1"),
        ('used = "yes"', "“Đã dùng chưa?” là “Có”"),
        ("overall is refused", f"{OVERALL} không muốn trả lời"),
        ("m.speed >= 4", "“Các mặt – Nhanh” ít nhất là 4 (Hài lòng)"),
        ("not overall < speed", f"không phải ({OVERALL} nhỏ hơn “Thời gian chờ?”)"),
        (
            "overall = 1 and (speed = 1 or used is skipped)",
            f"{OVERALL} là 1 (Rất không hài lòng) và (“Thời gian chờ?” là 1 "
            "(Rất không hài lòng) hoặc “Đã dùng chưa?” bỏ qua)",
        ),
        ("nobody = 1", "nobody là 1"),
        ("<b>not one", "<b>not one"),
    ],
)
def test_a_condition_is_told(app, line, words):
    with app.test_request_context():
        assert in_words(line, ASKED) == words
