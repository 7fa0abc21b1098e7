"""Keeping drafts: begun, changed by several people, discarded, and nothing ever lost.

Every change is a new revision. Whoever saves says which revision they were looking at;
what others did since then is put together with it under the draft's lock, so of two
people who save at once each finds the other's work or is shown it.
"""

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.questionnaire import VIETNAMESE
from survey import clock
from survey.diary.writing import note
from survey.questionnaires.drafts import Conflict, Side, merge
from survey.questionnaires.editing import Change
from survey.questionnaires.flow import Document
from survey.questionnaires.models import Draft, Revision

LARGEST = 1024 * 1024
"""Letters of a draft as it is kept: 500 questions in ten languages take a third of that."""


class TooLarge(Exception):
    """The draft would become longer than anybody could be asked."""


class NoSuchRevision(LookupError):
    """The draft never had that revision."""


class Discarded(Exception):
    """The draft was discarded; it can be looked at and copied."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who saves, which revision they were looking at, and whose wording wins if it must."""

    by: int | None
    seen: int
    keep: Side | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a change: the newest revision, or what somebody must decide first."""

    revision: int
    conflicts: tuple[Conflict, ...] = ()
    is_new: bool = True


def begin(
    session: Session, unit_id: int, document: Document, by: int | None, based_on: str = ""
) -> Draft:
    """Keep `document` as a new draft of a unit."""
    draft = Draft(
        code=_code(document),
        unit_id=unit_id,
        title=_title(document),
        based_on=based_on,
        revision=1,
        created_at=clock.now(),
        updated_at=clock.now(),
    )
    session.add(draft)
    session.flush()
    _write(session, draft, document, by)
    note(session, "draft.begun", str(draft.id), by, code=draft.code, based_on=based_on)
    session.flush()
    return draft


def save(session: Session, draft: Draft, change: Change, hand: Hand) -> Saved:
    """Make `change` to the revision that was seen and put it together with later ones.

    With a conflict nothing is kept unless the hand that saves decides it.
    """
    _lock(session, draft)
    base = document_of(session, draft, hand.seen)
    newest = document_of(session, draft)
    merged = merge(base, newest, change(base), hand.keep or Side.THEIRS)
    if merged.conflicts and hand.keep is None:
        return Saved(draft.revision, merged.conflicts, is_new=False)
    if merged.document == newest:
        return Saved(draft.revision, is_new=False)
    _go_on(session, draft, merged.document, hand.by)
    return Saved(draft.revision)


def restore(session: Session, draft: Draft, revision: int, by: int | None) -> None:
    """Make the draft what it was at `revision`; what came after stays in its history."""
    _lock(session, draft)
    _go_on(session, draft, document_of(session, draft, revision), by)
    note(session, "draft.restored", str(draft.id), by, code=draft.code, revision=revision)
    session.flush()


def discard(session: Session, draft: Draft, by: int | None) -> None:
    """Put the draft away; nothing of it is lost."""
    _lock(session, draft)
    draft.discarded_at = clock.now()
    note(session, "draft.discarded", str(draft.id), by, code=draft.code, title=draft.title)
    session.flush()


def document_of(session: Session, draft: Draft, revision: int | None = None) -> Document:
    """Return the draft's document as it was at `revision` (None: the newest)."""
    number = draft.revision if revision is None else revision
    found = session.get(Revision, (draft.id, number))
    if found is None:
        raise NoSuchRevision(number)
    document: Document = json.loads(found.document)
    return document


def revisions(session: Session, draft: Draft) -> list[Revision]:
    """Return every revision of the draft, newest first."""
    wanted = select(Revision).where(Revision.draft_id == draft.id)
    return list(session.scalars(wanted.order_by(Revision.revision.desc())))


def _lock(session: Session, draft: Draft) -> None:
    session.refresh(draft, with_for_update=True)
    if draft.discarded_at is not None:
        raise Discarded(draft.id)


def _go_on(session: Session, draft: Draft, document: Document, by: int | None) -> None:
    draft.revision += 1
    draft.code, draft.title = _code(document), _title(document)
    draft.updated_at = clock.now()
    _write(session, draft, document, by)
    session.flush()


def _write(session: Session, draft: Draft, document: Document, by: int | None) -> None:
    written = json.dumps(document, ensure_ascii=False)
    if len(written) > LARGEST:
        raise TooLarge(len(written))
    # Half a letter cannot be written down in UTF-8.
    written = written.encode("utf-8", "replace").decode()
    revision = Revision(draft_id=draft.id, revision=draft.revision, document=written)
    revision.account_id, revision.at = by, clock.now()
    session.add(revision)


def _code(document: Document) -> str:
    return _cut(document.get("code"), 40)


def _title(document: Document) -> str:
    title = document.get("title")
    return _cut(title.get(VIETNAMESE) if isinstance(title, dict) else None, 200)


def _cut(words: object, longest: int) -> str:
    readable = words.encode("utf-8", "replace").decode() if isinstance(words, str) else ""
    return readable.replace("\0", "")[:longest]
