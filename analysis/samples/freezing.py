"""Freezing: what a drawn sample came to is written as its campaign closes, and never again.

The closing asks for it with every chain locked, so no answer comes in between. A campaign
that was closed without that (an installation that was restored) is written at the first
look. Totals to weight to and targets that change later do not reach it.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.rollup.keeping import insert_of
from analysis.rollup.lineage import lineages
from analysis.samples import results
from analysis.samples.estimating import estimated, partitions
from analysis.samples.hiding import FEWEST, hidden_parts_of
from analysis.samples.keeping import totals_of
from analysis.samples.models import WeightedResult
from analysis.samples.reading import gathered
from analysis.samples.results import Weighted
from analysis.samples.telling import weighted
from analysis.targets.check import Promise
from analysis.targets.choosing import judged_on, nearest, promises_in_force
from analysis.targets.judging import questions_judged
from forms.questionnaire import OVERALL
from survey import clock
from survey.campaigns.kinds import DEMANDS, Kind
from survey.campaigns.models import Campaign, CampaignUnit


def is_drawn(campaign: Campaign) -> bool:
    """Whether the campaign's numbers are to be weighted."""
    return DEMANDS[Kind(campaign.kind)].needs_draw


def result_of(session: Session, campaign: Campaign, moment: datetime) -> Weighted:
    """Return what a closed campaign came to, writing it at the first look."""
    frozen = _frozen(session, campaign)
    if frozen is not None:
        return frozen
    found = result_now(session, campaign, moment)
    engine = session.get_bind().engine
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        # Two first looks may meet here; the first one's words stand.
        new = insert_of(connection)(WeightedResult.__table__).on_conflict_do_nothing()
        connection.execute(new, _row(campaign, found, moment))
    with Session(engine) as reader:
        return _frozen(reader, campaign) or found


def freeze_at_closing(session: Session, campaign: Campaign) -> None:
    """Write what a drawn sample comes to, in the transaction of its closing."""
    if is_drawn(campaign):
        moment = clock.now()
        found = result_now(session, campaign, moment)
        session.add(WeightedResult(**_row(campaign, found, moment)))
        session.flush()


def result_now(session: Session, campaign: Campaign, moment: datetime) -> Weighted:
    """Return what a drawn sample comes to as it stands."""
    judged = questions_judged(campaign)
    question = OVERALL if OVERALL in judged else None
    sample = gathered(session, campaign, judged)
    found = estimated(sample, totals_of(session, campaign.id), question)
    fewest = max(FEWEST, DEMANDS[Kind(campaign.kind)].threshold)
    return weighted(
        found,
        question=question,
        promise=promise_of(session, campaign, moment),
        hidden=hidden_parts_of(sample, question, partitions(sample), fewest) if question else {},
        fewest=fewest,
        aside=sample.aside,
        unweighted=sample.unweighted,
    )


def promise_of(session: Session, campaign: Campaign, moment: datetime) -> Promise | None:
    """Return the promise that the whole of a campaign is held to: what its units share."""
    promises = promises_in_force(session, campaign.promise, judged_on(campaign, moment))
    named = select(CampaignUnit.unit_id).where(CampaignUnit.campaign_id == campaign.id)
    paths = lineages(session, session.scalars(named).all())
    held = {nearest(promises, path) for path in paths.values()}
    return held.pop() if len(held) == 1 else promises.get((None, None))


def _frozen(session: Session, campaign: Campaign) -> Weighted | None:
    wanted = select(WeightedResult.result).where(WeightedResult.campaign_id == campaign.id)
    text = session.scalar(wanted)
    return results.read(text) if text else None


def _row(campaign: Campaign, found: Weighted, moment: datetime) -> dict[str, object]:
    return {"campaign_id": campaign.id, "result": results.written(found), "frozen_at": moment}
