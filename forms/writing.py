"""From a questionnaire back to the plain document it is written as.

The opposite of `reading.made`: `made(document_of(it)) == it`, so that a questionnaire
can be copied, sent elsewhere and come back the same.
"""

from collections.abc import Mapping
from typing import Any

from forms.questionnaire import (
    Choice,
    Option,
    Question,
    Questionnaire,
    Row,
    Rule,
    Scale,
    Section,
    Text,
)

Document = dict[str, Any]


def document_of(questionnaire: Questionnaire) -> Document:
    """Return `questionnaire` as plain values, as they stand in a file."""
    return _said(
        code=questionnaire.code,
        version=questionnaire.version,
        official=questionnaire.official,
        languages=[*questionnaire.languages, *questionnaire.unfinished],
        states=dict(questionnaire.states) if questionnaire.states else None,
        title=_text(questionnaire.title),
        intro=_text(questionnaire.intro),
        scales={scale.code: _scale(scale) for scale in scales_of(questionnaire)},
        rules=[_rule(rule) for rule in questionnaire.rules] or None,
        sections=[_section(section) for section in questionnaire.sections],
    )


def scales_of(questionnaire: Questionnaire) -> tuple[Scale, ...]:
    """Return each scale that some question uses, once, in the order of first use."""
    used = {q.scale.code: q.scale for q in questionnaire.questions if q.scale is not None}
    return tuple(used.values())


def question_document(question: Question) -> Document:
    """Return one question as plain values."""
    return _said(
        code=question.code,
        kind=question.kind,
        words=_text(question.words),
        hint=_text(question.hint),
        reason=_text(question.reason),
        source=question.source,
        scale=question.scale.code if question.scale else None,
        choices=[_choice(choice) for choice in question.choices] or None,
        rows=[_row(row) for row in question.rows] or None,
        among=question.among or None,
        when=question.when or None,
        required=question.is_required or None,
        allows=list(question.allows) or None,
        longest=question.longest,
        least=_bound(question.least),
        most=_bound(question.most),
        decimals=question.decimals,
        measure=_text(question.measure),
        audio={language: audio.file for language, audio in (question.audio or {}).items()} or None,
    )


def _section(section: Section) -> Document:
    return _said(
        code=section.code,
        title=_text(section.title),
        page=section.begins_page or None,
        when=section.when or None,
        questions=[question_document(question) for question in section.questions],
    )


def _scale(scale: Scale) -> Document:
    return _said(
        satisfied=sorted(scale.satisfied) or None,
        options=[_option(option) for option in scale.options],
    )


def _option(option: Option) -> Document:
    return _said(value=option.value, face=option.face or None, words=_text(option.words))


def _choice(choice: Choice) -> Document:
    return _said(
        code=choice.code,
        other=choice.asks_words or None,
        exclusive=choice.is_exclusive or None,
        words=_text(choice.words),
    )


def _row(row: Row) -> Document:
    return {"code": row.code, "words": _text(row.words)}


def _rule(rule: Rule) -> Document:
    return {"code": rule.code, "rule": rule.holds, "words": _text(rule.words)}


def _text(words: Text | None) -> Mapping[str, str] | None:
    return None if words is None else dict(words)


def _bound(written: str) -> int | str | None:
    # A file says 120 for a number and "2026-01-31" or "0.5" in quotes; "007" stays as it is.
    is_plain = written.removeprefix("-").isdigit() and str(int(written)) == written
    return int(written) if is_plain else written or None


def _said(**parts: Any) -> Document:
    return {name: part for name, part in parts.items() if part is not None}
