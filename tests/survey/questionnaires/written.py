"""A small questionnaire as somebody writes it: two sections, five questions, two languages."""

from copy import deepcopy


def text(vi: str, en: str | None = None) -> dict[str, str]:
    return {"vi": vi} if en is None else {"vi": vi, "en": en}


_WRITTEN = {
    "code": "quay-xa",
    "version": 1,
    "official": False,
    "languages": ["vi", "en"],
    "title": text("Ý kiến ở quầy", "At the counter"),
    "intro": text("Mất nửa phút.", "Half a minute."),
    "scales": {
        "satisfaction": {
            "satisfied": [4, 5],
            "options": [
                {"value": value, "words": text(words, f"Step {value}")}
                for value, words in enumerate(
                    (
                        "Rất không hài lòng",
                        "Không hài lòng",
                        "Bình thường",
                        "Hài lòng",
                        "Rất hài lòng",
                    ),
                    1,
                )
            ],
        }
    },
    "sections": [
        {
            "code": "visit",
            "title": text("Lần này", "This visit"),
            "questions": [
                {
                    "code": "overall",
                    "kind": "scale",
                    "scale": "satisfaction",
                    "words": text("Ông/Bà hài lòng không?", "Are you satisfied?"),
                    "source": "bản mẫu, chưa phải mẫu chính thức",
                },
                {
                    "code": "why",
                    "kind": "text",
                    "words": text("Vì sao?", "Why?"),
                    "source": "bản mẫu, chưa phải mẫu chính thức",
                    "when": "overall <= 3",
                },
            ],
        },
        {
            "code": "more",
            "title": text("Thêm nữa", "More"),
            "page": True,
            "questions": [
                {
                    "code": "speed",
                    "kind": "scale",
                    "scale": "satisfaction",
                    "words": text("Thời gian chờ?", "The wait?"),
                    "source": "bản mẫu, chưa phải mẫu chính thức",
                },
                {
                    "code": "remark",
                    "kind": "text",
                    "words": text("Góp ý?", "Anything else?"),
                    "source": "bản mẫu, chưa phải mẫu chính thức",
                    "longest": 500,
                },
            ],
        },
    ],
}


def document(**changes: object) -> dict:
    """Return a fresh copy of it, with `changes` on top."""
    return {**deepcopy(_WRITTEN), **changes}
