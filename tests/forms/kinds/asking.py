"""One question of any kind: asked, answered and shown, as a questionnaire would."""

from collections.abc import Mapping
from typing import Any

from forms import filling, reading, showing
from forms.answers import Answer
from forms.form import BallotForm
from forms.kinds import KINDS
from forms.kinds.answer import ITSELF, NOWHERE, Said
from forms.paging import Next
from forms.questionnaire import Question, Questionnaire
from tests.forms.tiny import found, written
from tests.markup import Element, parse

Sent = str | Mapping[str, str]


def choices(*codes: str, **marked: list[str]) -> list[dict[str, Any]]:
    """Return choices as written; `other=["x"]` marks choice x so."""
    return [
        {"code": code, "words": {"vi": f"Ý {code}", "en": f"Choice {code}"}}
        | {name: True for name, those in marked.items() if code in those}
        for code in codes
    ]


def rows(*codes: str) -> list[dict[str, Any]]:
    """Return rows of a matrix as written."""
    return choices(*codes)


def with_question(kind: str, **keys: Any) -> dict[str, Any]:
    """Return the tiny questionnaire as written, with a question `q1` of `kind` at its end."""
    document: dict[str, Any] = written()
    question = {
        "code": "q1",
        "kind": kind,
        "words": {"vi": "Câu hỏi một?", "en": "Question one?"},
        "source": "thử",
    }
    document["sections"][0]["questions"].append(question | keys)
    return document


def faults_with(kind: str, **keys: Any) -> dict[str, str]:
    """Return what is wrong with such a question, by its place within it."""
    return {
        where.removeprefix("sections[0].questions[2]").lstrip("."): what
        for where, what in found(with_question(kind, **keys)).items()
    }


def made(kind: str, **keys: Any) -> Questionnaire:
    """Return the questionnaire with such a question; it must have no fault."""
    document = with_question(kind, **keys)
    assert reading.faults_of(document) == []
    return reading.made(document)


def asked(kind: str, **keys: Any) -> Question:
    """Return such a question; it must have no fault."""
    return made(kind, **keys).questions[-1]


def said(question: Question, sent: Sent, places: Mapping[str, str] = NOWHERE) -> Said:
    """Return `sent` (the question's own field, or part by part) as its kind is given it."""
    parts = {ITSELF: sent} if isinstance(sent, str) else sent
    assert set(parts) <= set(KINDS[question.kind].parts(question))
    return Said(parts, places)


def read(question: Question, sent: Sent, places: Mapping[str, str] = NOWHERE) -> Answer | None:
    """Return the answer that `sent` is."""
    return KINDS[question.kind].coerce(said(question, sent, places), question)


def words_in(question: Question, sent: Sent) -> str | None:
    """Return the citizen's own words in `sent`."""
    told = KINDS[question.kind].words
    assert told is not None
    return told(said(question, sent), question)


def page(
    questionnaire: Questionnaire,
    sent: Mapping[str, str] = NOWHERE,
    places: Mapping[str, str] = NOWHERE,
) -> Element:
    """Return the page as it comes back with `sent`, mistakes and all."""
    filled = filling.fill(questionnaire, sent, places)
    form = BallotForm(
        questionnaire, "vi", sent, places=places, next_=Next(1, frozenset(), filled.faults)
    )
    return parse(showing.filled(form))


def shown(
    questionnaire: Questionnaire,
    sent: Mapping[str, str] = NOWHERE,
    places: Mapping[str, str] = NOWHERE,
) -> Element:
    """Return the question `q1` as it is shown there."""
    whole = page(questionnaire, sent, places)
    return next(element for element in whole.walk() if element.get("id") == "q-q1")


def taken(element: Element) -> list[str]:
    """Return the ids of what is checked or selected within `element`."""
    return [
        each.get("id") or f"{each.parent['id'] if each.parent else ''}={each.text}"
        for each in element.walk()
        if {"checked", "selected"} & set(each.attributes)
    ]
