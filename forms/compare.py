"""Two questionnaires compared, question by question: whose answers may stand side by side.

Answers are comparable when the same thing was asked, in the same words, with the same
things to answer. A question whose condition changed is asked of other people: that is
said, and left to whoever compares. Other than this, anything changed makes the answers
those of another question.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from forms.questionnaire import Question, Questionnaire, Text


class Change(StrEnum):
    """In what way a question is not as it was."""

    REWORDED = "reworded"
    OTHER_SCALE = "other scale"
    OTHER_CHOICES = "other choices"
    OTHER_ROWS = "other rows"
    OTHER_KIND = "other kind"
    OTHER_ANSWERS = "other answers"
    OTHER_BOUNDS = "other bounds"
    OTHER_CONDITION = "other condition"
    ADDED = "added"
    REMOVED = "removed"


HARMLESS = frozenset((Change.OTHER_CONDITION, Change.OTHER_BOUNDS))
"""What changes who is asked and how far an answer may go, not what it means."""

ALONE = frozenset((Change.ADDED, Change.REMOVED))


@dataclass(frozen=True, slots=True)
class Compared:
    """One question, then and now. `reworded` are the languages whose words changed."""

    code: str
    changes: tuple[Change, ...] = ()
    reworded: tuple[str, ...] = ()

    @property
    def comparable(self) -> bool:
        """Whether answers to both may be put side by side."""
        return HARMLESS.issuperset(self.changes)

    @property
    def is_shared(self) -> bool:
        """Whether both ask it."""
        return not ALONE.intersection(self.changes)


def compare(old: Questionnaire, new: Questionnaire) -> tuple[Compared, ...]:
    """Return each question of `new`, then those only `old` has, and how they changed."""
    conditions = _conditions(old), _conditions(new)
    spoken = tuple(each for each in old.languages if each in new.languages)
    found = []
    for question in new.questions:
        before = old.question(question.code)
        if before is None:
            found.append(Compared(question.code, (Change.ADDED,)))
        else:
            is_asked_alike = conditions[0][question.code] == conditions[1][question.code]
            found.append(_compared(before, question, is_asked_alike, spoken))
    gone = (each.code for each in old.questions if new.question(each.code) is None)
    return (*found, *(Compared(code, (Change.REMOVED,)) for code in gone))


def _conditions(questionnaire: Questionnaire) -> dict[str, tuple[str, str]]:
    return {
        question.code: (section.when, question.when)
        for section in questionnaire.sections
        for question in section.questions
    }


def _compared(
    old: Question, new: Question, is_asked_alike: bool, spoken: tuple[str, ...]
) -> Compared:
    reworded = _reworded(old, new, spoken)
    is_same = {
        Change.REWORDED: not reworded,
        Change.OTHER_KIND: old.kind == new.kind,
        Change.OTHER_SCALE: _scale(old) == _scale(new),
        Change.OTHER_CHOICES: _choices(old) == _choices(new),
        Change.OTHER_ROWS: _rows(old) == _rows(new),
        # Whoever is offered "don't know" may no longer guess.
        Change.OTHER_ANSWERS: (old.allows, old.decimals) == (new.allows, new.decimals),
        Change.OTHER_BOUNDS: (old.least, old.most) == (new.least, new.most),
        Change.OTHER_CONDITION: is_asked_alike,
    }
    return Compared(new.code, tuple(each for each in is_same if not is_same[each]), reworded)


def _reworded(old: Question, new: Question, spoken: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages, of those both are asked in, whose words are not the same."""
    texts = list(_texts(old, new))
    return tuple(
        language
        for language in spoken
        if any(before.get(language) != now.get(language) for before, now in texts)
    )


def _texts(old: Question, new: Question) -> Iterator[tuple[Text, Text]]:
    yield old.words, new.words
    yield old.hint or {}, new.hint or {}
    yield old.measure or {}, new.measure or {}
    before, now = _words_of(old), _words_of(new)
    # What only one of them offers is another change than words.
    yield from ((before[name], now[name]) for name in before if name in now)


def _words_of(question: Question) -> dict[str, Text]:
    steps = question.scale.options if question.scale else ()
    found: dict[str, Text] = {f"step {step.value}": step.words for step in steps}
    found |= {f"choice {choice.code}": choice.words for choice in question.choices}
    return found | {f"row {row.code}": row.words for row in question.rows}


def _scale(question: Question) -> object:
    scale = question.scale
    return scale and (tuple(step.value for step in scale.options), scale.satisfied)


def _choices(question: Question) -> object:
    # Where one is chosen from what was ticked before, less was offered.
    offered = frozenset(
        (each.code, each.is_exclusive, each.asks_words) for each in question.choices
    )
    return offered, question.among


def _rows(question: Question) -> object:
    return frozenset(row.code for row in question.rows)
