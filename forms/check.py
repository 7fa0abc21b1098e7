"""The rules every questionnaire keeps before anybody is asked anything.

`faults` looks at a questionnaire as it was written (plain values from a file or
an author's page) and says everything that is wrong at once, each with its place.
No fault means that it can be built, shown, answered and tallied.
"""

from collections.abc import Iterator, Mapping

from forms.check_question import Frame, Shape, faults_in_question
from forms.check_scale import faults_in_scales
from forms.questionnaire import STATES
from forms.rules import (
    QUESTIONNAIRE_CODE,
    Fault,
    Keys,
    Written,
    faults_in_code,
    faults_in_keys,
    faults_in_languages,
    faults_in_line,
    faults_in_texts,
    is_whole,
    strings_in,
)

__all__ = ["Fault", "Shape", "faults"]

_QUESTIONNAIRE = Keys(
    ("code", "version", "official", "languages", "title", "intro", "scales", "sections")
)
_QUESTIONNAIRE_MAY = Keys(("states", "rules"))
_SECTION = Keys(("code", "title", "questions"))
_SECTION_MAY = Keys(("page", "when"))
_RULE = Keys(("code", "rule", "words"))


def faults(
    document: object, *, code: str, version: int | None, kinds: Mapping[str, Shape]
) -> list[Fault]:
    """Return all faults of `document`, written in folder `code` as file `version`."""
    if not isinstance(document, dict):
        return [Fault("", "phiếu khảo sát phải gồm các khoá: giá trị")]
    languages = strings_in(document.get("languages"))
    frame = Frame(languages=languages, scales=document.get("scales"), kinds=kinds)
    return [
        *faults_in_keys(document, "", _QUESTIONNAIRE, _QUESTIONNAIRE_MAY),
        *_faults_in_name(document, code, version),
        *faults_in_languages(document.get("languages")),
        *_faults_in_states(document.get("states", {}), languages),
        *faults_in_texts(document, "", ("title", "intro"), languages),
        *faults_in_scales(document.get("scales"), languages),
        *_faults_in_sections(document.get("sections"), frame),
        *_faults_in_rules(document.get("rules", []), languages),
    ]


def _faults_in_name(document: Written, code: str, version: int | None) -> Iterator[Fault]:
    yield from faults_in_code(document.get("code"), "code", set(), QUESTIONNAIRE_CODE)
    if document.get("code") != code:
        yield Fault("code", f"phải trùng tên thư mục {code!r}")
    written = document.get("version")
    if not is_whole(written) or written < 1 or written != version:
        yield Fault("version", "phải là số nguyên từ 1, trùng tên tệp")
    if not isinstance(document.get("official"), bool):
        yield Fault("official", "phải là true hoặc false")


def _faults_in_sections(sections: object, frame: Frame) -> Iterator[Fault]:
    if not isinstance(sections, list) or not sections:
        yield Fault("sections", "phải có ít nhất một phần")
        return
    taken: set[str] = set()
    for number, section in enumerate(sections):
        yield from _faults_in_section(section, f"sections[{number}]", frame, taken)


def _faults_in_states(states: object, languages: tuple[str, ...]) -> Iterator[Fault]:
    if not isinstance(states, dict):
        yield Fault("states", "phải là tình trạng theo từng ngôn ngữ")
        return
    for language, state in states.items():
        if language not in languages:
            yield Fault(f"states.{language}", "ngôn ngữ này không có trong languages")
        if state not in STATES:
            yield Fault(f"states.{language}", f"phải là một trong: {', '.join(STATES)}")


def _faults_in_rules(rules: object, languages: tuple[str, ...]) -> Iterator[Fault]:
    if not isinstance(rules, list):
        yield Fault("rules", "phải là danh sách các ràng buộc")
        return
    taken: set[str] = set()
    for number, rule in enumerate(rules):
        where = f"rules[{number}]"
        if not isinstance(rule, dict):
            yield Fault(where, "ràng buộc phải có code, rule và words")
            continue
        yield from faults_in_keys(rule, where, _RULE)
        yield from faults_in_code(rule.get("code"), f"{where}.code", taken)
        yield from faults_in_texts(rule, where, ("words",), languages)
        yield from faults_in_line(rule, where, "rule")


def _faults_in_section(
    section: object, where: str, frame: Frame, taken: set[str]
) -> Iterator[Fault]:
    if not isinstance(section, dict):
        yield Fault(where, "phần phải có code, title và questions")
        return
    yield from faults_in_keys(section, where, _SECTION, _SECTION_MAY)
    yield from faults_in_line(section, where, "when")
    if not isinstance(section.get("page", False), bool):
        yield Fault(f"{where}.page", "phải là true hoặc false")
    yield from faults_in_code(section.get("code"), f"{where}.code", taken)
    yield from faults_in_texts(section, where, ("title",), frame.languages)
    questions = section.get("questions")
    if not isinstance(questions, list) or not questions:
        yield Fault(f"{where}.questions", "phần phải có ít nhất một câu hỏi")
        return
    for number, question in enumerate(questions):
        yield from faults_in_question(question, f"{where}.questions[{number}]", frame)
