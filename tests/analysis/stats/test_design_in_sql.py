"""A database's own GROUP BY feeds `design_sums.from_sums`, and R's survey agrees."""

import duckdb
import pytest
from sqlalchemy import create_engine, text

from analysis.stats.design_shares import with_limits
from analysis.stats.design_sums import PsuSums, from_sums
from tests.oracle.survey import HERE, results, sipas

CSV = HERE / "03_survey_design" / "sipas_like.csv"
SUMS = """
    SELECT service, province, commune_id, count(satisfied),
           coalesce(sum(CASE WHEN satisfied IS NOT NULL THEN w END), 0),
           coalesce(sum(w * satisfied), 0), coalesce(sum(w * satisfied * satisfied), 0)
    FROM asked GROUP BY service, province, commune_id
"""


def are_r_s(cells):
    result = results("sipas_wr", "svymean satisfied by service")
    found = from_sums(PsuSums(*cell) for cell in cells)
    for at, level in enumerate(result["level"]):
        assert found[level].estimate == pytest.approx(result["estimate"][at], rel=1e-9)
        assert found[level].standard_error == pytest.approx(result["se"][at], rel=1e-8)
        assert found[level].n == result["n_unweighted"][at]
        assert found[level].low == pytest.approx(result["ci95_t_lo"][at], rel=1e-8)
        held = with_limits(found[level])
        assert 0 < held.low < held.estimate < held.high < 1


def test_both_databases_sum_a_survey(database_url):
    engine = create_engine(database_url)
    columns = ("service", "province", "commune_id", "w", "satisfied")
    told = [{name: row[name] or None for name in columns} for row in sipas().rows]
    for row in told:
        row["w"] = float(row["w"])
        row["satisfied"] = None if row["satisfied"] is None else float(row["satisfied"])
    with engine.begin() as connection:
        kind = "double precision" if engine.dialect.name == "postgresql" else "real"
        connection.execute(
            text(
                "CREATE TABLE asked (service text, province text, commune_id text, "
                f"w {kind}, satisfied {kind})"
            )
        )
        names = ", ".join(columns)
        marks = ", ".join(f":{name}" for name in columns)
        connection.execute(text(f"INSERT INTO asked ({names}) VALUES ({marks})"), told)
        are_r_s(connection.execute(text(SUMS)))
    engine.dispose()


def test_the_columns_engine_sums_a_survey():
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW asked AS SELECT * FROM read_csv('{CSV}')")
        are_r_s(connection.execute(SUMS).fetchall())
