"""Writing the two files of a few spans: entries of the ledger turned into columns.

What an answer counts as is said by `rollup.counting` and by nobody else, so that what
is counted from the columns is what the tallies count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, Select, String, and_, cast, func, or_, select
from sqlalchemy.engine import Engine

from analysis.columns import shelf
from analysis.columns.machine import quoted
from analysis.columns.manifest import Written
from analysis.columns.shape import ANSWERS, RESPONSES, SHAPES, columns_of
from analysis.columns.tables import register
from analysis.rollup.advance import Span, pieces
from analysis.rollup.counting import NO_COUNTER, values_of
from analysis.rollup.counting import RESPONSES as WHOLE
from survey.responses import flags
from survey.responses.models import Response

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LOOK = 50_000
"""Entries read at once: so many are in Python's memory at most."""

_CHAINS = 200
"""Chains read at once: SQLite reads no condition of a thousand parts."""

_NONE = -1  # numbers travel as plain arrays, which know no NULL
_NUMBERS = {
    "unit_id": Response.unit_id,
    "position": Response.position,
    "campaign_id": Response.campaign_id,
    "counter_id": func.coalesce(Response.counter_id, NO_COUNTER),
    "minute": func.coalesce(Response.minute, _NONE),
    "version": Response.version,
    "resolving_unit_id": func.coalesce(Response.resolving_unit_id, _NONE),
    "on_time": func.coalesce(Response.on_time, _NONE),
}
_TEXTS = {
    "channel": Response.channel,
    "day": cast(Response.day, String),
    "language": Response.language,
    "questionnaire": Response.questionnaire,
    "flags": Response.flags,
    "procedure_group": Response.procedure_group,
    "answers": Response.answers,
    "words": Response.words,
}
_ALL = {**_NUMBERS, **_TEXTS}
_NULLABLE = ("minute", "resolving_unit_id", "on_time")


def write(
    engine: Engine,
    folder: Path,
    duck: DuckDBPyConnection,
    spans: Sequence[Span],
    progress: Callable[[int], object],
) -> Written:
    """Write what `spans` hold into two files; they lie whole on the disk at the return."""
    _empty_drafts(duck)
    for look in _looks(spans):
        _collect(duck, _entries(engine, look))
        progress(sum(map(len, look)))
    return put(folder, duck, {kind: f"{kind}_draft" for kind in SHAPES}, spans)


def put(
    folder: Path, duck: DuckDBPyConnection, sources: Mapping[str, str], spans: Sequence[Span]
) -> Written:
    """Write the `sources` of each kind, tables or queries, into two files of a new name."""
    name = shelf.new_name()
    rows = {
        kind: _copied(duck, source, shelf.draft_of(folder, name, kind))
        for kind, source in sources.items()
    }
    digests = shelf.put(folder, name)
    return Written(name, rows["responses"], rows["answers"], digests, tuple(spans))


def _copied(duck: DuckDBPyConnection, source: str, path: Path) -> int:
    asked = f"COPY (FROM {source}) TO {quoted(path)} (FORMAT parquet, COMPRESSION zstd)"
    return duck.execute(asked).fetchall()[0][0]  # type: ignore[no-any-return]


def _empty_drafts(duck: DuckDBPyConnection) -> None:
    for kind in SHAPES:
        duck.execute(f"CREATE OR REPLACE TEMP TABLE {kind}_draft ({columns_of(kind)})")


def _looks(spans: Sequence[Span]) -> Iterator[Sequence[Span]]:
    for piece in pieces(spans, LOOK):
        for first in range(0, len(piece), _CHAINS):
            yield piece[first : first + _CHAINS]


def _entries(engine: Engine, look: Sequence[Span]) -> Sequence[Row[Any]]:
    """Return the entries of a few spans, all as they stood at one moment."""
    wanted = or_(
        *(
            and_(
                Response.unit_id == of.unit_id,
                Response.position > of.after,
                Response.position <= of.last,
            )
            for of in look
        )
    )
    asked: Select[Any] = select(*(column.label(name) for name, column in _ALL.items())).where(
        wanted
    )
    with engine.connect() as connection:
        return connection.execute(asked).all()


def _collect(duck: DuckDBPyConnection, entries: Sequence[Row[Any]]) -> None:
    if not entries:
        return  # a chain that lost what its head says it holds: `survey verify` tells
    columns = dict(zip(_ALL, zip(*entries, strict=True), strict=True))
    ballots: dict[tuple[str, str], int] = {}
    said = [
        ballots.setdefault(each, len(ballots))
        for each in zip(columns.pop("answers"), columns.pop("words"), strict=True)
    ]
    flagged = {text: flags.is_apart(flags.read(text)) for text in set(columns["flags"])}
    columns["is_flagged"] = [flagged[text] for text in columns["flags"]]
    register(duck, "looked", {**columns, "said": said})
    register(duck, "said", _values(ballots))
    told = ", ".join(
        f"nullif({name}, {_NONE})" if name in _NULLABLE else name for name in RESPONSES
    )
    order = "ORDER BY unit_id, position"
    duck.execute(f"INSERT INTO responses_draft SELECT {told} FROM looked {order}")
    duck.execute(
        f"INSERT INTO answers_draft SELECT {', '.join(ANSWERS)} "
        f"FROM looked JOIN said USING (said) {order}"
    )
    duck.unregister("looked")
    duck.unregister("said")


def _values(ballots: Mapping[tuple[str, str], int]) -> dict[str, Sequence[Any]]:
    # Alike responses are many: each text is parsed once.
    rows = [
        (number, question, value)
        for (answers, words), number in ballots.items()
        for question, value in values_of(answers, words)
        if question != WHOLE  # a response is a row of its own file
    ]
    number, question, value = zip(*rows, strict=True) if rows else ((), (), ())
    return {"said": number, "question": question, "value": value}
