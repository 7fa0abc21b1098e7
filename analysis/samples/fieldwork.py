"""How the fieldwork of a closed sample went: response rates, and what call-backs found."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.stats.proportions import Interval, exact_interval
from survey.fieldwork.callbacks import callbacks_of
from survey.fieldwork.dispositions import Disposition
from survey.fieldwork.models import CaseOutcome
from survey.fieldwork.rates import Rates, ends_of, rates_of
from survey.sampling.models import Case


@dataclass(frozen=True, slots=True)
class Recall:
    """One question asked again: how many were, and the share that said something else."""

    question: str
    n: int
    disagreed: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Fieldwork:
    """Rates by cases and by their weights; none where nobody was visited."""

    rates: Rates | None
    weighted: Rates | None
    recalls: tuple[Recall, ...]


def fieldwork_of(session: Session, campaign_id: int) -> Fieldwork:
    """Return what is left of a closed campaign's fieldwork."""
    wanted = (
        select(CaseOutcome.disposition, Case.weight, func.count())
        .join(Case, Case.id == CaseOutcome.case_id)
        .where(Case.campaign_id == campaign_id)
        .group_by(CaseOutcome.disposition, Case.weight)
    )
    found = [(Disposition(how), float(weight), n) for how, weight, n in session.execute(wanted)]
    if not found:
        return Fieldwork(None, None, _recalls(session, campaign_id))
    cases = sum(n for _how, _weight, n in found)
    plain = rates_of(ends_of((how, n) for how, _weight, n in found), cases)
    weighted = rates_of(ends_of((how, weight * n) for how, weight, n in found), cases)
    return Fieldwork(plain, weighted, _recalls(session, campaign_id))


def _recalls(session: Session, campaign_id: int) -> tuple[Recall, ...]:
    found = callbacks_of(session, campaign_id)
    return tuple(
        Recall(question, each.n, each.n - each.agreed, exact_interval(each.n - each.agreed, each.n))
        for question, each in sorted(found.items())
        if each.n
    )


def response_rates(found: Fieldwork) -> Mapping[str, tuple[float | None, float | None]]:
    """Return RR1 to RR6, each by cases and by weights; {} where nobody was visited."""
    if found.rates is None or found.weighted is None:
        return {}
    weighted = found.weighted.response
    return {name: (rate, weighted[name]) for name, rate in found.rates.response.items()}
