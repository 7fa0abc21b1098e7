"""Borrowing: a question from a questionnaire on the shelf goes into a draft, scale and all.

Words in languages the draft is not written in stay behind, as do the conditions, for
they speak of questions that are elsewhere.
"""

from collections.abc import Mapping, Sequence

from forms.questionnaire import Question, Questionnaire
from forms.rules import strings_in
from forms.writing import document_of, question_document
from survey.places.spelling import folded
from survey.questionnaires.editing import (
    questions_of,
    sections_of,
    with_new_question,
    with_scale,
)
from survey.questionnaires.flow import Document
from survey.questionnaires.spelling import code_from
from survey.questionnaires.words import TEXTS

MOST_SHOWN = 60
Found = tuple[Questionnaire, Question]


def search(shelf: Sequence[Questionnaire], words: str, kind: str = "") -> list[Found]:
    """Return the questions whose words have all of `words` in them, at most MOST_SHOWN + 1."""
    wanted = folded(words).split()
    found: list[Found] = []
    for questionnaire in shelf:
        for question in questionnaire.questions:
            said = folded(f"{question.words['vi']} {question.code}")
            if kind in ("", question.kind) and all(word in said for word in wanted):
                found.append((questionnaire, question))
                if len(found) > MOST_SHOWN:
                    return found
    return found


def with_borrowed(document: Document, section: int, found: Found) -> Document:
    """Add the question that was found at the end of a section."""
    questionnaire, question = found
    languages = strings_in(document.get("languages"))
    borrowed = _in_languages(question_document(question), languages)
    for name in ("when", "among"):
        borrowed.pop(name, None)
    borrowed["code"] = code_from(question.code.replace("_", " "), codes_in(document))
    if "scale" in borrowed:
        whole = document_of(questionnaire)["scales"][borrowed["scale"]]
        document, borrowed["scale"] = _with_its_scale(
            document, str(borrowed["scale"]), _in_languages(whole, languages)
        )
    return with_new_question(document, section, borrowed)


def codes_in(document: Document) -> set[str]:
    """Return the codes of all questions of a draft."""
    questions = (q for section in sections_of(document) for q in questions_of(section))
    return {str(question.get("code")) for question in questions}


def copy_of(questionnaire: Questionnaire) -> Document:
    """Return the document of a questionnaire as the beginning of another."""
    return {**document_of(questionnaire), "official": False}


def _with_its_scale(document: Document, code: str, scale: Document) -> tuple[Document, str]:
    """Add the scale, unless the same is there already, and return its code there."""
    scales = document.get("scales")
    known = scales if isinstance(scales, Mapping) else {}
    same = next((name for name, one in known.items() if one == scale), None)
    if same is not None:
        return document, same
    fresh = code_from(code.replace("_", " "), known)
    return with_scale(document, fresh, scale), fresh


def in_languages_of(document: Document, part: Document) -> Document:
    """Return `part` of another questionnaire without languages the draft is not written in."""
    return _in_languages(part, strings_in(document.get("languages")))


def _in_languages(part: Document, languages: Sequence[str]) -> Document:
    return {name: _bare(name, inner, languages) for name, inner in part.items()}


def _bare(name: str, part: object, languages: Sequence[str]) -> object:
    if isinstance(part, list):
        return [_in_languages(item, languages) if isinstance(item, dict) else item for item in part]
    if name in (*TEXTS, "audio") and isinstance(part, Mapping):
        return {language: words for language, words in part.items() if language in languages}
    return part
