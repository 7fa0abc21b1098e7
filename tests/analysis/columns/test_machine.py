"""DuckDB leaves nothing behind and fetches nothing."""

import pytest

from analysis.columns import machine


def test_what_it_spilt_goes_with_it(tmp_path):
    with machine.started(tmp_path) as duck:
        duck.execute("SET memory_limit = '20MB'")
        duck.execute("CREATE TABLE much AS SELECT range AS n, hash(range) AS h FROM range(4000000)")
        assert list(tmp_path.glob(".spill-*/*"))
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_fetched_from_elsewhere(tmp_path):
    with machine.started(tmp_path) as duck, pytest.raises(Exception, match="spatial"):
        duck.execute("LOAD spatial")


def test_a_path_with_a_quote_in_it_is_a_path():
    assert machine.quoted("/tmp/o'clock") == "'/tmp/o''clock'"
