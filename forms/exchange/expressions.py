"""Other programs' conditions, read as a tree: XLSForm's XPath and LimeSurvey's expressions.

Both are comparisons joined by and, or and not, with calls between them. Only the shape is
read here; nothing is ever worked out, so nothing in a form can run.
"""

import re

from forms.exchange.expression_tree import Call, Denied, Expression, Joined, Literal, Name, Pair

DEEPEST = 30
LONGEST = 10_000


class NotAnExpression(ValueError):
    """The text is not a condition of the sort we can read."""


_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d+)?(?![\w.]))
    | (?P<text>"[^"]*"|'[^']*')
    | \$\{\s*(?P<name>[^{}\s]+)\s*\}
    | (?P<sign><=|>=|!=|<>|==|&&|\|\||[<>=!+*/-])
    | (?P<bracket>[(),])
    | (?P<word>\.(?![\w.])|[^\W\d][\w.:-]*|\d+X\d+X\w+(?:\.\w+)?)
    )""",
    re.VERBOSE,
)
_SIGNS = {"==": "=", "<>": "!=", "&&": "and", "||": "or", "!": "not"}
_WORDS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_COMPARISONS = frozenset(("=", "!=", "<", "<=", ">", ">="))
_SUMS = frozenset("+-*/")


def read(text: str) -> Expression:
    """Return what `text` says; raise NotAnExpression where that cannot be told."""
    if len(text) > LONGEST:
        raise NotAnExpression
    reader = _Reader(_tokens(text))
    found = reader.either(0)
    if reader.kind:
        raise NotAnExpression
    return found


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at, text = 0, text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise NotAnExpression
        kind = str(match.lastgroup)
        found.append(_token(kind, match[kind]))
        at = match.end()
    return found


def _token(kind: str, said: str) -> tuple[str, str]:
    plain = said.lower()
    if kind == "sign":
        said = _SIGNS.get(said, said)
        return ("join" if said in ("and", "or", "not") else "sign"), said
    if kind == "word" and plain in ("and", "or", "not"):
        return "join", plain
    if kind == "word" and plain in _WORDS:
        return "sign", _WORDS[plain]
    return kind, said


class _Reader:
    """Walks along the words, one rule of the grammar a method."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def either(self, depth: int) -> Expression:
        return self._joined("or", depth)

    def _joined(self, word: str, depth: int) -> Expression:
        if depth > DEEPEST:
            raise NotAnExpression
        parts = [self._under(word, depth)]
        while self._takes("join", word):
            parts.append(self._under(word, depth))
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def _under(self, word: str, depth: int) -> Expression:
        return self._joined("and", depth) if word == "or" else self._compared(depth)

    def _compared(self, depth: int) -> Expression:
        left = self._sum(depth)
        if self.kind == "sign" and self._tokens[self._at][1] in _COMPARISONS:
            return Pair(self._next(), left, self._sum(depth))
        return left

    def _sum(self, depth: int) -> Expression:
        left = self._one(depth)
        while self.kind == "sign" and self._tokens[self._at][1] in _SUMS:
            left = Pair(self._next(), left, self._one(depth))
        return left

    def _one(self, depth: int) -> Expression:
        if depth > DEEPEST:
            raise NotAnExpression
        if self._takes("join", "not"):
            return Denied(self._one(depth + 1))
        if self._takes("sign", "-"):
            inner = self._one(depth + 1)
            if not isinstance(inner, Literal) or not inner.is_number:
                raise NotAnExpression
            return Literal(f"-{inner.said}", True)
        if self._takes("bracket", "("):
            inner = self.either(depth + 1)
            self._demand(")")
            return inner
        return self._leaf(depth)

    def _leaf(self, depth: int) -> Expression:
        kind = self.kind
        if kind not in ("number", "text", "name", "word"):
            raise NotAnExpression
        said = self._next()
        if kind in ("number", "text"):
            return Literal(said if kind == "number" else said[1:-1], kind == "number")
        if kind == "word" and self._takes("bracket", "("):
            return Call(said.lower(), self._given(depth))
        return Name(said)

    def _given(self, depth: int) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while not self._takes("bracket", ")"):
            if found:
                self._demand(",")
            found.append(self.either(depth + 1))
        return tuple(found)

    def _next(self) -> str:
        if not self.kind:
            raise NotAnExpression
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _takes(self, kind: str, said: str) -> bool:
        if self.kind != kind or self._tokens[self._at][1] != said:
            return False
        self._at += 1
        return True

    def _demand(self, bracket: str) -> None:
        if not self._takes("bracket", bracket):
            raise NotAnExpression
