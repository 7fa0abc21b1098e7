"""Telling a condition in words that somebody who writes no code can check."""

from collections.abc import Mapping
from decimal import Decimal

from flask_babel import gettext as _

from forms.condition_reading import NotACondition, read
from forms.conditions import All, Atom, Compare, Condition, Count, Has, Is, Not, Ref, Some
from survey.questionnaires.editing import questions_of, sections_of
from survey.questionnaires.flow import Document, mappings

_LONGEST = 60


def in_words(line: object, document: Document) -> str:
    """Return the condition `line` in words; as it was written where it says none."""
    try:
        return _told(read(str(line)), document)
    except NotACondition:
        return str(line)


def _told(condition: Condition, document: Document) -> str:
    match condition:
        case Not(part):
            return _("không phải (%(part)s)", part=_told(part, document))
        case All(parts):
            return _joined(_("và"), parts, document)
        case Some(parts):
            return _joined(_("hoặc"), parts, document)
    return _comparison(condition, document)


def _comparison(atom: Atom, document: Document) -> str:
    match atom:
        case Has(ref, choice):
            name, words = _name(ref, document), _value(choice, ref, document)
            return _("%(name)s có chọn %(choice)s", name=name, choice=words)
        case Count(ref, operator, number):
            told = {"name": _name(ref, document), "relation": _relation(operator)}
            return _("số ý đã chọn ở %(name)s %(relation)s %(number)s", number=number, **told)
        case Is(ref, state):
            return f"{_name(ref, document)} {_state(state)}"
        case Compare(left, operator, right):
            other = _name(right, document) if isinstance(right, Ref) else None
            value = other or _value(right, left, document)
            return f"{_name(left, document)} {_relation(operator)} {value}"
    raise TypeError(f"{atom!r} is no comparison")


def _joined(word: str, parts: tuple[Condition, ...], document: Document) -> str:
    return f" {word} ".join(_inner(part, document) for part in parts)


def _inner(part: Condition, document: Document) -> str:
    told = _told(part, document)
    return f"({told})" if isinstance(part, All | Some) else told


def _relation(operator: str) -> str:
    return {
        "<": _("nhỏ hơn"),
        "<=": _("không quá"),
        ">": _("lớn hơn"),
        ">=": _("ít nhất là"),
        "=": _("là"),
        "!=": _("không phải là"),
    }[operator]


def _state(state: str) -> str:
    return {
        "answered": _("đã trả lời"),
        "skipped": _("bỏ qua"),
        "dont_know": _("trả lời là không biết"),
        "refused": _("không muốn trả lời"),
    }[state]


def _name(ref: Ref, document: Document) -> str:
    question = _question(ref, document)
    words = _vietnamese(question)
    row = next((r for r in mappings(question.get("rows")) if r.get("code") == ref.row), {})
    named = " – ".join(part for part in (words, _vietnamese(row)) if part)
    return f"“{_cut(named)}”" if named else str(ref)


def _value(value: Decimal | str | Ref, ref: Ref, document: Document) -> str:
    question = _question(ref, document)
    scales = document.get("scales")
    scale = scales.get(question.get("scale")) if isinstance(scales, Mapping) else None
    steps = mappings(scale.get("options")) if isinstance(scale, Mapping) else []
    step = next((s for s in steps if str(s.get("value")) == str(value)), {})
    choices = mappings(question.get("choices"))
    choice = next((c for c in choices if c.get("code") == value), {})
    known = {"yes": _("Có"), "no": _("Không")}.get(str(value), "")
    if step:
        return f"{value} ({_vietnamese(step)})"
    words = _vietnamese(choice) or known
    return f"“{_cut(words)}”" if words else str(value)


def _question(ref: Ref, document: Document) -> Document:
    questions = (q for section in sections_of(document) for q in questions_of(section))
    return next((q for q in questions if q.get("code") == ref.code), {})


def _vietnamese(part: Mapping[str, object]) -> str:
    words = part.get("words")
    return str(words.get("vi", "")) if isinstance(words, Mapping) else ""


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
