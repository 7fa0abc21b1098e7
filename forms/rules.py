"""The small rules that every part of a questionnaire keeps: keys, codes, languages, words.

Words are shown to citizens, read aloud to them and compared between versions, so
nothing invisible may hide in them: no control or direction marks, no zero-width
signs, and one way of writing each Vietnamese letter (NFC).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from forms.answers import ALLOWED
from forms.questionnaire import VIETNAMESE

# Forty letters is what a response keeps. No "_" in front: names of that sort are the page's own.
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
# Those of a questionnaire name a folder and a campaign's form; a hyphen reads well there.
QUESTIONNAIRE_CODE = re.compile(r"[a-z][a-z0-9_-]{0,39}", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}|@[a-z]{2,12})?", re.ASCII)

Keys = frozenset[str]
NO_KEYS = Keys()
Written = dict[object, object]
"""Keys and values as somebody wrote them, nothing known of either yet."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that is broken: where in the file, and in what way."""

    where: str
    what: str


def faults_in_keys(found: Written, where: str, needs: Keys, may: Keys = NO_KEYS) -> Iterator[Fault]:
    """Yield the keys of `found` that nobody knows and those that it lacks."""
    for key in found:
        if key not in needs | may:
            yield Fault(f"{where}.{key}".lstrip("."), "không có khoá này")
    for key in sorted(needs - found.keys()):
        yield Fault(where, f"thiếu khoá {key}")


def faults_in_code(
    code: object, where: str, taken: set[str], pattern: re.Pattern[str] = CODE
) -> Iterator[Fault]:
    """Yield what is wrong with `code`; a good one is added to those `taken`."""
    if not isinstance(code, str) or not pattern.fullmatch(code):
        yield Fault(where, f"{code!r} không phải mã (a-z, 0-9, _; tối đa 40; chữ cái đứng đầu)")
    elif code in taken:
        yield Fault(where, f"mã {code!r} đã dùng rồi")
    else:
        taken.add(code)


def faults_in_languages(languages: object) -> Iterator[Fault]:
    """Yield what is wrong with the list of languages a questionnaire is written in."""
    named = strings_in(languages)
    if not isinstance(languages, list) or len(named) != len(languages):
        yield Fault("languages", "phải là danh sách mã ngôn ngữ")
    if VIETNAMESE not in named:
        yield Fault("languages", "phải có tiếng Việt (vi)")
    if len(set(named)) < len(named):
        yield Fault("languages", "có ngôn ngữ ghi hai lần")
    for language in named:
        if not LANGUAGE.fullmatch(language):
            yield Fault("languages", f"{language!r} không phải mã ngôn ngữ")


def faults_in_texts(
    part: Written, where: str, names: tuple[str, ...], languages: tuple[str, ...]
) -> Iterator[Fault]:
    """Yield what is wrong with those texts of `part` that are there."""
    for name in names:
        if name in part:
            yield from _faults_in_text(part[name], f"{where}.{name}".lstrip("."), languages)


def _faults_in_text(text: object, where: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    if not isinstance(text, Mapping):
        yield Fault(where, "phải là lời theo từng ngôn ngữ (vi: …)")
        return
    # What another language lacks is a gap (`forms/gaps.py`): that language is not offered.
    if VIETNAMESE not in text:
        yield Fault(where, f"thiếu lời cho ngôn ngữ {VIETNAMESE}")
    for language, words in text.items():
        if language not in languages:
            yield Fault(f"{where}.{language}", "ngôn ngữ này không có trong languages")
        yield from faults_in_words(words, f"{where}.{language}")


def faults_in_words(words: object, where: str) -> Iterator[Fault]:
    """Yield what is wrong with words in one language."""
    if not isinstance(words, str):
        yield Fault(where, f"phải là chữ, không phải {words!r} (đặt trong dấu nháy)")
        return
    if not words.strip():
        yield Fault(where, "thiếu lời")
    if not unicodedata.is_normalized("NFC", words):
        yield Fault(where, "chữ phải ở dạng dựng sẵn (NFC)")
    hidden = sorted({sign for sign in words if _is_hidden(sign)})
    if hidden:
        named = ", ".join(f"U+{ord(sign):04X}" for sign in hidden)
        yield Fault(where, f"có ký tự không nhìn thấy: {named}")


def _is_hidden(sign: str) -> bool:
    # U+FFFE and U+FFFF are no letters at all: no XML file could carry them elsewhere.
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs") or sign in "\ufffe\uffff"


def is_whole(value: object) -> TypeGuard[int]:
    """Whether `value` is a whole number (Python counts True as one; we do not)."""
    return isinstance(value, int) and not isinstance(value, bool)


def strings_in(values: object) -> tuple[str, ...]:
    """Return the strings in a list, or none where there is no list."""
    if not isinstance(values, list):
        return ()
    return tuple(value for value in values if isinstance(value, str))


def faults_in_allows(question: Written, where: str) -> Iterator[Fault]:
    """Yield what is wrong with the ways to give no answer that are offered."""
    allows = question.get("allows", [])
    if not isinstance(allows, list) or len(set(strings_in(allows))) < len(allows):
        yield Fault(f"{where}.allows", "phải là danh sách, không ghi hai lần")
    for name in strings_in(allows):
        if name not in ALLOWED:
            yield Fault(f"{where}.allows", f"{name!r} phải là một trong: {', '.join(ALLOWED)}")


def faults_in_line(part: Written, where: str, name: str) -> Iterator[Fault]:
    """Yield what is wrong with a condition as a line of words; what it says is looked at later."""
    said = part.get(name, "-")
    if not isinstance(said, str) or not said.strip() or len(said.splitlines()) > 1:
        yield Fault(f"{where}.{name}", "điều kiện phải là một dòng chữ")
