"""The cell `constraint` of an XLSForm, read back into bounds."""

import re
from collections.abc import Iterator

from forms.exchange import names
from forms.exchange.expression_tree import Call, Denied, Expression, Joined, Literal, Name, Pair
from forms.exchange.expressions import NotAnExpression, read
from forms.writing import Document

_ITSELF = Name(".")
_TIGHTER = {">=": "least", "<=": "most"}
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def bound(question: Document, said: str) -> bool:
    """Put the bounds that `said` names on `question`; return whether that was all it says."""
    try:
        parts = list(_parts(read(said)))
    except NotAnExpression:
        return False
    # Every part is put, also after one that is not understood.
    understood = [_put(question, part) for part in parts]
    return all(understood)


def _parts(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, Joined) and expression.word == "and":
        for part in expression.parts:
            yield from _parts(part)
    else:
        yield expression


def _put(question: Document, part: Expression) -> bool:  # noqa: PLR0911  one line a sort of bound
    match part:
        case Pair(">=" | "<=" as sign, left, Literal(said, True)) if left == _ITSELF:
            return _number(question, _TIGHTER[sign], said)
        case Pair(">" | "<" as sign, left, Literal(said, True)) if left == _ITSELF:
            return _strict(question, sign, said)
        case Pair(">=" | "<=" as sign, left, Call("date", (Literal(said),))) if left == _ITSELF:
            return _day(question, _TIGHTER[sign], said)
        case Pair("<=", Call("string-length", (left,)), Literal(said, True)) if left == _ITSELF:
            return _whole(question, "longest", said, ("line", "text"))
        case Pair(">=" | "<=" as sign, Call("count-selected", (left,)), Literal(said, True)):
            return left == _ITSELF and _whole(question, _TIGHTER[sign], said, ("choices",))
        case Joined("or", (Pair(">=") as enough, *others)) if all(map(_is_tick, others)):
            return _put(question, enough)
        case Denied(inner) | Call("not", (inner,)):
            return _alone(question, inner)
    return False


def _number(question: Document, name: str, said: str) -> bool:
    if question["kind"] not in ("number", "decimal") or not _NUMBER.fullmatch(said):
        return False
    if "." in said and question["kind"] == "number":
        return False
    question[name] = said if "." in said else int(said)
    return True


def _strict(question: Document, sign: str, said: str) -> bool:
    # Above 0 is from 1 where numbers are whole; elsewhere there is no next one.
    if question["kind"] != "number" or not _NUMBER.fullmatch(said) or "." in said:
        return False
    question["least" if sign == ">" else "most"] = int(said) + (1 if sign == ">" else -1)
    return True


def _day(question: Document, name: str, said: str) -> bool:
    if question["kind"] not in ("date", "month") or not _DAY.fullmatch(said):
        return False
    question[name] = said[:7] if question["kind"] == "month" else said
    return True


def _whole(question: Document, name: str, said: str, kinds: tuple[str, ...]) -> bool:
    if question["kind"] not in kinds or not said.isdigit():
        return False
    question[name] = int(said)
    return True


def _is_tick(part: Expression) -> bool:
    return isinstance(part, Call) and part.function == "selected" and part.given[:1] == (_ITSELF,)


def _alone(question: Document, inner: Expression) -> bool:
    match inner:
        case Joined(
            "and", (Call("selected", (left, Literal(code))), Pair(">", Call() as count, _))
        ):
            if left != _ITSELF or count != Call("count-selected", (_ITSELF,)):
                return False
            return code.startswith(names.MARK) or _tick_alone(question, code)
    return False


def _tick_alone(question: Document, code: str) -> bool:
    for choice in question.get("choices", ()):
        if choice["code"] == code:
            choice["exclusive"] = True
            return True
    return False
