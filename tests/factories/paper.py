"""Printed forms for tests: a questionnaire of every kind, a batch, and typings of its forms."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.questionnaire import Questionnaire
from survey.campaigns.models import Campaign
from survey.paper.batches import Order, deal
from survey.paper.comparing import Typed
from survey.paper.models import Form
from survey.paper.subjects import Subject, subject_of
from survey.places.models import Unit
from tests.factories.shelf import shelve
from tests.forms.tiny import written

THAT_DAY = date(2026, 11, 18)


def paper_document() -> Any:
    """Return a questionnaire with a scale, choices, a follow-up, amounts, days and words."""
    document = written()
    document |= {"code": "giay", "official": True}
    own = document["sections"][0]["questions"]
    own[1]["longest"] = 400
    own[1:1] = [
        _asked("sex", "choice", choices=_choices("male", "female", "else"), allows=["refused"]),
        _asked("why", "choices", choices=_choices("slow", "rude", "costly"), most=2),
        _asked("came", "yes_no"),
        _asked("times", "number", least=1, most=20, when='came = "yes"'),
        _asked("born", "date"),
        _asked("points", "matrix", scale="mood", rows=_choices("speed", "manner")),
        _asked("order", "ranking", choices=_choices("a", "b", "c")),
    ]
    own[1]["choices"][2]["other"] = True
    return document


def shelve_paper(app: Flask) -> Questionnaire:
    """Put that questionnaire on the shelf of `app`."""
    return shelve(app, paper_document())[0]


def make_forms(session: Session, campaign: Campaign, unit: Unit, count: int = 1) -> list[str]:
    """Keep printed forms of a unit; return their codes (needs the application's context)."""
    batch = deal(session, Order(campaign, unit, "vi"), count)
    session.commit()
    return sorted(session.scalars(select(Form.code).where(Form.batch_id == batch.id)))


def subject(session: Session, code: str) -> Subject:
    """Return the form with `code`."""
    found = subject_of(session, code, None)
    assert found is not None
    return found


def typed(cells: Mapping[str, str] | None = None, day: date | None = THAT_DAY) -> Typed:
    """Return what somebody read on a form: overall 2, unless told otherwise."""
    return Typed(day, {"overall": "2"} if cells is None else cells)


def _asked(code: str, kind: str, **more: object) -> dict[str, object]:
    return {"code": code, "kind": kind, "words": _in(f"Câu {code}?"), "source": "thử", **more}


def _choices(*codes: str) -> list[dict[str, object]]:
    return [{"code": code, "words": _in(code.title())} for code in codes]


def _in(words: str) -> dict[str, str]:
    return {"vi": words, "en": words}
