"""Publishing: a draft without a fault becomes a version that never changes again.

It happens in one transaction or not at all. The version follows the last one of the
same code, which belongs to the unit that published it first. Retiring ends new use;
campaigns that run go on, and answers stay readable for ever.
"""

import json
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from forms.questionnaire import Questionnaire
from forms.reading import faults_of, made
from forms.rules import Fault
from forms.writing import document_of
from survey import clock
from survey.diary.writing import note
from survey.questionnaires import keeping
from survey.questionnaires.flow import Document
from survey.questionnaires.models import Draft, Published
from survey.questionnaires.shelf import is_shipped, sound


class Refused(Exception):
    """Nothing was published."""


class Faulty(Refused):
    """The draft breaks rules, so nothing was published."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} lỗi")
        self.faults = faults


class Outdated(Refused):
    """Somebody changed the draft after it was shown to whoever publishes."""


class NothingNew(Refused):
    """The last published version says exactly this."""


class TakenMeanwhile(Refused):
    """Somebody published the same version in the same moment."""


class AlreadyRetired(Exception):
    """The questionnaire was retired before."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Under what a questionnaire is published, and from when to when it may be used."""

    number: str
    valid_from: date
    valid_to: date | None = None


def publish(session: Session, draft: Draft, decision: Decision, by: int, *, seen: int) -> Published:
    """Freeze the draft as it was `seen`; raise rather than publish anything else."""
    session.refresh(draft, with_for_update=True)
    if draft.discarded_at is not None:
        raise keeping.Discarded(draft.id)
    document = ready(session, draft, keeping.document_of(session, draft))
    if draft.revision != seen:
        raise Outdated(draft.revision)
    if faults := faults_in(session, draft, document):
        raise Faulty(faults)
    questionnaire = made(document)
    if is_the_same(questionnaire, last_published(session, questionnaire.code)):
        raise NothingNew(questionnaire.code)
    row = _row(draft, questionnaire, decision, by)
    _keep(session, row)
    note(
        *(session, "questionnaire.published", f"{row.code} {row.version}", by),
        decision=row.decision,
        digest=row.digest,
        draft=draft.id,
    )
    session.flush()
    return row


def retire(session: Session, row: Published, by: int) -> None:
    """End new use of a published questionnaire; raise AlreadyRetired the second time."""
    session.refresh(row, with_for_update=True)
    if row.retired_at is not None:
        raise AlreadyRetired(row.code, row.version)
    row.retired_at, row.retired_by = clock.now(), by
    note(session, "questionnaire.retired", f"{row.code} {row.version}", by, decision=row.decision)
    session.flush()


def ready(session: Session, draft: Draft, document: Document) -> Document:
    """Return `document` with the version it would be published under."""
    last = last_published(session, draft.code)
    return {**document, "version": last.version + 1 if last else 1}


def faults_in(session: Session, draft: Draft, document: Document) -> list[Fault]:
    """Return all faults of a draft's document: of its own, and of its code among others."""
    found = faults_of(document)
    if is_shipped(draft.code):
        found.insert(0, Fault("code", "mã này là của phiếu có sẵn, xin đặt mã khác"))
    last = last_published(session, draft.code)
    if last is not None and last.unit_id != draft.unit_id:
        found.insert(0, Fault("code", "mã này đơn vị khác đã dùng để ban hành, xin đặt mã khác"))
    return found


def last_published(session: Session, code: str) -> Published | None:
    """Return the newest version published under `code`, retired or not."""
    wanted = select(Published).where(Published.code == code)
    return session.scalar(wanted.order_by(Published.version.desc()).limit(1))


def is_the_same(questionnaire: Questionnaire, row: Published | None) -> bool:
    """Whether `row` says what `questionnaire` says, but for its number."""
    last = sound(row) if row is not None else None
    return last is not None and replace(questionnaire, version=last.version) == last


def _row(draft: Draft, questionnaire: Questionnaire, decision: Decision, by: int) -> Published:
    return Published(
        code=questionnaire.code,
        version=questionnaire.version,
        digest=questionnaire.digest,
        document=json.dumps(document_of(questionnaire), ensure_ascii=False),
        unit_id=draft.unit_id,
        decision=decision.number,
        valid_from=decision.valid_from,
        valid_to=decision.valid_to,
        published_at=clock.now(),
        published_by=by,
        draft_id=draft.id,
    )


def _keep(session: Session, row: Published) -> None:
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        # Another draft with the same code was a moment faster.
        session.rollback()
        raise TakenMeanwhile(row.code, row.version) from error
