"""The one door by which pandas comes in: what DuckDB found, as a frame.

It opens only when something walks through, so that no page pays for pandas at start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation
    from pandas import DataFrame


def frame(relation: DuckDBPyRelation) -> DataFrame:
    """Return the rows of `relation` as a frame, a column each; NULL is missing."""
    return relation.df()
