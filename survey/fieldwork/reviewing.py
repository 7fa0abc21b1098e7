"""Reviewing: a supervisor approves an interview, or has it done again, from how it went.

What was answered is never shown to whoever decides, so nobody approves by it. One
supervisor is enough, of each case one interview counts, and nothing is taken off the
ledger: what was sent back stays in it, out of the headline. The diary tells how many were
approved and never which, for the ruling beside it knows the response.
"""

import json
from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from sqlalchemy import Subquery, func, select
from sqlalchemy.orm import Session

from survey import clock
from survey.campaigns.models import Campaign
from survey.diary.writing import note
from survey.fieldwork.models import Attempt, Review
from survey.fieldwork.standing import Standing, Verdict, Visit, standings_of
from survey.responses.flags import LATE, read
from survey.responses.models import Response
from survey.responses.rulings import rule

FAST = 3
"""An interview that took less than this part of the median is told as fast."""


class Refusal(StrEnum):
    """Why nothing was decided of an interview."""

    GONE = "gone"  # its campaign is closed, or there is no such interview
    LATE = "late"
    ANOTHER = "another"  # of the same case stands approved
    SO_ALREADY = "so_already"


@dataclass(frozen=True, slots=True)
class Word:
    """What a supervisor says, and why."""

    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Interview:
    """What is known of how an interview went; nothing of what was answered."""

    standing: Standing
    visit: Visit
    name: str  # the interviewer's
    given: int
    is_fast: bool
    notes: tuple[str, ...]  # flags
    others: int  # interviews of the same case


def interviews(
    session: Session, campaign_id: int, names: dict[str, str], most: int
) -> list[Interview]:
    """Return up to `most` of the campaign's interviews, those that wait first, then by day."""
    last = _last_by_response(campaign_id)
    wanted = (
        select(Attempt)
        .outerjoin(last, last.c.response_id == Attempt.response_id)
        .where(Attempt.campaign_id == campaign_id, Attempt.response_id.is_not(None))
        .order_by(last.c.id.is_not(None), Attempt.day, Attempt.interviewer_id, Attempt.at)
        .limit(most)
    )
    told = session.scalars(wanted).all()
    limit, facts = fast_limit(session, campaign_id), _facts(session, told)
    cases = standings_of(session, campaign_id, {each.case_id or 0 for each in told})
    found = []
    for attempt in told:
        standing = cases[attempt.case_id or 0]
        visits = [one for one in standing.visits if one.attempt.response_id is not None]
        visit = next(one for one in visits if one.attempt.id == attempt.id)
        given, flags = facts[attempt.response_id or ""]
        is_fast = attempt.seconds is not None and attempt.seconds < limit
        name, notes = names.get(attempt.interviewer_id, ""), tuple(sorted(flags))
        found.append(Interview(standing, visit, name, given, is_fast, notes, len(visits) - 1))
    return found


def verdicts(session: Session, campaign_id: int) -> dict[str | None, int]:
    """Return how many interviews wait (None), are approved, and were sent back."""
    last = _last_by_response(campaign_id)
    found = session.execute(
        select(Review.verdict, func.count())
        .select_from(Attempt)
        .outerjoin(last, last.c.response_id == Attempt.response_id)
        .outerjoin(Review, Review.id == last.c.id)
        .where(Attempt.campaign_id == campaign_id, Attempt.response_id.is_not(None))
        .group_by(Review.verdict)
    )
    return dict.fromkeys((None, *Verdict), 0) | dict(found.all())


def fast_limit(session: Session, campaign_id: int) -> float:
    """Return the seconds below which an interview of the campaign is told as fast."""
    took = session.scalars(
        select(Attempt.seconds).where(
            Attempt.campaign_id == campaign_id,
            Attempt.disposition == "complete",
            Attempt.seconds.is_not(None),
        )
    ).all()
    return median(seconds or 0 for seconds in took) / FAST if took else 0.0


def review_all(
    session: Session, campaign: Campaign, ids: Sequence[str], word: Word, account_id: int
) -> dict[Refusal | None, int]:
    """Say `word` of interviews; return of how many it was taken (None), or why not.

    The caller commits.
    """
    told: Tally[Refusal | None] = Tally()
    cases = dict(
        session.execute(
            select(Attempt.id, Attempt.case_id).where(
                Attempt.id.in_(ids), Attempt.campaign_id == campaign.id
            )
        ).all()
    )
    # Cases in one order, so that two supervisors never wait for each other in a circle.
    for attempt_id in sorted(set(ids), key=lambda each: (cases.get(each) or 0, each)):
        told[_review(session, attempt_id, cases.get(attempt_id), word, account_id)] += 1
    if told[None]:
        note(session, f"fieldwork.{word.verdict}", campaign.code, account_id, n=told[None])
    return dict(+told)


def _review(
    session: Session, attempt_id: str, case_id: int | None, word: Word, account_id: int
) -> Refusal | None:
    # Whoever speaks of one interview of a case holds all of them meanwhile.
    held = session.scalars(
        select(Attempt)
        .where(Attempt.case_id == case_id, Attempt.response_id.is_not(None))
        .order_by(Attempt.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    responses = {each.id: each.response_id for each in held if each.response_id is not None}
    own = responses.pop(attempt_id, None)
    if own is None:
        return Refusal.GONE
    response = session.get_one(Response, own)
    if LATE in read(response.flags):
        return Refusal.LATE
    if _last(session, own) == word.verdict:
        return Refusal.SO_ALREADY
    is_approval = word.verdict is Verdict.APPROVED
    if is_approval and any(_last(session, each) == word.verdict for each in responses.values()):
        return Refusal.ANOTHER
    _say(session, response, word, account_id)
    return None


def _say(session: Session, response: Response, word: Word, account_id: int) -> None:
    now = clock.now()
    about = {"campaign_id": response.campaign_id, "response_id": response.id, "at": now}
    said = {"verdict": word.verdict.value, "reason": word.reason, "account_id": account_id}
    session.add(Review(**about, **said))
    # Why is told to the interviewer and goes at the closing; the ruling stays for good.
    rule(
        session.connection(),
        [response.id],
        counts=word.verdict is Verdict.APPROVED,
        cause=word.verdict.value,
        at=now,
        account_id=account_id,
    )
    session.flush()


def _last(session: Session, response_id: str) -> str | None:
    of_it = select(Review.verdict).where(Review.response_id == response_id)
    return session.scalar(of_it.order_by(Review.id.desc()).limit(1))


def _last_by_response(campaign_id: int) -> Subquery:
    newest = select(Review.response_id, func.max(Review.id).label("id"))
    of_campaign = newest.where(Review.campaign_id == campaign_id)
    return of_campaign.group_by(Review.response_id).subquery()


def _facts(session: Session, told: Sequence[Attempt]) -> dict[str, tuple[int, frozenset[str]]]:
    columns = (Response.id, Response.answers, Response.words, Response.flags)
    ids = [attempt.response_id for attempt in told]
    return {
        row.id: (len(json.loads(row.answers)) + len(json.loads(row.words)), read(row.flags))
        for row in session.execute(select(*columns).where(Response.id.in_(ids)))
    }
