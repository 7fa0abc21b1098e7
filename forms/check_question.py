"""The rules of one question as it was written, and those its kind adds."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from forms.questionnaire import OVERALL
from forms.rules import (
    NO_KEYS,
    Fault,
    Keys,
    Written,
    faults_in_allows,
    faults_in_code,
    faults_in_keys,
    faults_in_line,
    faults_in_texts,
    faults_in_words,
    is_whole,
)

LONGEST = 10_000
"""More than any citizen types at a counter, less than what slows a page."""

_QUESTION = Keys(("code", "kind", "words", "source"))
_QUESTION_MAY = Keys(("hint", "reason", "when", "required", "audio"))
# The page's own ids begin with these ("q-why", "e-why"): a choice's would be the same.
_TAKEN_BY_PAGES = tuple("qehwuf")
_AUDIO = re.compile(r"([a-z][a-z0-9_-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*\.(mp3|m4a|ogg|opus)", re.ASCII)


def _no_faults(question: Written, where: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Shape:
    """What a kind of question says of itself in the file beyond what all say.

    `faults(question, where, languages)` are the kind's own rules for the question as
    it was written.
    """

    needs: Keys = NO_KEYS
    may: Keys = NO_KEYS
    faults: Callable[[Written, str, tuple[str, ...]], Iterator[Fault]] = _no_faults


@dataclass(frozen=True, slots=True)
class Frame:
    """What questions may refer to, and the kind of each one seen so far."""

    languages: tuple[str, ...]
    scales: object
    kinds: Mapping[str, Shape]
    seen: dict[object, object] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)


def faults_in_question(question: object, where: str, frame: Frame) -> Iterator[Fault]:
    """Yield what is wrong with `question`; what it is called is noted in `frame`."""
    if not isinstance(question, dict):
        yield Fault(where, "câu hỏi phải có code, kind, words và source")
        return
    yield from _faults_in_kind(question, where, frame)
    yield from faults_in_code(question.get("code"), f"{where}.code", frame.codes)
    if question.get("code") in _TAKEN_BY_PAGES:
        yield Fault(f"{where}.code", f"mã {question['code']!r} để dành cho trang phiếu")
    yield from faults_in_texts(question, where, ("words", "hint", "reason"), frame.languages)
    yield from faults_in_line(question, where, "when")
    yield from _faults_in_audio(question.get("audio", {}), f"{where}.audio", frame.languages)
    if not isinstance(question.get("required", False), bool):
        yield Fault(f"{where}.required", "phải là true hoặc false")
    if "source" in question:
        yield from faults_in_words(question["source"], f"{where}.source")
    yield from _faults_in_scale(question, where, frame.scales)
    longest = question.get("longest", LONGEST)
    if not is_whole(longest) or not 1 <= longest <= LONGEST:
        yield Fault(f"{where}.longest", f"phải là số nguyên từ 1 đến {LONGEST}")


def _faults_in_scale(question: Written, where: str, scales: object) -> Iterator[Fault]:
    if "scale" not in question:
        return
    code = question["scale"]
    scale = scales.get(code) if isinstance(scales, dict) and isinstance(code, str) else None
    if scale is None:
        yield Fault(f"{where}.scale", f"không có thang đo {code!r}")
    elif question.get("code") == OVERALL and not (isinstance(scale, dict) and "satisfied" in scale):
        yield Fault(
            f"{where}.scale", "thang đo của câu đánh giá chung phải nói mức nào là hài lòng"
        )


def _faults_in_kind(question: Written, where: str, frame: Frame) -> Iterator[Fault]:
    kind = question.get("kind")
    shape = frame.kinds.get(kind) if isinstance(kind, str) else None
    if shape is None:
        yield Fault(f"{where}.kind", f"không có loại câu hỏi {kind!r}")
        return
    if question.get("code") == OVERALL and kind != "scale":
        yield Fault(f"{where}.kind", f"câu {OVERALL!r} (đánh giá chung) phải theo thang đo")
    yield from faults_in_keys(question, where, _QUESTION | shape.needs, shape.may | _QUESTION_MAY)
    yield from faults_in_allows(question, where)
    if question.keys() >= shape.needs:
        yield from shape.faults(question, where, frame.languages)


def _faults_in_audio(audio: object, where: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    if not isinstance(audio, dict):
        yield Fault(where, "phải là tệp âm thanh theo từng ngôn ngữ")
        return
    for language, file in audio.items():
        if language not in languages:
            yield Fault(f"{where}.{language}", "ngôn ngữ này không có trong languages")
        if not isinstance(file, str) or not _AUDIO.fullmatch(file):
            yield Fault(
                f"{where}.{language}", f"{file!r} không phải tên tệp .mp3, .m4a, .ogg, .opus"
            )
