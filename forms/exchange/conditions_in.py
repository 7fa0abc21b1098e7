"""Other programs' conditions in our words.

There, what is unanswered is the empty text, and "is not x" holds of it; ours says that
nothing holds of an answer that was not given. So "≠" becomes `not … =`, and comparing
with "" becomes `is answered`. What has no equal here raises `NoEqual`: it is listed for
the author, never guessed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from forms.exchange import names
from forms.exchange.expression_tree import Call, Denied, Expression, Joined, Literal, Name, Pair
from forms.exchange.expressions import NotAnExpression, read

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", re.ASCII)
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


class NoEqual(ValueError):
    """We have no words for what the condition says."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a foreign name stands for: an answer of ours, or one choice that was ticked.

    `values` are our codes for the program's own names of its choices.
    """

    ref: str
    kind: str
    values: Mapping[str, str]
    ticked: str = ""  # the name is true when this choice was ticked
    is_mark: bool = False  # the name is that of "don't know" beside an answer


Lookup = Callable[[str], Meant | None]


def line_of(text: str, meant: Lookup) -> str:
    """Return the condition `text` in our words; raise NoEqual when there are none."""
    try:
        return _told(read(text), meant)
    except NotAnExpression as error:
        raise NoEqual from error


def _told(part: Expression, meant: Lookup) -> str:
    match part:
        case Joined(word, parts):
            told = [_told(each, meant) for each in parts]
            if word == "and":
                told = [
                    f"({each})" if _is_either(p) else each
                    for each, p in zip(told, parts, strict=True)
                ]
            return f" {word} ".join(told)
        case Denied(inner) | Call("not", (inner,)):
            denied = _told(inner, meant)
            return f"not ({denied})" if isinstance(inner, Joined) else _denied(denied)
        case Pair(sign, left, right):
            return _compared(sign, left, right, meant)
        case Call(function, given):
            return _called(function, given, meant)
    raise NoEqual


def _is_either(part: Expression) -> bool:
    return isinstance(part, Joined) and part.word == "or"


def _called(function: str, given: tuple[Expression, ...], meant: Lookup) -> str:
    match function, given:
        case "selected", (Name(name), Literal(said)):
            return _equal(_found(name, meant), said)
        case "is_empty", (Name(name),):
            return _denied(_answered(_found(name, meant)))
    raise NoEqual


def _compared(sign: str, left: Expression, right: Expression, meant: Lookup) -> str:
    if isinstance(left, Literal) and not isinstance(right, Literal):
        left, right, sign = right, left, _TURNED.get(sign, sign)
    if sign not in _TURNED:
        raise NoEqual
    match left, right:
        case Name(name), Literal(said):
            return _held(_found(name, meant), sign, said)
        case Name(name), Call("date", (Literal(said),)):
            return _held(_found(name, meant), sign, said)
        case Call("format-date", (Name(name), Literal("%Y-%m"))), Literal(said):
            return _held(_found(name, meant), sign, said)
        case Name(name), Name(other):
            return _between(_found(name, meant), sign, _found(other, meant))
        case Call("count-selected" | "count", (Name(name),)), Literal(said) if said.isdigit():
            return _counted(_found(name, meant), sign, said)
        case Call("string-length" | "strlen", (Name(name),)), Literal("0") if sign in (">", "!="):
            return _answered(_found(name, meant))
    raise NoEqual


def _found(name: str, meant: Lookup) -> Meant:
    found = meant(name)
    if found is None:
        raise NoEqual
    return found


def _held(it: Meant, sign: str, said: str) -> str:
    if said == "" and sign in ("=", "!=", ">"):
        return _denied(_answered(it)) if sign == "=" else _answered(it)
    if sign in ("=", "!="):
        told = _equal(it, said)
        return told if sign == "=" else f"not {told}"
    if it.ticked or it.is_mark:
        raise NoEqual
    return f"{it.ref} {sign} {_literal(it, said)}"


def _answered(it: Meant) -> str:
    if it.is_mark:
        raise NoEqual
    return f'{it.ref} has "{it.ticked}"' if it.ticked else f"{it.ref} is answered"


def _denied(told: str) -> str:
    return told.removeprefix("not ") if told.startswith("not ") else f"not {told}"


def _equal(it: Meant, said: str) -> str:
    if it.ticked:
        if said.lower() not in ("y", "1"):
            raise NoEqual
        return f'{it.ref} has "{it.ticked}"'
    if said.startswith(names.MARK):
        return f"{it.ref} is {said.removeprefix(names.MARK)}"
    if it.is_mark:
        raise NoEqual
    if it.kind in ("choices", "ranking"):
        return f'{it.ref} has "{_code(it, said)}"'
    return f"{it.ref} = {_literal(it, said)}"


def _literal(it: Meant, said: str) -> str:
    if it.kind in ("choice", "yes_no", "consent"):
        return f'"{_code(it, said)}"'
    if it.kind in ("date", "month") and _DAY.fullmatch(said):
        return f'"{said[:7] if it.kind == "month" else said}"'
    value = it.values.get(said, said)
    if it.kind in ("scale", "matrix", "number", "decimal") and _NUMBER.fullmatch(value):
        return value
    raise NoEqual


def _code(it: Meant, said: str) -> str:
    if said not in it.values:
        raise NoEqual
    return it.values[said]


def _between(left: Meant, sign: str, right: Meant) -> str:
    if left.ticked or right.ticked or left.is_mark or right.is_mark:
        raise NoEqual
    told = f"{left.ref} {'=' if sign == '!=' else sign} {right.ref}"
    return f"not {told}" if sign == "!=" else told


def _counted(it: Meant, sign: str, said: str) -> str:
    if it.kind not in ("choices", "ranking"):
        raise NoEqual
    if int(said) == 0 and sign in (">", "!=", "="):
        return f"not {it.ref} is answered" if sign == "=" else f"{it.ref} is answered"
    # There, nothing ticked counts as 0; here it counts as no answer.
    turned = {"!=": "=", "<": ">=", "<=": ">"}.get(sign)
    return f"not count({it.ref}) {turned} {said}" if turned else f"count({it.ref}) {sign} {said}"
