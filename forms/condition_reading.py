"""Reading a condition: from one line of words to the tree that is held against answers."""

import re
from decimal import Decimal
from functools import lru_cache

from forms.conditions import (
    OPERATORS,
    STATES,
    All,
    Compare,
    Condition,
    Count,
    Has,
    Is,
    Not,
    Ref,
    Some,
)

DEEPEST = 20
LONGEST = 500

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>-?\d{1,15}(?:\.\d{1,6})?)(?![\w.])
    | (?P<text>"[^"\\]*")
    | (?P<operator><=|>=|!=|<|>|=)
    | (?P<bracket>[()])
    | (?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)
    )""",
    re.VERBOSE | re.ASCII,
)
_WORDS = frozenset({"and", "or", "not", "has", "is"})


class NotACondition(ValueError):
    """The line is not a condition; `what` says where it stops being one."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@lru_cache(maxsize=4096)
def read(line: str) -> Condition:
    """Return the condition that `line` says; raise NotACondition when it says none."""
    if len(line) > LONGEST:
        raise NotACondition(f"điều kiện dài quá {LONGEST} ký tự")
    reader = _Reader(_tokens(line))
    condition = reader.either(0)
    if reader.kind:
        raise NotACondition(f"thừa {reader.word!r}")
    return condition


def _tokens(line: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    line = line.strip()
    while at < len(line):
        match = _TOKEN.match(line, at)
        if match is None:
            raise NotACondition(f"không hiểu {line[at : at + 20].strip()!r}")
        kind = str(match.lastgroup)
        word = match[kind]
        found.append(("word" if kind == "name" and word in _WORDS else kind, word))
        at = match.end()
    return found


class _Reader:
    """Walks along the words of a line, one rule of its grammar a method."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    @property
    def word(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def either(self, depth: int) -> Condition:
        parts = [self._both(depth)]
        while self._takes("or"):
            parts.append(self._both(depth))
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def _both(self, depth: int) -> Condition:
        parts = [self._one(depth)]
        while self._takes("and"):
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise NotACondition(f"lồng quá {DEEPEST} tầng")
        if self._takes("not"):
            return Not(self._one(depth + 1))
        if self._takes("("):
            inner = self.either(depth + 1)
            self._demand(")")
            return inner
        return self._comparison()

    def _comparison(self) -> Condition:
        name = self._next("name", "mã câu hỏi")
        if name == "count" and self._takes("("):
            return self._count()
        ref = Ref(*name.split("."))
        if self._takes("has"):
            return Has(ref, self._next("text", 'mã lựa chọn trong dấu "…"').strip('"'))
        if self._takes("is"):
            state = self._next("name", "answered, skipped, dont_know hoặc refused")
            if state not in STATES:
                raise NotACondition(f"{state!r} phải là một trong: {', '.join(STATES)}")
            return Is(ref, state)
        return Compare(ref, self._operator(), self._value())

    def _count(self) -> Condition:
        ref = Ref(*self._next("name", "mã câu hỏi").split("."))
        self._demand(")")
        operator = self._operator()
        number = self._next("number", "số")
        if "." in number:
            raise NotACondition(f"{number} phải là số nguyên")
        return Count(ref, operator, int(number))

    def _operator(self) -> str:
        return self._next("operator", f"một trong: {' '.join(OPERATORS)} has is")

    def _value(self) -> Decimal | str | Ref:
        kind, word = self.kind, self.word
        if kind not in ("number", "text", "name"):
            raise NotACondition('sau dấu so sánh phải là số, chữ trong dấu "…" hoặc mã câu hỏi')
        self._at += 1
        if kind == "number":
            return Decimal(word)
        return word.strip('"') if kind == "text" else Ref(*word.split("."))

    def _next(self, kind: str, what: str) -> str:
        if self.kind != kind:
            found = f"có {self.word!r}" if self.kind else "hết dòng"
            raise NotACondition(f"chờ {what} nhưng {found}")
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _takes(self, word: str) -> bool:
        if self.word != word or self.kind not in ("word", "bracket"):
            return False
        self._at += 1
        return True

    def _demand(self, bracket: str) -> None:
        if not self._takes(bracket):
            raise NotACondition(f"thiếu dấu {bracket!r}")
