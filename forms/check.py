"""The rules every questionnaire keeps before anybody is asked anything.

`faults` looks at a questionnaire as it was written (plain values from a file or
an author's page) and says everything that is wrong at once, each with its place.
No fault means that it can be built, shown, answered and tallied.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from forms.check_scale import faults_in_scales
from forms.questionnaire import OVERALL
from forms.rules import (
    NO_KEYS,
    Fault,
    Keys,
    Written,
    faults_in_code,
    faults_in_keys,
    faults_in_languages,
    faults_in_texts,
    faults_in_words,
    is_whole,
    strings_in,
)

__all__ = ["Fault", "Shape", "faults"]

LONGEST = 10_000
"""More than any citizen types at a counter, less than what slows a page."""

_QUESTIONNAIRE = Keys(
    ("code", "version", "official", "languages", "title", "intro", "scales", "sections")
)
_SECTION = Keys(("code", "title", "questions"))
_QUESTION = Keys(("code", "kind", "words", "source"))


@dataclass(frozen=True, slots=True)
class Shape:
    """What a kind of question says of itself in the file beyond what all say."""

    needs: Keys = NO_KEYS
    may: Keys = NO_KEYS


@dataclass(frozen=True, slots=True)
class _Frame:
    """What questions may refer to, and the kind of each one seen so far."""

    languages: tuple[str, ...]
    scales: object
    kinds: Mapping[str, Shape]
    seen: dict[object, object] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)


def faults(
    document: object, *, code: str, version: int | None, kinds: Mapping[str, Shape]
) -> list[Fault]:
    """Return all faults of `document`, written in folder `code` as file `version`."""
    if not isinstance(document, dict):
        return [Fault("", "phiếu khảo sát phải gồm các khoá: giá trị")]
    languages = strings_in(document.get("languages"))
    frame = _Frame(languages=languages, scales=document.get("scales"), kinds=kinds)
    return [
        *faults_in_keys(document, "", _QUESTIONNAIRE),
        *_faults_in_name(document, code, version),
        *faults_in_languages(document.get("languages")),
        *faults_in_texts(document, "", ("title", "intro"), languages),
        *faults_in_scales(document.get("scales"), languages),
        *_faults_in_sections(document.get("sections"), frame),
    ]


def _faults_in_name(document: Written, code: str, version: int | None) -> Iterator[Fault]:
    yield from faults_in_code(document.get("code"), "code", set())
    if document.get("code") != code:
        yield Fault("code", f"phải trùng tên thư mục {code!r}")
    written = document.get("version")
    if not is_whole(written) or written < 1 or written != version:
        yield Fault("version", "phải là số nguyên từ 1, trùng tên tệp")
    if not isinstance(document.get("official"), bool):
        yield Fault("official", "phải là true hoặc false")


def _faults_in_sections(sections: object, frame: _Frame) -> Iterator[Fault]:
    if not isinstance(sections, list) or not sections:
        yield Fault("sections", "phải có ít nhất một phần")
        return
    taken: set[str] = set()
    for number, section in enumerate(sections):
        yield from _faults_in_section(section, f"sections[{number}]", frame, taken)
    if frame.seen.get(OVERALL) != "scale":
        yield Fault("sections", f"phải có câu hỏi {OVERALL!r} theo thang đo (đánh giá chung)")


def _faults_in_section(
    section: object, where: str, frame: _Frame, taken: set[str]
) -> Iterator[Fault]:
    if not isinstance(section, dict):
        yield Fault(where, "phần phải có code, title và questions")
        return
    yield from faults_in_keys(section, where, _SECTION)
    yield from faults_in_code(section.get("code"), f"{where}.code", taken)
    yield from faults_in_texts(section, where, ("title",), frame.languages)
    questions = section.get("questions")
    if not isinstance(questions, list) or not questions:
        yield Fault(f"{where}.questions", "phần phải có ít nhất một câu hỏi")
        return
    for number, question in enumerate(questions):
        yield from _faults_in_question(question, f"{where}.questions[{number}]", frame)


def _faults_in_question(question: object, where: str, frame: _Frame) -> Iterator[Fault]:
    if not isinstance(question, dict):
        yield Fault(where, "câu hỏi phải có code, kind, words và source")
        return
    yield from _faults_in_kind(question, where, frame)
    yield from faults_in_code(question.get("code"), f"{where}.code", frame.codes)
    yield from faults_in_texts(question, where, ("words", "hint"), frame.languages)
    if "source" in question:
        yield from faults_in_words(question["source"], f"{where}.source")
    scale = question.get("scale")
    scales = frame.scales if isinstance(frame.scales, dict) else {}
    if "scale" in question and not (isinstance(scale, str) and scale in scales):
        yield Fault(f"{where}.scale", f"không có thang đo {scale!r}")
    longest = question.get("longest", LONGEST)
    if not is_whole(longest) or not 1 <= longest <= LONGEST:
        yield Fault(f"{where}.longest", f"phải là số nguyên từ 1 đến {LONGEST}")


def _faults_in_kind(question: Written, where: str, frame: _Frame) -> Iterator[Fault]:
    kind = question.get("kind")
    shape = frame.kinds.get(kind) if isinstance(kind, str) else None
    if shape is None:
        yield Fault(f"{where}.kind", f"không có loại câu hỏi {kind!r}")
        return
    frame.seen[str(question.get("code"))] = kind
    yield from faults_in_keys(question, where, _QUESTION | shape.needs, shape.may | {"hint"})
