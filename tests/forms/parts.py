"""Parts of a questionnaire as they are written in a file, for tests to put together."""

from typing import Any

MOOD = {
    "satisfied": [4, 5],
    "options": [
        {"value": 1, "face": "very_sad", "words": {"vi": "Rất không hài lòng"}},
        {"value": 2, "face": "sad", "words": {"vi": "Không hài lòng"}},
        {"value": 3, "face": "neutral", "words": {"vi": "Bình thường"}},
        {"value": 4, "face": "happy", "words": {"vi": "Hài lòng"}},
        {"value": 5, "face": "very_happy", "words": {"vi": "Rất hài lòng"}},
    ],
}


def question(code: str, kind: str = "line", words: str = "Câu hỏi?", **said: Any) -> dict[str, Any]:
    """Return a question as it is written in a file."""
    return {"code": code, "kind": kind, "words": {"vi": words}, "source": "thử", **said}


def overall(**said: Any) -> dict[str, Any]:
    """Return the question that a verdict hangs on."""
    return question("overall", "scale", "Ông/Bà hài lòng ở mức nào?", scale="mood", **said)


def choices(*codes: str, **marked: dict[str, Any]) -> list[dict[str, Any]]:
    """Return choices named after their codes; `marked` adds what more is said of one."""
    return [{"code": code, "words": {"vi": f"Ý {code}"}, **marked.get(code, {})} for code in codes]


def section(code: str, *questions: dict[str, Any], **said: Any) -> dict[str, Any]:
    """Return a section as it is written in a file."""
    return {"code": code, "title": {"vi": f"Phần {code}"}, "questions": [*questions], **said}


def document(*sections: dict[str, Any], code: str = "small", **said: Any) -> dict[str, Any]:
    """Return a questionnaire of these sections as it is written in a file."""
    return {
        "code": code,
        "version": 1,
        "official": False,
        "languages": ["vi"],
        "title": {"vi": "Phiếu nhỏ"},
        "intro": {"vi": "Xin mời."},
        "scales": {"mood": MOOD},
        "sections": [*sections],
        **said,
    }
