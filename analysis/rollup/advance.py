"""Catching up: tallies read each chain forward from the position where they stopped.

Reading and counting hold no lock. Only then, in one short transaction, the mark
moves from where the reading began and the counts are added; if somebody else moved
it meanwhile, these counts are dropped, so that two who catch up at once count
nothing twice, and a citizen never waits for a count.
"""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from analysis.rollup.counting import Cell, count
from analysis.rollup.keeping import add, move
from analysis.rollup.models import Mark
from survey.responses.models import Chain
from survey.responses.reading import entries_after

PIECE = 20_000
"""Answers counted in one transaction when nobody waits for a page."""

SMALL_PIECE = 500
"""Answers counted in one transaction within a budget, so that it is not overrun by much."""


@dataclass(frozen=True, slots=True)
class Behind:
    """How many answers are in the ledger and not yet in the tallies."""

    answers_left: int


@dataclass(frozen=True, slots=True)
class Span:
    """The entries of a unit's chain after one position, up to and with another."""

    unit_id: int
    after: int
    last: int

    def __len__(self) -> int:
        return self.last - self.after


def catch_up(
    where: Session | Engine,
    unit_ids: Collection[int] | None = None,
    budget_seconds: float | None = None,
    progress: Callable[[int], object] | None = None,
) -> Behind:
    """Count what stood in the ledger at the call, of all units or of `unit_ids`.

    It stops early when `budget_seconds` are over or the database is busy with
    others for longer than it waits; without a budget a busy database raises
    OperationalError. `progress` hears how many answers each step counted. A
    Session that is given is committed first: SQLite would go on showing it the
    database as it was at its first look.
    """
    engine = _engine(where)
    ends = None if budget_seconds is None else time.monotonic() + budget_seconds
    try:
        _count_all(engine, unit_ids, ends, progress or (lambda _answers: None))
    except OperationalError:
        # Tallies are a view: with a page waiting, a little old is better than an error.
        if ends is None:
            raise
    return behind(engine, unit_ids)


def behind(where: Session | Engine, unit_ids: Collection[int] | None = None) -> Behind:
    """Return how many answers the tallies lack."""
    return Behind(sum(map(len, _spans(_engine(where), unit_ids))))


def _engine(where: Session | Engine) -> Engine:
    if isinstance(where, Engine):
        return where
    if where.in_transaction():
        where.commit()
    return where.get_bind().engine


def _count_all(
    engine: Engine,
    unit_ids: Collection[int] | None,
    ends: float | None,
    progress: Callable[[int], object],
) -> None:
    spans = _spans(engine, unit_ids)
    heads = {span.unit_id: span.last for span in spans}
    while spans:
        for piece in pieces(spans, PIECE if ends is None else SMALL_PIECE):
            progress(_count(engine, piece))
            if ends is not None and time.monotonic() >= ends:
                return
        # What somebody else began and left is taken up again; what came in since is not.
        left = _spans(engine, heads)
        spans = [
            Span(span.unit_id, span.after, heads[span.unit_id])
            for span in left
            if span.after < heads[span.unit_id]
        ]


def pieces(spans: Sequence[Span], size: int) -> Iterator[list[Span]]:
    """Cut `spans` into lists of at most `size` entries together."""
    piece: list[Span] = []
    room = size
    for span in spans:
        after = span.after
        while after < span.last:
            last = min(span.last, after + room)
            piece.append(Span(span.unit_id, after, last))
            room -= last - after
            after = last
            if room == 0:
                yield piece
                piece, room = [], size
    if piece:
        yield piece


def _count(engine: Engine, piece: Sequence[Span]) -> int:
    """Count one piece and return how many of its answers were not counted by others."""
    with Session(engine) as reader:
        counted = [(span, _cells(reader, span)) for span in piece]
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        mine = [(span, cells) for span, cells in counted if _take(connection, span)]
        add(connection, {span.unit_id: cells for span, cells in mine})
    return sum(len(span) for span, _counts in mine)


def _cells(reader: Session, span: Span) -> Counter[Cell]:
    return count(entries_after(reader, span.unit_id, span.after, len(span)))


def _take(connection: Connection, span: Span) -> bool:
    return move(connection, span.unit_id, span.after, span.last)


def _spans(engine: Engine, unit_ids: Collection[int] | None) -> list[Span]:
    with engine.connect() as connection:
        found = connection.execute(_lagging(unit_ids)).all()
    return [Span(*row) for row in found]


def _lagging(unit_ids: Collection[int] | None) -> Select[tuple[int, int, int]]:
    marked = func.coalesce(Mark.position, 0)
    lagging = (
        select(Chain.unit_id, marked, Chain.position)
        .outerjoin(Mark, Mark.unit_id == Chain.unit_id)
        .where(Chain.position > marked)
        .order_by(Chain.unit_id)  # so that two who catch up take their locks in one order
    )
    return lagging if unit_ids is None else lagging.where(Chain.unit_id.in_(unit_ids))
