"""Writing in the diary: who did what, when; part of the transaction that does it."""

import json

from sqlalchemy.orm import Session

from survey import clock
from survey.diary.models import DiaryEntry

Detail = str | int | bool | None | list[str]


def note(
    session: Session, act: str, subject: str, account_id: int | None = None, **details: Detail
) -> None:
    """Write that `account_id` (nobody: the command line) did `act` to `subject`."""
    session.add(
        DiaryEntry(
            at=clock.now(),
            account_id=account_id,
            act=act,
            subject=subject[:120],
            details=json.dumps(details, ensure_ascii=False, sort_keys=True),
        )
    )
