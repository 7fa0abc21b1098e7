"""Questionnaires of many kinds for the third floor's tests, and the shelf they stand on."""

from copy import deepcopy
from typing import Any

from flask import Flask

from forms import library
from forms.questionnaire import Questionnaire
from forms.reading import faults_of, made

SOURCE = "câu thử, bản mẫu"
SATISFACTION = {
    "satisfied": [4, 5],
    "options": [
        {"value": 1, "words": {"vi": "Rất không hài lòng", "en": "Very dissatisfied"}},
        {"value": 2, "words": {"vi": "Không hài lòng", "en": "Dissatisfied"}},
        {"value": 3, "words": {"vi": "Bình thường", "en": "Neutral"}},
        {"value": 4, "words": {"vi": "Hài lòng", "en": "Satisfied"}},
        {"value": 5, "words": {"vi": "Rất hài lòng", "en": "Very satisfied"}},
    ],
}
FREQUENCY = {
    "options": [
        {"value": 0, "words": {"vi": "Chưa bao giờ", "en": "Never"}},
        {"value": 1, "words": {"vi": "Thỉnh thoảng", "en": "Sometimes"}},
        {"value": 2, "words": {"vi": "Thường xuyên", "en": "Often"}},
    ],
}
REASONS = [
    {"code": "waited", "words": {"vi": "Chờ lâu", "en": "Long wait"}},
    {"code": "papers", "words": {"vi": "Giấy tờ rườm rà", "en": "Too many papers"}},
    {"code": "attitude", "words": {"vi": "Thái độ chưa tốt", "en": "Poor attitude"}},
    {"code": "other", "other": True, "words": {"vi": "Khác", "en": "Other"}},
]


def asks(code: str, kind: str, words: str, **more: Any) -> dict[str, Any]:
    """Return a question as it is written."""
    said = {"vi": words, "en": f"{words} (en)"}
    return {"code": code, "kind": kind, "words": said, "source": SOURCE, **more}


def questionnaire(
    code: str, *questions: dict[str, Any], version: int = 1, scales: Any = None
) -> Questionnaire:
    """Return a sound questionnaire of one section with `questions`."""
    title = {"vi": f"Phiếu {code}", "en": f"Form {code}"}
    used = {each["scale"] for each in questions if "scale" in each}
    known = {"satisfaction": SATISFACTION, "frequency": FREQUENCY} | (scales or {})
    document = {
        "code": code,
        "version": version,
        "official": False,
        "languages": ["vi", "en"],
        "title": title,
        "intro": title,
        "scales": {name: scale for name, scale in known.items() if name in used},
        "sections": [{"code": "main", "title": title, "questions": list(questions)}],
    }
    assert faults_of(document, code=code, version=version) == []
    return made(deepcopy(document))


OVERALL = asks("overall", "scale", "Ông/Bà có hài lòng không?", scale="satisfaction")
WHY = asks("why", "choices", "Vì sao chưa hài lòng?", when="overall <= 3", choices=REASONS)
ROWS = [
    {"code": "place", "words": {"vi": "Nơi ngồi chờ", "en": "Waiting place"}},
    {"code": "staff", "words": {"vi": "Cán bộ", "en": "Staff"}},
]
SERVICE = asks("service", "matrix", "Ông/Bà đánh giá", scale="satisfaction", rows=ROWS)
PLACES = [{"code": each["code"], "words": each["words"]} for each in REASONS[:3]]

EVERY_KIND = questionnaire(
    "moi-loai",
    OVERALL,
    WHY,
    asks(
        "worst",
        "choice",
        "Điều tệ nhất?",
        when="count(why) > 1",
        among="why",
        choices=[{key: value for key, value in each.items() if key != "other"} for each in REASONS],
    ),
    SERVICE,
    asks("use", "scale", "Ông/Bà hay làm trực tuyến không?", scale="frequency"),
    asks("online", "yes_no", "Ông/Bà có nộp trực tuyến không?", allows=["dont_know", "refused"]),
    asks("first", "ranking", "Nên sửa điều gì trước?", choices=PLACES, most=2),
    asks("waited", "number", "Ông/Bà chờ bao lâu?", measure={"vi": "phút", "en": "minutes"}),
    asks("paid", "decimal", "Ông/Bà trả bao nhiêu?", decimals=2),
    asks("day", "date", "Ngày nào?"),
    asks("month", "month", "Tháng nào?"),
    asks("home", "unit", "Ông/Bà sống ở đâu?"),
    asks("remark", "text", "Ông/Bà muốn nói gì thêm?", allows=["refused"]),
)
NO_OVERALL = questionnaire("khong-chung", SERVICE, asks("use", "scale", "?", scale="frequency"))


class Shelf:
    """Questionnaires a test has put into the library."""

    def __init__(self, *found: Questionnaire) -> None:
        self._found = {(each.code, each.version): each for each in found}

    def find(self, code: str, version: int) -> Questionnaire | None:
        """Return version `version` of `code`, if it stands here."""
        return self._found.get((code, version))

    def stock(self) -> tuple[tuple[str, int], ...]:
        """Return code and version of all that stand here."""
        return tuple(self._found)


def put_on_shelf(app: Flask, *found: Questionnaire) -> None:
    """Let the application's library have `found`, too."""
    app.extensions[library.FURTHER] = Shelf(*found)
