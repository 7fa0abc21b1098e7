"""Freezing: what a closed campaign came to is written once and never computed again.

Closing takes every chain's lock, so whatever a chain holds afterwards is all there
will be. The first look after that, once all is counted, writes the verdicts, of the whole
and of each procedure group, and opens a finding for each unit that is not met; a
target, a scale or a formula that changes later does not reach them. What was drawn is held
to no target here: its weights decide (`analysis/samples/freezing.py`). A campaign that
was frozen before groups had verdicts has none, and gets none.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from analysis.rollup.advance import catch_up
from analysis.rollup.keeping import insert_of
from analysis.rollup.models import UnitTotal
from analysis.stats.proportions import Interval, Verdict, exact_interval
from analysis.targets.check import Judgement, Promise, hidden, judge
from analysis.targets.choosing import Promises, judged_on, nearest
from analysis.targets.findings import open_all
from analysis.targets.grouping import OfUnit, group_standings, judge_groups_now
from analysis.targets.judging import (
    Standing,
    judge_now,
    promises_plainly,
    questions_judged,
    standings,
)
from analysis.targets.missed import missed_by
from analysis.targets.models import FrozenGroupVerdict, FrozenVerdict
from forms.questionnaire import OVERALL
from survey.campaigns.looking import threshold_of
from survey.campaigns.models import Campaign


def verdicts(  # noqa: PLR0913, PLR0917
    session: Session,
    campaign: Campaign,
    question: str,
    moment: datetime,
    unit_ids: Collection[int] | None = None,
    budget_seconds: float | None = None,
) -> dict[int, Judgement]:
    """Return each unit's judgement: the frozen one of a closed campaign, else today's.

    `unit_ids` as for `judge_now`. A closed campaign that is not wholly counted
    within `budget_seconds` is judged as counted so far and frozen at a later look.
    The session is committed (see `catch_up`) when something is still to be frozen.
    """
    is_final = campaign.closed_at is not None and freeze(session, campaign, moment, budget_seconds)
    # What is not judged was not frozen either: its units are listed with no answers.
    if is_final and question in questions_judged(campaign):
        return _frozen(_engine(session), campaign, question, unit_ids)
    return judge_now(session, campaign, question, judged_on(campaign, moment), unit_ids)


def group_verdicts(
    session: Session,
    campaign: Campaign,
    moment: datetime,
    unit_ids: Collection[int] | None = None,
    budget_seconds: float | None = None,
) -> dict[OfUnit, Judgement]:
    """Return each unit's judgement by procedure group, as `verdicts` does for the whole."""
    if campaign.closed_at is None or not freeze(session, campaign, moment, budget_seconds):
        return judge_groups_now(session, campaign, judged_on(campaign, moment), unit_ids)
    frozen = select(FrozenGroupVerdict).where(FrozenGroupVerdict.campaign_id == campaign.id)
    if unit_ids is not None:
        frozen = frozen.where(FrozenGroupVerdict.unit_id.in_(unit_ids))
    with Session(_engine(session)) as reader:
        found = reader.scalars(frozen)
        few = threshold_of(campaign)
        return {(row.unit_id, row.procedure_group): _recalled(row, few) for row in found}


def freeze(
    session: Session, campaign: Campaign, moment: datetime, budget_seconds: float | None = None
) -> bool:
    """Write what a closed campaign came to, unless it is written; False: not yet counted."""
    engine = _engine(session)
    if is_frozen(engine, campaign.id):
        return True
    # Without a budget all that stood at the closing is counted, whatever comes in meanwhile.
    left = catch_up(session, budget_seconds=budget_seconds).answers_left
    if left and budget_seconds is not None:
        return False
    with Session(engine) as reader:
        promises = promises_plainly(reader, campaign, judged_on(campaign, moment))
        rows = list(_rows(reader, campaign, promises, moment))
        of_groups = list(_group_rows(reader, campaign, promises, moment))
        missed = list(missed_by(reader, campaign, rows, promises, judged_on(campaign, moment)))
    if rows:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            # Two first looks may meet here; the first one's words stand.
            for table, new in ((FrozenVerdict, rows), (FrozenGroupVerdict, of_groups)):
                if new:
                    insert = insert_of(connection)(table.__table__)
                    connection.execute(insert.on_conflict_do_nothing(), new)
            open_all(connection, missed, moment)
    return True


def freeze_all(session: Session, moment: datetime) -> int:
    """Freeze every closed campaign that has answers and is not frozen; return how many."""
    engine = _engine(session)
    closed = select(Campaign).where(
        Campaign.closed_at.is_not(None),
        select(UnitTotal.unit_id).where(UnitTotal.campaign_id == Campaign.id).exists(),
        ~select(FrozenVerdict.unit_id).where(FrozenVerdict.campaign_id == Campaign.id).exists(),
    )
    with Session(engine, expire_on_commit=False) as reader:
        campaigns = reader.scalars(closed).all()
    return sum(freeze(session, campaign, moment) for campaign in campaigns)


def _rows(
    session: Session, campaign: Campaign, promises: Promises, moment: datetime
) -> Iterator[dict[str, Any]]:
    for question in questions_judged(campaign):
        for unit_id, standing in standings(session, campaign, question).items():
            came_to = _came_to(campaign, standing, nearest(promises, standing.path))
            yield _key(campaign, unit_id, question, moment) | came_to


def _group_rows(
    session: Session, campaign: Campaign, promises: Promises, moment: datetime
) -> Iterator[dict[str, Any]]:
    for (unit_id, group), standing in group_standings(session, campaign).items():
        came_to = _came_to(campaign, standing, nearest(promises, standing.path, group))
        yield _key(campaign, unit_id, OVERALL, moment) | {"procedure_group": group} | came_to


def _key(campaign: Campaign, unit_id: int, question: str, moment: datetime) -> dict[str, Any]:
    at = {"campaign_id": campaign.id, "unit_id": unit_id}
    return {**at, "question": question, "frozen_at": moment}


def _came_to(campaign: Campaign, standing: Standing, promise: Promise | None) -> dict[str, Any]:
    interval = exact_interval(standing.satisfied, standing.n)
    judged = judge(standing.n, standing.satisfied, promise, threshold_of(campaign))
    return {
        "n": standing.n,
        "satisfied": standing.satisfied,
        "low": interval.low,
        "high": interval.high,
        "target_basis_points": promise.basis_points if promise else None,
        "comparator": promise.comparator if promise else None,
        "official": judged.official,
        "statistical": judged.statistical,
    }


def is_frozen(engine: Engine, campaign_id: int) -> bool:
    """Whether the campaign's verdicts are written."""
    with Session(engine) as reader:
        one = select(FrozenVerdict.unit_id).where(FrozenVerdict.campaign_id == campaign_id)
        return reader.scalar(one.limit(1)) is not None


def _frozen(
    engine: Engine, campaign: Campaign, question: str, unit_ids: Collection[int] | None
) -> dict[int, Judgement]:
    frozen = select(FrozenVerdict).where(
        FrozenVerdict.campaign_id == campaign.id, FrozenVerdict.question == question
    )
    if unit_ids is not None:
        frozen = frozen.where(FrozenVerdict.unit_id.in_(unit_ids))
    fewest = threshold_of(campaign)
    # A session of its own: the caller's may have looked before the freezing.
    with Session(engine) as reader:
        return {row.unit_id: _recalled(row, fewest) for row in reader.scalars(frozen)}


def _recalled(row: FrozenVerdict | FrozenGroupVerdict, fewest: int) -> Judgement:
    points = row.target_basis_points
    promise = Promise(points, row.comparator or ">") if points is not None else None
    if row.n < fewest:
        return hidden(row.n, promise, fewest)
    method = exact_interval(0, 0).method
    return Judgement(
        n=row.n,
        satisfied=row.satisfied,
        interval=Interval(row.satisfied / row.n, row.low, row.high, row.n, method),
        promise=promise,
        official=Verdict(row.official) if row.official else None,
        statistical=Verdict(row.statistical),
        more_needed=None,
        method=method,
        fewest=fewest,
    )


def _engine(session: Session) -> Engine:
    return session.get_bind().engine
