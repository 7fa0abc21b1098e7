"""Questionnaires for tests: small ones, one behaviour each, put on the application's shelf."""

from collections.abc import Sequence
from typing import Any

from flask import Flask

from forms import library
from forms.questionnaire import Questionnaire
from forms.reading import faults_of, made

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


class Shelved:
    """A shelf with what a test put on it, before the one the application has."""

    def __init__(self, own: Sequence[Questionnaire], beneath: library.Shelf | None) -> None:
        self.own = {(each.code, each.version): each for each in own}
        self.beneath = beneath

    def find(self, code: str, version: int) -> Questionnaire | None:
        beneath = self.beneath.find(code, version) if self.beneath else None
        return self.own.get((code, version)) or beneath

    def every(self) -> list[Questionnaire]:
        return [*self.own.values(), *(self.beneath.every() if self.beneath else ())]


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


def shelve(app: Flask, *documents: dict[str, Any]) -> list[Questionnaire]:
    """Put questionnaires that keep every rule on the shelf of `app`, and return them."""
    assert [faults_of(each) for each in documents] == [[] for _each in documents]
    own = [made(each) for each in documents]
    app.extensions[library.FURTHER] = Shelved(own, app.extensions.get(library.FURTHER))
    return own
