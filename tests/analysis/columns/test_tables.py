"""Rows come into DuckDB as they are."""

from datetime import date

from analysis.columns import machine
from analysis.columns.tables import load


def test_rows_of_every_type_come_through(tmp_path):
    shape = {"n": "INTEGER", "m": "INTEGER", "name": "VARCHAR", "yes": "BOOLEAN", "day": "DATE"}
    rows = [(1, None, "Hà Nội", True, date(2026, 11, 21)), (2, 3, None, None, None)]

    with machine.started(tmp_path) as duck:
        load(duck, "kept", shape, iter(rows))
        assert duck.sql("FROM kept").fetchall() == rows
        load(duck, "kept", shape, [])
        assert duck.sql("FROM kept").fetchall() == []
