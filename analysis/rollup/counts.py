"""Reading the tallies: how many gave each value, by unit, month, counter or question.

Counts are pooled, never averaged: a province is the sum of its communes' answers. What
is read as `Counts` are steps of a scale alone: a mark of silence is in no n. Whatever
else was answered is read as it was tallied, by `values_by_question`. What is apart
(held for review, or late) is in none of them.
`unit_ids` are the units whose own answers are meant; None means all.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.rollup.cells import APART_MARK
from analysis.rollup.counting import RESPONSES
from analysis.rollup.models import DayTally, MonthTotal, Tally, UnitTotal
from analysis.rollup.pooling import Counts

_Table = type[MonthTotal] | type[Tally] | type[UnitTotal]


def counts_by_unit(
    session: Session, campaign_id: int, question: str, unit_ids: Collection[int] | None = None
) -> dict[int, Counts]:
    """Return each unit's own counts of one question; units without any are left out."""
    return _read(session, UnitTotal, UnitTotal.unit_id, campaign_id, question, unit_ids)


def counts_by_month(
    session: Session, campaign_id: int, question: str, unit_ids: Collection[int] | None = None
) -> dict[date, Counts]:
    """Return the pooled counts of each month (its first day), earliest first."""
    found = _read(session, MonthTotal, MonthTotal.month, campaign_id, question, unit_ids)
    return dict(sorted(found.items()))


def counts_by_counter(
    session: Session, campaign_id: int, question: str, unit_ids: Collection[int] | None = None
) -> dict[int, Counts]:
    """Return the counts of each counter; NO_COUNTER (0) stands for what came without one."""
    return _read(session, Tally, Tally.counter_id, campaign_id, question, unit_ids)


def counts_by_channel(
    session: Session,
    campaign_id: int,
    question: str,
    unit_ids: Collection[int] | None = None,
    counter_id: int | None = None,
) -> dict[str, Counts]:
    """Return the pooled counts of each way answers came in, or came in at one counter."""
    here = () if counter_id is None else (Tally.counter_id == counter_id,)
    return _read(session, Tally, Tally.channel, campaign_id, question, unit_ids, *here)


def counts_by_way(
    session: Session,
    campaign_id: int,
    question: str,
    unit_ids: Collection[int] | None,
    *,
    by_counter: bool,
) -> dict[str, dict[int, Counts]]:
    """Return by way in which answers came each unit's (or each counter's) counts of a question."""
    key = Tally.counter_id if by_counter else Tally.unit_id
    found = session.execute(
        select(Tally.channel, key, Tally.value, func.sum(Tally.n))
        .where(*_among(Tally, campaign_id, question, unit_ids))
        .group_by(Tally.channel, key, Tally.value)
    )
    values: dict[str, dict[int, dict[str, int]]] = {}
    for channel, place, value, n in found:
        values.setdefault(channel, {}).setdefault(place, {})[value] = int(n)
    return {
        channel: {place: steps_of(of) for place, of in places.items()}
        for channel, places in values.items()
    }


def counts_by_question(
    session: Session, campaign_id: int, unit_ids: Collection[int] | None = None
) -> dict[str, Counts]:
    """Return the pooled counts of every question that was answered with steps of a scale."""
    found = values_by_question(session, campaign_id, unit_ids)
    return {question: steps for question, n in found.items() if (steps := steps_of(n))}


def values_by_question(
    session: Session, campaign_id: int, unit_ids: Collection[int] | None = None
) -> dict[str, dict[str, int]]:
    """Return how many gave each value, marks too, to every question, in one statement.

    Under RESPONSES stands how many responses there are, whatever they answered.
    """
    return _values(session, campaign_id, None, unit_ids)


def counts_of_values(
    session: Session, campaign_id: int, question: str, unit_ids: Collection[int] | None = None
) -> dict[str, int]:
    """Return how many gave each value to `question`, marks too."""
    return _values(session, campaign_id, question, unit_ids).get(question, {})


def steps_of(values: Mapping[str, int]) -> Counts:
    """Return the steps of a scale among `values`, without marks and codes."""
    return {int(value): n for value, n in values.items() if value.isdigit()}


def responses_by_unit(
    session: Session, campaign_id: int, unit_ids: Collection[int] | None = None
) -> dict[int, int]:
    """Return how many responses each unit has, whatever they answered."""
    table = UnitTotal
    found = session.execute(
        select(table.unit_id, func.sum(table.n))
        .where(*_among(table, campaign_id, RESPONSES, unit_ids))
        .group_by(table.unit_id)
    )
    return {unit_id: int(n) for unit_id, n in found}


def in_headline(table: type[Tally] | type[DayTally] = Tally) -> Any:
    """Return the condition on tallies that leaves out what is apart."""
    return table.channel.not_like(f"%{APART_MARK}")


def _read(  # noqa: PLR0913, PLR0917
    session: Session,
    table: _Table,
    key: Any,
    campaign_id: int,
    question: str | None,
    unit_ids: Collection[int] | None,
    *further: Any,
) -> dict[Any, Counts]:
    found = session.execute(
        select(key, table.value, func.sum(table.n))
        .where(*_among(table, campaign_id, question, unit_ids), *further)
        .group_by(key, table.value)
    )
    values: dict[Any, dict[str, int]] = {}
    for name, value, n in found:
        values.setdefault(name, {})[value] = int(n)  # PostgreSQL sums to a Decimal
    return {name: steps_of(of) for name, of in values.items()}


def _values(
    session: Session, campaign_id: int, question: str | None, unit_ids: Collection[int] | None
) -> dict[str, dict[str, int]]:
    found = session.execute(
        select(UnitTotal.question, UnitTotal.value, func.sum(UnitTotal.n))
        .where(*_among(UnitTotal, campaign_id, question, unit_ids))
        .group_by(UnitTotal.question, UnitTotal.value)
    )
    values: dict[str, dict[str, int]] = {}
    for name, value, n in found:
        values.setdefault(name, {})[value] = int(n)
    return values


def _among(
    table: _Table, campaign_id: int, question: str | None, unit_ids: Collection[int] | None
) -> list[Any]:
    conditions = [table.campaign_id == campaign_id]
    if table is Tally:
        conditions.append(in_headline())
    if question is not None:
        conditions.append(table.question == question)
    if unit_ids is not None:
        conditions.append(table.unit_id.in_(unit_ids))
    return conditions
