"""Before: what the identities of a batch got when they first came.

After the closing a visit knows its response no more: then it is told that it was noted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.fieldwork.interviewer_models import InterviewAside, Interviewer
from survey.fieldwork.models import Attempt
from survey.offline.batches import Sealed
from survey.responses.models import Response
from survey.responses.receipts import receipt_of


@dataclass(frozen=True, slots=True)
class Before:
    """Identities that were here: kept, with a receipt where there is one; aside; not theirs."""

    kept: Mapping[str, str | None]
    aside: Mapping[str, str]
    others: frozenset[str]

    @property
    def came(self) -> frozenset[str]:
        """All that need not be looked at again."""
        return frozenset((*self.kept, *self.aside))


def before(session: Session, interviewer: Interviewer, entries: Iterable[Sealed]) -> Before:
    """Return what became of those of `entries` that had come before."""
    ids = [entry.id for entry in entries]
    aside = select(InterviewAside.id, InterviewAside.reason).where(
        InterviewAside.interviewer_id == interviewer.id, InterviewAside.id.in_(ids)
    )
    kept = session.execute(
        select(Attempt.id, Attempt.interviewer_id, Response.link)
        .outerjoin(Response, Response.id == Attempt.response_id)
        .where(Attempt.id.in_(ids))
    ).all()
    own = [row for row in kept if row.interviewer_id == interviewer.id]
    return Before(
        kept={row.id: receipt_of(row.link) if row.link else None for row in own},
        aside={row.id: row.reason for row in session.execute(aside)},
        others=frozenset(row.id for row in kept) - {row.id for row in own},
    )
