"""Filling: what was sent becomes answers, question by question along the path.

Each answer is read by its kind, strictly. What the path does not ask is dropped and
marked as not asked; what is wrong is told for each question, and the rest stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _l

from forms import condition_reading
from forms.answers import Answer, Missing, is_missing
from forms.conditions import Condition, answer_to, holds, refs
from forms.kinds import KINDS, BadAnswer, Kind
from forms.kinds.answer import NOWHERE, Said
from forms.questionnaire import Question, Questionnaire, Rule
from forms.routing import Stop, is_asked, path_of

REQUIRED = _l("Câu này cần được trả lời. Xin Ông/Bà chọn hoặc ghi một câu trả lời.")
_SOMETHING = "words"  # all that a condition may know of somebody's own words
_NOT_TICKED = _l("Xin chọn trong những ý Ông/Bà đã đánh dấu ở câu trước.")


@dataclass(slots=True)
class Filled:
    """What a ballot says so far.

    `answers` are what is kept (marks too), `words` what is kept apart. `faults` say what is
    wrong by question, in words or as a text by language; `lacking` are required questions
    without an answer. `asked` are the questions on the path, in order.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    faults: dict[str, Any] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nobody said anything: not even that they do not know."""
        said = (answer for answer in self.answers.values() if answer != Missing.NOT_ASKED)
        return not self.words and not any(True for _answer in said)

    @property
    def seen(self) -> dict[str, object]:
        """Everything that was answered, as conditions look at it."""
        return {**dict.fromkeys(self.words, _SOMETHING), **self.answers}


@dataclass(frozen=True, slots=True)
class _Field:
    stop: Stop
    kind: Kind
    names: tuple[tuple[str, str], ...]  # (name on the wire, part of the question)


def fill(
    questionnaire: Questionnaire,
    sent: Mapping[str, str],
    places: Mapping[str, str] = NOWHERE,
) -> Filled:
    """Return what `sent` (wire name → value) says; `places` are what a unit picker offers."""
    filled = Filled()
    seen: dict[str, object] = {}
    for one in _fields(questionnaire):
        code = one.stop.question.code
        if not is_asked(one.stop, seen):
            seen[code] = Missing.NOT_ASKED
            if one.kind.is_asked:
                filled.answers[code] = Missing.NOT_ASKED
            continue
        filled.asked.append(code)
        try:
            answer, words = _read(one, sent, places, seen)
        except BadAnswer as bad:
            filled.faults[code] = bad.words
            continue
        if answer is not None:
            filled.answers[code] = seen[code] = answer
        if words is not None:
            filled.words[code] = words
            seen.setdefault(code, _SOMETHING)
        elif answer is None and one.stop.question.is_required:
            filled.lacking.append(code)
    for rule in questionnaire.rules:
        _hold(rule, seen, filled)
    return filled


def names_of(questionnaire: Questionnaire) -> frozenset[str]:
    """Return every name a page of this questionnaire can send."""
    return frozenset(_by_name(questionnaire))


def question_of(questionnaire: Questionnaire, name: str) -> Question | None:
    """Return the question a name on the wire belongs to."""
    return _by_name(questionnaire).get(name)


def parts_sent(question: Question, sent: Mapping[str, str]) -> dict[str, str]:
    """Return what was sent for one question, by part."""
    return {part: sent[name] for name, part in _names(question) if name in sent}


def _read(
    one: _Field, sent: Mapping[str, str], places: Mapping[str, str], seen: Mapping[str, object]
) -> tuple[Answer | None, str | None]:
    question = one.stop.question
    parts = {part: sent[name] for name, part in one.names if name in sent}
    if not parts:
        return None, None
    said = Said(parts, places)
    answer = one.kind.coerce(said, question)
    words = one.kind.words(said, question) if one.kind.words else None
    if question.among and not is_missing(answer):
        _demand_ticked(answer, seen.get(question.among))
    return answer, words


def _demand_ticked(answer: Answer | None, ticked: object) -> None:
    offered = ticked if isinstance(ticked, list) else []
    chosen = [answer] if isinstance(answer, str) else list(answer) if answer else []  # type: ignore[arg-type]
    if not set(chosen) <= set(offered):
        raise BadAnswer(_NOT_TICKED)


def _hold(rule: Rule, seen: Mapping[str, object], filled: Filled) -> None:
    """Say what a rule says where it is broken: at the last of the questions it speaks of."""
    condition, codes = _rule(rule)
    if any(is_missing(answer_to(ref, seen)) for ref in refs(condition)):
        return
    if not holds(condition, seen):
        last = max(codes, key=filled.asked.index)
        filled.faults.setdefault(last, rule.words)


def _rule(rule: Rule) -> tuple[Condition, tuple[str, ...]]:
    condition = condition_reading.read(rule.holds)
    return condition, tuple(ref.code for ref in refs(condition))


@lru_cache(maxsize=256)
def _fields(questionnaire: Questionnaire) -> tuple[_Field, ...]:
    return tuple(
        _Field(stop, KINDS[stop.question.kind], tuple(_names(stop.question)))
        for stop in path_of(questionnaire)
    )


@lru_cache(maxsize=256)
def _by_name(questionnaire: Questionnaire) -> dict[str, Question]:
    return {name: one.stop.question for one in _fields(questionnaire) for name, _part in one.names}


def _names(question: Question) -> list[tuple[str, str]]:
    parts = KINDS[question.kind].parts(question)
    return [(name_of(question, part), part) for part in parts]


def name_of(question: Question, part: str) -> str:
    """Return the name on the wire of one part of a question."""
    return f"{question.code}.{part}" if part else question.code
