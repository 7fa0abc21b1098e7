"""The rules of a scale: steps in order, and which of them count as satisfied.

A scale may say nothing of satisfaction (how often, how interested): it is then never
judged. One on which everybody is satisfied has no meaning, and one on which nobody
can be says so by leaving `satisfied` out.
"""

from collections.abc import Iterator

from forms.questionnaire import FACES
from forms.rules import (
    Fault,
    Keys,
    Written,
    faults_in_code,
    faults_in_keys,
    faults_in_texts,
    is_whole,
)

_SCALE = Keys(("options",))
_SCALE_MAY = Keys(("satisfied",))
_OPTION = Keys(("value", "words"))
_MAY = Keys(("face",))


def faults_in_scales(scales: object, languages: tuple[str, ...]) -> Iterator[Fault]:
    """Yield what is wrong with the scales of a questionnaire, written code by code."""
    if not isinstance(scales, dict):
        yield Fault("scales", "phải là các thang đo theo mã")
        return
    for code, scale in scales.items():
        where = f"scales.{code}"
        yield from faults_in_code(code, where, set())
        if not isinstance(scale, dict):
            yield Fault(where, "phải có options và satisfied")
            continue
        yield from faults_in_keys(scale, where, _SCALE, _SCALE_MAY)
        if "options" in scale:
            yield from _faults_in_options(scale["options"], f"{where}.options", languages)
            if "satisfied" in scale:
                yield from _faults_in_satisfied(scale, f"{where}.satisfied")


def _faults_in_options(options: object, where: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    if not isinstance(options, list) or len(options) < 2:
        yield Fault(where, "thang đo phải có ít nhất hai mức")
        return
    for number, option in enumerate(options):
        yield from _faults_in_option(option, f"{where}[{number}]", languages)
    values = _values(options)
    if len(values) < len(options):
        yield Fault(where, "value của mỗi mức phải là số nguyên từ 0 trở lên")
    if sorted(set(values)) != values:
        yield Fault(where, "các mức phải tăng dần và không trùng nhau")


def _faults_in_option(option: object, where: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    if not isinstance(option, dict):
        yield Fault(where, "mức phải có value và words")
        return
    yield from faults_in_keys(option, where, _OPTION, _MAY)
    yield from faults_in_texts(option, where, ("words",), languages)
    if "face" in option and option["face"] not in FACES:
        yield Fault(f"{where}.face", f"không có gương mặt {option['face']!r}")


def _faults_in_satisfied(scale: Written, where: str) -> Iterator[Fault]:
    satisfied = scale["satisfied"]
    if not isinstance(satisfied, list) or not satisfied:
        yield Fault(where, "thang đo phải nói mức nào là hài lòng")
        return
    values = _values(scale["options"])
    for value in satisfied:
        if not is_whole(value) or value not in values:
            yield Fault(where, f"{value!r} không phải một mức của thang đo")
    if values and all(value in satisfied for value in values):
        yield Fault(where, "không thể mức nào cũng là hài lòng")


def _values(options: object) -> list[int]:
    if not isinstance(options, list):
        return []
    written = [option.get("value") for option in options if isinstance(option, dict)]
    return [value for value in written if is_whole(value) and value >= 0]
