"""Answers as rows for drivers: who rated all these questions how, alike people in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forms.questionnaire import OVERALL

if TYPE_CHECKING:
    import numpy
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Ratings (rows × questions, NaN where not given), the overall one, and people in each row."""

    ratings: Floats
    overall: Floats
    counts: Floats


def rows_of(
    duck: DuckDBPyConnection, campaign_id: int, keys: Sequence[str], counter_id: int | None = None
) -> Rows:
    """Return how whoever gave an overall rating rated the questions `keys`, in the headline."""
    import numpy  # noqa: PLC0415

    steps = ", ".join(
        f"max(try_cast(value AS TINYINT)) FILTER (question = ${place}) AS step_{place}"
        for place in range(1, len(keys) + 2)
    )
    names = [f"step_{place}" for place in range(1, len(keys) + 2)]
    at = "" if counter_id is None else f"AND counter_id = {int(counter_id)}"
    found = duck.execute(
        f"SELECT {', '.join(names)}, count(*) AS people FROM ("
        f"SELECT {steps} FROM answers WHERE campaign_id = {int(campaign_id)} AND NOT is_out {at} "
        f"AND question IN ({', '.join(f'${place}' for place in range(1, len(keys) + 2))}) "
        "GROUP BY unit_id, position) "
        "WHERE step_1 IS NOT NULL GROUP BY ALL ORDER BY ALL",
        [OVERALL, *keys],
    ).fetchnumpy()
    columns = [
        numpy.ma.filled(numpy.ma.asarray(found[name], dtype=numpy.float64), numpy.nan)
        for name in names
    ]
    counts = numpy.ma.filled(numpy.ma.asarray(found["people"], dtype=numpy.float64), 0)
    table = numpy.column_stack(columns)
    return Rows(table[:, 1:], table[:, 0], counts)
