"""Progress: how far fieldwork is, by interviewer and by village, and its rates.

The rates are of those who were drawn first, and of the reserve that somebody visited; a
case nobody has visited is unknown (AAPOR 3.11), so rates only settle at the end. After the
closing they follow from how each case ended.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.campaigns.models import Campaign
from survey.fieldwork.dispositions import Disposition
from survey.fieldwork.models import Attempt, CaseOutcome
from survey.fieldwork.rates import Rates, ends_of, rates_of
from survey.fieldwork.standing import Standing, Verdict, standings
from survey.sampling.models import Case
from survey.sampling.reading import cases_of

NOBODY = ""


@dataclass(frozen=True, slots=True)
class BothRates:
    """The rates of a campaign, of its cases and of the population they stand for."""

    unweighted: Rates
    weighted: Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How far one interviewer, or one village, is."""

    key: str
    cases: int
    over: int
    interviews: int
    waiting: int
    approved: int
    sent_back: int
    refusals: int
    visits: int


def rates(session: Session, campaign: Campaign) -> BothRates:
    """Return the rates of a campaign as it stands, or as it ended."""
    return both_rates(ends(session, campaign))


def both_rates(found: Sequence[tuple[Case, Disposition]]) -> BothRates:
    """Return the rates of cases that ended so."""
    n = len(found)
    weighted = [(end, float(case.weight)) for case, end in found]
    unweighted = [(end, 1.0) for _case, end in found]
    return BothRates(rates_of(ends_of(unweighted), n), rates_of(ends_of(weighted), n))


def ends_by_kind(session: Session, campaign: Campaign) -> dict[Disposition, int]:
    """Return how many of the cases the rates are of ended how, in AAPOR's order."""
    return by_kind(ends(session, campaign))


def by_kind(found: Sequence[tuple[Case, Disposition]]) -> dict[Disposition, int]:
    """Return how many of these cases ended how, in AAPOR's order."""
    counts = Counter(end for _case, end in found)
    return {each: counts[each] for each in Disposition if counts[each]}


def lines(found: Iterable[Standing], key: Callable[[Standing], str]) -> list[Line]:
    """Return one line for all cases with the same `key`."""
    piles: dict[str, list[Standing]] = {}
    for one in found:
        piles.setdefault(key(one), []).append(one)
    return [_line(name, pile) for name, pile in sorted(piles.items())]


def visits_by_interviewer(session: Session, campaign_id: int) -> dict[tuple[str, str], int]:
    """Return how many visits of each interviewer ended how, after the closing as before it."""
    found = session.execute(
        select(Attempt.interviewer_id, Attempt.disposition, func.count())
        .where(Attempt.campaign_id == campaign_id)
        .group_by(Attempt.interviewer_id, Attempt.disposition)
    )
    return {(interviewer, disposition): n for interviewer, disposition, n in found}


def ends(
    session: Session, campaign: Campaign, found: Sequence[Standing] | None = None
) -> list[tuple[Case, Disposition]]:
    """Return the cases the rates are of and how they ended; `found` is how they stand."""
    if campaign.closed_at is None:
        known_so_far = standings(session, campaign.id) if found is None else found
        return [(one.case, one.disposition) for one in asked(known_so_far)]
    ended = select(CaseOutcome.case_id, CaseOutcome.disposition).join(
        Case, Case.id == CaseOutcome.case_id
    )
    known = dict(session.execute(ended.where(Case.campaign_id == campaign.id)).all())
    cases = cases_of(session, campaign.id)
    return [(case, Disposition(known[case.id])) for case in cases if case.id in known]


def asked(found: Sequence[Standing]) -> list[Standing]:
    """Return those of `found` the rates are of: the main cases, and the visited reserve."""
    return [one for one in found if one.case.place == "main" or one.visits]


def _line(name: str, pile: Sequence[Standing]) -> Line:
    told = [visit for one in pile for visit in one.visits]
    verdicts = [visit.review.verdict for visit in told if visit.review is not None]
    ended = Counter(one.disposition for one in pile)
    return Line(
        key=name,
        cases=len(pile),
        over=sum(one.is_over for one in pile),
        interviews=sum(n for end, n in ended.items() if end.is_interview),
        waiting=sum(visit.waits for visit in told),
        approved=verdicts.count(Verdict.APPROVED),
        sent_back=verdicts.count(Verdict.SENT_BACK),
        refusals=ended[Disposition.REFUSAL],
        visits=len(told),
    )
