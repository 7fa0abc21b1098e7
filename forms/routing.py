"""Routing: which questions are asked, given the answers so far.

Conditions look back only, so one walk in the order of the questions decides. What the
path does not ask is marked as not asked, whatever was sent for it. A question that offers
only what was ticked elsewhere is not asked when none of it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from forms import condition_reading
from forms.answers import Missing
from forms.conditions import All, Condition, Has, Ref, Seen, Some, holds, refs
from forms.questionnaire import Question, Questionnaire, Section


@dataclass(frozen=True, slots=True)
class Stop:
    """A question on the path: on which page it stands, and when it is asked (None: always)."""

    question: Question
    page: int  # from 1
    when: Condition | None


@lru_cache(maxsize=256)
def path_of(questionnaire: Questionnaire) -> tuple[Stop, ...]:
    """Return every question with its page and its whole condition, in order."""
    return tuple(
        Stop(question, page, _together(section, question))
        for page, sections in enumerate(questionnaire.pages, 1)
        for section in sections
        for question in section.questions
    )


def asked(questionnaire: Questionnaire, seen: Seen) -> frozenset[str]:
    """Return the codes asked of whoever has answered `seen`.

    An answer in `seen` to a question that is not asked counts as none.
    """
    known: dict[str, object] = {}
    found: list[str] = []
    for stop in path_of(questionnaire):
        code = stop.question.code
        if not is_asked(stop, known):
            known[code] = Missing.NOT_ASKED
            continue
        found.append(code)
        if code in seen:
            known[code] = seen[code]
    return frozenset(found)


def is_asked(stop: Stop, seen: Seen) -> bool:
    """Whether the question is asked of whoever has answered `seen` before it."""
    return stop.when is None or holds(stop.when, seen)


def is_follow_up(stop: Stop, pages: Mapping[str, int]) -> bool:
    """Whether what is on the question's own page decides if it is asked."""
    return stop.when is not None and any(
        pages.get(ref.code) == stop.page for ref in refs(stop.when)
    )


@lru_cache(maxsize=256)
def pages_by_code(questionnaire: Questionnaire) -> Mapping[str, int]:
    """Return the page each question stands on, from 1."""
    return {stop.question.code: stop.page for stop in path_of(questionnaire)}


def _together(section: Section, question: Question) -> Condition | None:
    parts = [condition_reading.read(line) for line in (section.when, question.when) if line]
    if question.among:
        ticked = Ref(question.among)
        parts.append(Some(tuple(Has(ticked, choice.code) for choice in question.choices)))
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else All(tuple(parts))
