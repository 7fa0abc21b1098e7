"""A draft's history: who left it how, when, and what each of them changed."""

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.accounts.models import Account
from survey.questionnaires import keeping
from survey.questionnaires.drafts import Path, changed_parts
from survey.questionnaires.models import Draft, Revision


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision: who made it (None: a command), and the parts it changed."""

    revision: Revision
    name: str | None
    parts: tuple[Path, ...]


def entries(session: Session, draft: Draft) -> list[Entry]:
    """Return what became of a draft, newest first; its beginning changed nothing."""
    kept = keeping.revisions(session, draft)
    ids = {each.account_id for each in kept}
    found = session.execute(select(Account.id, Account.name).where(Account.id.in_(ids)))
    names = {row.id: row.name for row in found}
    before: list[Revision | None] = [*kept[1:], None]
    return [
        Entry(each, names.get(each.account_id or 0), _parts(was, each))
        for each, was in zip(kept, before, strict=True)
    ]


def _parts(before: Revision | None, after: Revision) -> tuple[Path, ...]:
    if before is None:
        return ()
    return tuple(changed_parts(json.loads(before.document), json.loads(after.document)))
