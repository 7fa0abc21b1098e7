"""Questionnaires for tests: a draft of a unit, and one that was published, in one line."""

from datetime import date

from sqlalchemy.orm import Session

from survey.accounts.models import Account
from survey.places.models import Unit
from survey.questionnaires import keeping, publishing
from survey.questionnaires.models import Draft, Published
from tests.survey.questionnaires.written import document

DECISION = publishing.Decision("12/QĐ-UBND", date(2026, 10, 1))


def make_draft(session: Session, unit: Unit, by: Account | None = None, **changes: object) -> Draft:
    """Keep a draft of `unit` (needs the application's context for the clock)."""
    return keeping.begin(session, unit.id, document(**changes), by.id if by else None)


def make_published(
    session: Session,
    unit: Unit,
    by: Account,
    decision: publishing.Decision = DECISION,
    **changes: object,
) -> Published:
    """Keep a questionnaire that `unit` published."""
    draft = make_draft(session, unit, by, **changes)
    return publishing.publish(session, draft, decision, by.id, seen=1)
