"""The rules of what is offered: choices, rows, and how many of them may be taken.

A choice or row is known by its code for ever: tallies keep it, exports name columns by
it, conditions look for it. What a key cannot mean for a kind of question is a fault,
not something to be passed over.
"""

from collections.abc import Iterator

from forms.rules import (
    Fault,
    Keys,
    Written,
    faults_in_code,
    faults_in_keys,
    faults_in_texts,
    is_whole,
)

LONGEST_KEY = 40
"""What tallies keep of "question.row"."""

_NEEDS = Keys(("code", "words"))
_FEWEST = {"choices": 2, "rows": 1}


def faults_in_one_of(question: Written, where: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    """Yield what is wrong with choices of which one is marked."""
    # Which other thing it was has been said already where the choices come from elsewhere.
    may = Keys() if "among" in question else Keys(("other",))
    yield from _faults_in_list(question, where, "choices", may, languages)
    yield from _faults_in_among(question, where)


def faults_in_some_of(question: Written, where: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    """Yield what is wrong with choices of which several are ticked."""
    may = Keys(("other", "exclusive"))
    yield from _faults_in_list(question, where, "choices", may, languages)
    ticked_together = [each for each in _parts(question, "choices") if not _is_alone(each)]
    if len(ticked_together) < 2:
        yield Fault(f"{where}.choices", "phải có ít nhất hai ý chọn được cùng nhau")
    yield from _faults_in_count(question, where, "least", len(ticked_together))
    yield from _faults_in_count(question, where, "most", len(ticked_together))
    least, most = question.get("least"), question.get("most")
    if is_whole(least) and is_whole(most) and least > most:
        yield Fault(f"{where}.least", "không thể lớn hơn most")


def faults_in_places(question: Written, where: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    """Yield what is wrong with choices that are put in order."""
    yield from _faults_in_list(question, where, "choices", Keys(), languages)
    yield from _faults_in_among(question, where)
    yield from _faults_in_count(question, where, "most", len(_parts(question, "choices")))
    yield from _faults_in_keys_kept(question, where, "choices")


def faults_in_rows(question: Written, where: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    """Yield what is wrong with the rows of a matrix."""
    yield from _faults_in_list(question, where, "rows", Keys(), languages)
    yield from _faults_in_keys_kept(question, where, "rows")


def faults_in_note(question: Written, where: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    """Yield what is wrong with a note: it asks nothing, so nobody can be made to answer."""
    if question.get("required") is True:
        yield Fault(f"{where}.required", "lời dẫn không hỏi gì nên không thể bắt buộc trả lời")


def _faults_in_list(
    question: Written, where: str, name: str, may: Keys, languages: tuple[str, ...]
) -> Iterator[Fault]:
    parts = question.get(name)
    where = f"{where}.{name}"
    if not isinstance(parts, list) or len(parts) < _FEWEST[name]:
        yield Fault(where, f"phải là danh sách có ít nhất {_FEWEST[name]} ý")
        return
    taken: set[str] = set()
    for number, part in enumerate(parts):
        yield from _faults_in_part(part, f"{where}[{number}]", may, taken, languages)
    if sum(part.get("other") is True for part in _parts(question, name)) > 1:
        yield Fault(where, "chỉ một ý được ghi other: lời ghi thêm của một câu giữ chung một chỗ")


def _faults_in_part(
    part: object, where: str, may: Keys, taken: set[str], languages: tuple[str, ...]
) -> Iterator[Fault]:
    if not isinstance(part, dict):
        yield Fault(where, "phải có code và words")
        return
    yield from faults_in_keys(part, where, _NEEDS, may)
    yield from faults_in_code(part.get("code"), f"{where}.code", taken)
    yield from faults_in_texts(part, where, ("words",), languages)
    for name in sorted(may & part.keys()):
        if not isinstance(part[name], bool):
            yield Fault(f"{where}.{name}", "phải là true hoặc false")
    if _is_alone(part) and part.get("other") is True:
        yield Fault(f"{where}.exclusive", "ý ghi thêm lời (other) không thể là ý chọn một mình")


def _faults_in_among(question: Written, where: str) -> Iterator[Fault]:
    among = question.get("among", "-")
    if not isinstance(among, str) or not among:
        yield Fault(f"{where}.among", "phải là mã một câu chọn nhiều ý đứng trước")


def _faults_in_count(question: Written, where: str, name: str, offered: int) -> Iterator[Fault]:
    count = question.get(name, 1)
    if not is_whole(count) or not 1 <= count <= max(offered, 1):
        yield Fault(f"{where}.{name}", f"phải là số nguyên từ 1 đến {offered}")


def _faults_in_keys_kept(question: Written, where: str, name: str) -> Iterator[Fault]:
    code = question.get("code")
    for number, part in enumerate(_all(question, name)):
        key = f"{code}.{part.get('code')}" if isinstance(part, dict) else ""
        if len(key) > LONGEST_KEY:
            what = f"{key!r} dài quá {LONGEST_KEY} ký tự (mã câu hỏi, dấu chấm, mã ý)"
            yield Fault(f"{where}.{name}[{number}].code", what)


def _parts(question: Written, name: str) -> list[Written]:
    return [part for part in _all(question, name) if isinstance(part, dict)]


def _all(question: Written, name: str) -> list[object]:
    parts = question.get(name)
    return parts if isinstance(parts, list) else []


def _is_alone(part: Written) -> bool:
    return part.get("exclusive") is True
