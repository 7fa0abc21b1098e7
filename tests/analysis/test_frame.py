"""What DuckDB found, as a frame."""

from analysis.columns import machine
from analysis.frame import frame


def test_a_relation_becomes_a_frame(tmp_path):
    with machine.started(tmp_path) as duck:
        found = frame(duck.sql("SELECT 1 AS unit_id, NULL::VARCHAR AS flags, true AS is_out"))

    assert list(found.columns) == ["unit_id", "flags", "is_out"]
    assert found["unit_id"].tolist() == [1]
    assert found["flags"].isna().all()
    assert bool(found["is_out"][0])
