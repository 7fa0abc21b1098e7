"""How each case stands while its campaign runs: its visits, its interview, what was said of it.

Of an interview that was sent back nothing counts: its case is open again. Of several
interviews of one case the one that was approved stands, or else the last.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from survey.fieldwork.dispositions import Disposition, final, is_over
from survey.fieldwork.models import Assignment, Attempt, Review
from survey.fieldwork.villages import village_of, villages_of
from survey.sampling.models import Case
from survey.sampling.reading import cases_of, in_force


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
    """A case, whoever is to visit it, its visits in their order, and how it stands by now.

    `ends` are of those visits that count: of none whose interview was sent back.
    """

    case: Case
    interviewer_id: str | None
    visits: tuple[Visit, ...]
    ends: tuple[Disposition, ...]
    disposition: Disposition
    village: str

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
    if interviewer_id is not None:
        # A tablet asks every minute or so: only its own cases are read.
        cases = _cases_of(session, campaign_id, interviewer_id)
        ids = [case.id for case in cases]
        visits, where = _visits(session, campaign_id, ids), villages_of(session, campaign_id, ids)
        return [
            _stands(case, interviewer_id, visits.get(case.id, ()), where.get(case.id))
            for case in cases
        ]
    assigned = _assigned(session, campaign_id)
    visits, where = _visits(session, campaign_id), villages_of(session, campaign_id)
    return [
        _stands(case, assigned.get(case.id), visits.get(case.id, ()), where.get(case.id))
        for case in cases_of(session, campaign_id)
    ]


def standings_of(session: Session, campaign_id: int, cases: Collection[int]) -> dict[int, Standing]:
    """Return how some of a campaign's cases stand, by case."""
    visits, where = _visits(session, campaign_id, cases), villages_of(session, campaign_id, cases)
    whose = select(Assignment).where(Assignment.case_id.in_(cases))
    assigned = {row.case_id: row.interviewer_id for row in session.scalars(whose)}
    found = session.scalars(select(Case).where(Case.id.in_(cases)))
    return {
        case.id: _stands(case, assigned.get(case.id), visits.get(case.id, ()), where.get(case.id))
        for case in found
    }


def standing(session: Session, case: Case) -> Standing:
    """Return how one case stands."""
    row = session.get(Assignment, case.id)
    found = _visits(session, case.campaign_id, (case.id,)).get(case.id, ())
    named = villages_of(session, case.campaign_id, (case.id,)).get(case.id)
    return _stands(case, row.interviewer_id if row else None, found, named)


def _stands(
    case: Case, interviewer_id: str | None, visits: tuple[Visit, ...], named: str | None
) -> Standing:
    # Worked out once: a page asks several times, of tens of thousands of cases.
    kept = (visit for visit in visits if not visit.is_sent_back)
    ends = tuple(Disposition(visit.attempt.disposition) for visit in kept)
    return Standing(case, interviewer_id, visits, ends, final(ends), village_of(case, named))


def _cases_of(session: Session, campaign_id: int, interviewer_id: str) -> list[Case]:
    draw = in_force(session, campaign_id)
    wanted = (
        select(Case)
        .join(Assignment, Assignment.case_id == Case.id)
        .where(Assignment.interviewer_id == interviewer_id)
        .where(Case.draw_id == (draw.id if draw else 0))
    )
    return list(session.scalars(wanted.order_by(Case.id)))


def _assigned(session: Session, campaign_id: int) -> dict[int, str]:
    wanted = (
        select(Assignment.case_id, Assignment.interviewer_id)
        .join(Case, Case.id == Assignment.case_id)
        .where(Case.campaign_id == campaign_id)
    )
    return dict(session.execute(wanted).all())


def _visits(
    session: Session, campaign_id: int, cases: Collection[int] | None = None
) -> dict[int, tuple[Visit, ...]]:
    wanted = select(Attempt).where(Attempt.campaign_id == campaign_id)
    chosen = Attempt.case_id.is_not(None) if cases is None else Attempt.case_id.in_(cases)
    order = (Attempt.day, func.coalesce(Attempt.at, Attempt.received_at), Attempt.id)
    attempts = session.scalars(wanted.where(chosen).order_by(*order)).all()
    said = _last_reviews(session, campaign_id, chosen)
    found: dict[int, list[Visit]] = defaultdict(list)
    for attempt in attempts:
        found[attempt.case_id or 0].append(Visit(attempt, said.get(attempt.response_id or "")))
    return {case_id: tuple(visits) for case_id, visits in found.items()}


def _last_reviews(
    session: Session, campaign_id: int, chosen: ColumnElement[bool]
) -> dict[str, Review]:
    wanted = (
        select(Review)
        .join(Attempt, Attempt.response_id == Review.response_id)
        .where(Review.campaign_id == campaign_id, chosen)
        .order_by(Review.id)
    )
    return {review.response_id: review for review in session.scalars(wanted)}
