"""Catching up: tallies read each chain forward from the position where they stopped.

Reading and counting hold no lock. Only then, in one short transaction, the mark
moves from where the reading began and the counts are added; if somebody else moved
it meanwhile, these counts are dropped, so that two who catch up at once count
nothing twice, and a citizen never waits for a count. Rulings on what is counted are
applied after that (`applying`).
"""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.engine import Connection, Engine, Row
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from analysis.rollup.applying import apply, pending, set_apart
from analysis.rollup.counting import count, count_groups
from analysis.rollup.keeping import Counted, add, move
from analysis.rollup.models import Mark
from survey.responses.models import Chain
from survey.responses.reading import entries_after

PIECE = 20_000
"""Answers counted in one transaction when nobody waits for a page."""

SMALL_PIECE = 500
"""Answers counted in one transaction within a budget, so that it is not overrun by much."""


@dataclass(frozen=True, slots=True)
class Behind:
    """How many answers are in the ledger and not yet in the tallies as they were last ruled."""

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
        if _count_all(engine, unit_ids, ends, progress or (lambda _answers: None)):
            _apply_all(engine, unit_ids, ends)
    except OperationalError:
        # Tallies are a view: with a page waiting, a little old is better than an error.
        if ends is None:
            raise
    return behind(engine, unit_ids)


def behind(where: Session | Engine, unit_ids: Collection[int] | None = None) -> Behind:
    """Return how many answers the tallies lack."""
    engine = _engine(where)
    return Behind(sum(map(len, _spans(engine, unit_ids))) + sum(_ruled(engine, unit_ids).values()))


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
) -> bool:
    """Count what there is; False when the time was over before the end."""
    spans = _spans(engine, unit_ids)
    heads = {span.unit_id: span.last for span in spans}
    while spans:
        for piece in pieces(spans, PIECE if ends is None else SMALL_PIECE):
            progress(_count(engine, piece))
            if ends is not None and time.monotonic() >= ends:
                return False
        # What somebody else began and left is taken up again; what came in since is not.
        left = _spans(engine, heads)
        spans = [
            Span(span.unit_id, span.after, heads[span.unit_id])
            for span in left
            if span.after < heads[span.unit_id]
        ]
    return True


def _apply_all(engine: Engine, unit_ids: Collection[int] | None, ends: float | None) -> None:
    for unit_id in _ruled(engine, unit_ids):
        while apply(engine, unit_id):
            if ends is not None and time.monotonic() >= ends:
                return


def _ruled(engine: Engine, unit_ids: Collection[int] | None) -> dict[int, int]:
    with engine.connect() as connection:
        return pending(connection, unit_ids)


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
        counted = [(span, *_counted(_entries(reader, span))) for span in piece]
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        mine = [each for each in counted if _take(connection, each[0])]
        add(connection, {span.unit_id: counted for span, counted, _flagged in mine})
        for span, _counts, flagged in mine:
            set_apart(connection, span.unit_id, flagged)
    return sum(len(span) for span, _counts, _flagged in mine)


def _entries(reader: Session, span: Span) -> Sequence[Row]:
    return entries_after(reader, span.unit_id, span.after, len(span))


def _counted(entries: Sequence[Row]) -> tuple[Counted, list[Row]]:
    # Only what is flagged is kept beyond the counting: a piece may be of 20,000 answers.
    counted = Counted(count(entries), count_groups(entries))
    return counted, [entry for entry in entries if entry.flags is not None]


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
