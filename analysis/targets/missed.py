"""Who missed the target when a campaign was closed: each is a finding."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from analysis.rollup.lineage import lineages
from analysis.stats.proportions import Verdict, exact_interval
from analysis.targets.check import Promise
from analysis.targets.choosing import Promises, nearest
from analysis.targets.evidence import Evidence
from analysis.targets.findings import Cause, Opening
from forms.questionnaire import OVERALL
from survey.campaigns.models import Campaign


def missed_by(
    session: Session,
    campaign: Campaign,
    rows: Collection[Mapping[str, Any]],
    promises: Promises,
    day: date,
) -> Iterator[Opening]:
    """Yield a finding for each unit whose frozen verdict (one of `rows`) is "not met".

    Of the headline alone: every further question tested would be a further false alarm.
    """
    missed = {
        row["unit_id"]: row
        for row in rows
        if row["question"] == OVERALL and row["statistical"] == Verdict.NOT_MET
    }
    paths = lineages(session, missed.keys())
    for unit_id, row in missed.items():
        promise = nearest(promises, paths[unit_id])
        if promise is not None:
            evidence = _evidence(row["satisfied"], row["n"], promise, day)
            yield Opening(unit_id, None, campaign.id, Cause.NOT_MET, evidence)


def _evidence(satisfied: int, n: int, promise: Promise, day: date) -> Evidence:
    interval = exact_interval(satisfied, n)
    return Evidence(
        n,
        satisfied,
        interval.low,
        interval.high,
        promise.basis_points,
        promise.comparator,
        promise.source,
        day,
        interval.method,
    )
