"""Reading a draft for a page: its document, looked over, and what an empty one is."""

from dataclasses import dataclass

from forms.reading import gaps_of
from survey.db import session
from survey.questionnaires import keeping, publishing
from survey.questionnaires.faults import at_its_box
from survey.questionnaires.flow import Document
from survey.questionnaires.looking import Seen, look_over
from survey.questionnaires.models import Draft


@dataclass(frozen=True)
class Shown:
    """A draft as a page shows it."""

    draft: Draft
    document: Document
    seen: Seen


def shown(draft: Draft, revision: int | None = None) -> Shown:
    """Return a draft with everything that is wrong with it beside its part."""
    document = keeping.document_of(session(), draft, revision)
    ready = publishing.ready(session(), draft, document)
    faults = [at_its_box(each) for each in publishing.faults_in(session(), draft, ready)]
    return Shown(draft, ready, look_over(ready, faults, gaps_of(ready)))


def empty(code: str, title: str) -> Document:
    """Return a questionnaire of one section, in which all is still to be written."""
    return {
        "code": code,
        "version": 1,
        "official": False,
        "languages": ["vi"],
        "title": {"vi": title},
        "intro": {},
        "scales": {},
        "sections": [{"code": "phan_1", "title": {"vi": "Phần 1"}, "questions": []}],
    }
