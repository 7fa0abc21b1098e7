"""Assigning: which interviewer visits which cases; by cluster, evenly, or by hand.

A case that somebody has begun to visit stays theirs, unless the supervisor says so by
hand: what waits on a tablet would otherwise come from a stranger to the case. Such an
interview is kept all the same, and told.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import clock
from survey.campaigns.models import Campaign
from survey.diary.writing import note
from survey.fieldwork.interviewer_models import Interviewer
from survey.fieldwork.models import Assignment
from survey.fieldwork.standing import Standing, standings


@dataclass(frozen=True, slots=True)
class Assigned:
    """How many cases somebody was given, and how many stay with whoever began them."""

    given: int
    begun: int


def interviewers_of(session: Session, campaign_id: int) -> list[Interviewer]:
    """Return the campaign's interviewers, those that were not revoked first, by name."""
    of_campaign = select(Interviewer).where(Interviewer.campaign_id == campaign_id)
    found = session.scalars(of_campaign.order_by(Interviewer.name, Interviewer.id))
    return sorted(found, key=lambda one: one.revoked_at is not None)


def cluster_of(standing: Standing) -> str:
    """Return what the cases of one village have in common."""
    return f"{standing.case.unit_id} {standing.village}"


def assign(
    session: Session, campaign: Campaign, clusters: Collection[str], interviewer: str, by: int
) -> Assigned:
    """Give all cases of `clusters` to one interviewer; the caller commits."""
    wanted = [one for one in standings(session, campaign.id) if cluster_of(one) in clusters]
    return _give(session, campaign, {one.case.id: interviewer for one in wanted}, wanted, by)


def assign_evenly(session: Session, campaign: Campaign, by: int) -> Assigned:
    """Give every cluster that is nobody's to whoever has the fewest cases; the caller commits.

    Villages are not divided: whoever is there visits all its cases.
    """
    found = standings(session, campaign.id)
    free = [one for one in interviewers_of(session, campaign.id) if one.revoked_at is None]
    if not free:
        return Assigned(0, 0)
    load = {one.id: 0 for one in free}
    clusters: dict[str, list[Standing]] = {}
    for one in found:
        if one.interviewer_id in load:
            load[one.interviewer_id] += 1
        else:
            clusters.setdefault(cluster_of(one), []).append(one)
    whose: dict[int, str] = {}
    for cases in sorted(clusters.values(), key=lambda each: (-len(each), each[0].case.id)):
        least = min(load, key=lambda each: (load[each], each))
        load[least] += len(cases)
        whose |= {one.case.id: least for one in cases}
    return _give(session, campaign, whose, [one for one in found if one.case.id in whose], by)


def assign_by_hand(
    session: Session, campaign: Campaign, cases: Collection[int], interviewer: str, by: int
) -> Assigned:
    """Give single cases to an interviewer, even those that somebody began to visit."""
    wanted = [one for one in standings(session, campaign.id) if one.case.id in cases]
    whose = {one.case.id: interviewer for one in wanted}
    return _give(session, campaign, whose, wanted, by, even_begun=True)


def _give(  # noqa: PLR0913  what is given to whom, by whom
    session: Session,
    campaign: Campaign,
    whose: dict[int, str],
    wanted: Sequence[Standing],
    by: int,
    *,
    even_begun: bool = False,
) -> Assigned:
    given = begun = 0
    for one in wanted:
        interviewer_id = whose[one.case.id]
        if one.interviewer_id == interviewer_id:
            continue
        if one.interviewer_id and one.visits and not even_begun:
            begun += 1
            continue
        row = session.get(Assignment, one.case.id) or Assignment(case_id=one.case.id)
        row.interviewer_id, row.at = interviewer_id, clock.now()
        session.add(row)
        given += 1
    session.flush()
    if given:
        names = sorted({whose[one.case.id] for one in wanted})
        note(session, "fieldwork.assigned", campaign.code, by, cases=given, interviewers=names)
    return Assigned(given, begun)
