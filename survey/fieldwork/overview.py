"""The overview a supervisor begins with: rates, interviewers, villages, what waits."""

from dataclasses import dataclass
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.campaigns.models import Campaign
from survey.fieldwork.assigning import cluster_of, interviewers_of
from survey.fieldwork.dispositions import Disposition
from survey.fieldwork.interviewer_models import InterviewAside, Interviewer
from survey.fieldwork.numbering import ranges_of
from survey.fieldwork.progress import NOBODY, BothRates, Line, both_rates, by_kind, ends, lines
from survey.fieldwork.reviewing import fast_limit
from survey.fieldwork.standing import Standing, standings
from survey.offline import numbers


@dataclass(frozen=True, slots=True)
class Person:
    """An interviewer as the overview tells of one; without a line once nothing is assigned."""

    interviewer: Interviewer
    line: Line | None
    minutes: float | None  # the median of completed interviews
    fast: int
    missing: int
    aside: int


@dataclass(frozen=True, slots=True)
class Village:
    """The cases of one village."""

    line: Line
    unit_id: int
    name: str
    whose: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A campaign's fieldwork at a glance."""

    rates: BothRates
    ends: dict[Disposition, int]
    people: list[Person]
    villages: list[Village]
    waiting: int
    unassigned: int
    cases: int


def overview(session: Session, campaign: Campaign) -> Overview:
    """Return how far the fieldwork of `campaign` is."""
    found = standings(session, campaign.id)
    by_whom = {line.key: line for line in lines(found, lambda one: one.interviewer_id or NOBODY)}
    known = interviewers_of(session, campaign.id)
    people = _people(session, campaign, known, by_whom, found)
    nobody, ended = by_whom.get(NOBODY), ends(session, campaign, found)
    return Overview(
        rates=both_rates(ended),
        ends=by_kind(ended),
        people=people,
        villages=villages(found, {one.id: one.name for one in known}),
        waiting=sum(line.waiting for line in by_whom.values()),
        unassigned=nobody.cases if nobody else 0,
        cases=len(found),
    )


def villages(found: list[Standing], names: dict[str, str]) -> list[Village]:
    """Return the villages of `found` with whoever visits them."""
    first = {cluster_of(one): one for one in reversed(found)}
    whose: dict[str, set[str]] = {}
    for one in found:
        name = names.get(one.interviewer_id or NOBODY, "")
        whose.setdefault(cluster_of(one), set()).add(name)
    return [
        Village(
            line,
            first[line.key].case.unit_id,
            first[line.key].village,
            ", ".join(sorted(name for name in whose[line.key] if name)),
        )
        for line in lines(found, cluster_of)
    ]


def _people(
    session: Session,
    campaign: Campaign,
    known: list[Interviewer],
    by_whom: dict[str, Line],
    found: list[Standing],
) -> list[Person]:
    aside = _asides(session, campaign.id)
    limit = fast_limit(session, campaign.id)
    took: dict[str, list[int]] = {}
    for visit in (visit for one in found for visit in one.visits):
        attempt = visit.attempt
        if attempt.disposition == Disposition.COMPLETE and attempt.seconds is not None:
            took.setdefault(attempt.interviewer_id, []).append(attempt.seconds)
    return [
        Person(
            one,
            by_whom.get(one.id),
            median(took[one.id]) / 60 if one.id in took else None,
            sum(seconds < limit for seconds in took.get(one.id, ())),
            numbers.count(numbers.gaps(ranges_of(session, one.id))),
            aside.get(one.id, 0),
        )
        for one in known
    ]


def _asides(session: Session, campaign_id: int) -> dict[str, int]:
    found = session.execute(
        select(InterviewAside.interviewer_id, func.count())
        .join(Interviewer, Interviewer.id == InterviewAside.interviewer_id)
        .where(Interviewer.campaign_id == campaign_id)
        .group_by(InterviewAside.interviewer_id)
    )
    return dict(found.all())
