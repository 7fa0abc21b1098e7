"""How each case stands while its campaign runs: its visits, its interview, what was said of it.

Of an interview that was sent back nothing counts: its case is open again. Of several
interviews of one case the one that was approved stands, or else the last.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.fieldwork.dispositions import Disposition, final, is_over
from survey.fieldwork.models import Assignment, Attempt, Review
from survey.sampling.models import Case
from survey.sampling.reading import cases_of


class Verdict(StrEnum):
    """What a supervisor said of an interview."""

    APPROVED = "approved"
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True)
class Visit:
    """An attempt, and what was last said of its interview."""

    attempt: Attempt
    review: Review | None

    @property
    def is_sent_back(self) -> bool:
        """Whether it is to be done again."""
        return self.review is not None and self.review.verdict == Verdict.SENT_BACK

    @property
    def waits(self) -> bool:
        """Whether it is an interview of which nothing was said yet."""
        return self.attempt.response_id is not None and self.review is None


@dataclass(frozen=True, slots=True)
class Standing:
    """A case, whoever is to visit it, and its visits in their order."""

    case: Case
    interviewer_id: str | None
    visits: tuple[Visit, ...]

    @property
    def ends(self) -> tuple[Disposition, ...]:
        """How those visits ended that count."""
        kept = (visit for visit in self.visits if not visit.is_sent_back)
        return tuple(Disposition(visit.attempt.disposition) for visit in kept)

    @property
    def disposition(self) -> Disposition:
        """How the case stands by now."""
        return final(self.ends)

    @property
    def is_over(self) -> bool:
        """Whether it needs no further visit."""
        return is_over(self.ends)

    @property
    def sent_back(self) -> Review | None:
        """Why it is to be done again, if it is."""
        if self.disposition.is_interview:
            return None
        said = [visit.review for visit in self.visits if visit.is_sent_back]
        return said[-1] if said else None

    @property
    def state(self) -> str:
        """Return open, done or sent_back, as tablets are told."""
        if self.is_over:
            return "done"
        return "sent_back" if self.sent_back else "open"


def standings(
    session: Session, campaign_id: int, interviewer_id: str | None = None
) -> list[Standing]:
    """Return the cases of the draw in force, or those of them one interviewer is to visit."""
    assigned = _assigned(session, campaign_id)
    cases = cases_of(session, campaign_id)
    if interviewer_id is not None:
        cases = [case for case in cases if assigned.get(case.id) == interviewer_id]
    visits = _visits(session, campaign_id)
    return [Standing(case, assigned.get(case.id), visits.get(case.id, ())) for case in cases]


def standing(session: Session, case: Case) -> Standing:
    """Return how one case stands."""
    row = session.get(Assignment, case.id)
    found = _visits(session, case.campaign_id, (case.id,)).get(case.id, ())
    return Standing(case, row.interviewer_id if row else None, found)


def last_reviews(session: Session, campaign_id: int) -> dict[str, Review]:
    """Return by response what was last said of it."""
    newest = (
        select(func.max(Review.id))
        .where(Review.campaign_id == campaign_id)
        .group_by(Review.response_id)
    )
    found = session.scalars(select(Review).where(Review.id.in_(newest)))
    return {review.response_id: review for review in found}


def _assigned(session: Session, campaign_id: int) -> dict[int, str]:
    wanted = (
        select(Assignment.case_id, Assignment.interviewer_id)
        .join(Case, Case.id == Assignment.case_id)
        .where(Case.campaign_id == campaign_id)
    )
    return dict(session.execute(wanted).all())


def _visits(
    session: Session, campaign_id: int, cases: Collection[int] | None = None
) -> dict[int, Sequence[Visit]]:
    said = last_reviews(session, campaign_id)
    wanted = select(Attempt).where(Attempt.campaign_id == campaign_id, Attempt.case_id.is_not(None))
    if cases is not None:
        wanted = wanted.where(Attempt.case_id.in_(cases))
    found: dict[int, list[Visit]] = defaultdict(list)
    order = (Attempt.day, func.coalesce(Attempt.at, Attempt.received_at), Attempt.id)
    for attempt in session.scalars(wanted.order_by(*order)):
        found[attempt.case_id or 0].append(Visit(attempt, said.get(attempt.response_id)))
    return {case_id: tuple(visits) for case_id, visits in found.items()}
