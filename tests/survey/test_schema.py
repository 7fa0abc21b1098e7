"""The schema: each migration up and down with rows in it, head equal to the models,
and what the database itself refuses."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

from migrations.registry import metadata
from survey import schema
from survey.db import open_engine
from survey.schema import WrongSchema, demand_head, downgrade, upgrade
from tests.survey.rows import fill

REVISIONS = [script.revision for script in ScriptDirectory(str(schema.SCRIPTS)).walk_revisions()][
    ::-1
]


@pytest.fixture
def engine(database_url):
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


def said(engine, statement: str) -> None:
    with engine.connect() as connection, connection.begin():
        connection.execute(text(statement))


def asked(engine, question: str) -> object:
    with engine.connect() as connection:
        return connection.scalar(text(question))


def shape(engine) -> dict[str, list[str]]:
    """What a later look must find again: every table's columns, and the triggers."""
    found = inspect(engine)
    tables = sorted(found.get_table_names())
    return {table: sorted(c["name"] for c in found.get_columns(table)) for table in tables} | {
        "triggers": triggers(engine)
    }


def triggers(engine) -> list[str]:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
    }
    with engine.connect() as connection:
        return list(connection.scalars(text(catalogue[engine.dialect.name])))


def test_head_equals_the_models(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata()) == []


def test_migrations_are_numbered_one_after_another():
    assert [int(revision[:4]) for revision in REVISIONS] == list(range(1, len(REVISIONS) + 1))
    files = {path.stem for path in (schema.SCRIPTS / "versions").glob("[0-9]*.py")}
    assert files == set(REVISIONS)


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_migration_goes_down_and_up_again_with_rows_in_it(engine, revision):
    before = REVISIONS[REVISIONS.index(revision) - 1] if revision != REVISIONS[0] else "base"
    downgrade(engine, before)
    below = shape(engine)
    fill(engine)
    upgrade(engine, revision)
    there = shape(engine)
    fill(engine)
    downgrade(engine, before)
    assert shape(engine) == below
    upgrade(engine, revision)
    assert shape(engine) == there
    upgrade(engine)


VIEWS_OF_THE_LEDGER = {
    *("marks", "tallies", "month_totals", "unit_totals", "apart", "applied_rulings"),
}
"""A migration may empty these: whatever they held is counted again at the next look."""


def test_rows_outlive_every_later_migration(engine):
    downgrade(engine, "base")
    kept: dict[str, int] = {}
    for revision in REVISIONS:
        upgrade(engine, revision)
        for table, rows in kept.items():
            if table in VIEWS_OF_THE_LEDGER:
                continue
            assert asked(engine, f"SELECT count(*) FROM {table}") >= rows
        fill(engine)
        tables = set(inspect(engine).get_table_names()) - {"alembic_version"}
        kept = {table: asked(engine, f"SELECT count(*) FROM {table}") for table in tables}
        assert all(kept.values()), f"tests/survey/rows.py has no row for one of {kept}"


def test_every_constraint_has_a_name_that_fits_the_convention(engine):
    found = inspect(engine)
    for table in set(found.get_table_names()) - {"alembic_version"}:
        checks = [c["name"] for c in found.get_check_constraints(table)]
        foreign = [c["name"] for c in found.get_foreign_keys(table)]
        unique = [c["name"] for c in found.get_unique_constraints(table)]
        assert all((name or "").startswith(f"ck_{table}_") for name in checks), checks
        assert all((name or "").startswith(f"fk_{table}_") for name in foreign), foreign
        assert all((name or "").startswith(f"uq_{table}_") for name in unique), unique
        assert found.get_pk_constraint(table)["name"] == f"pk_{table}"


def test_an_older_schema_is_not_served(engine):
    demand_head(engine)
    downgrade(engine, REVISIONS[-2])
    with pytest.raises(WrongSchema, match="survey migrate"):
        demand_head(engine)


def test_an_interrupted_migration_leaves_the_old_schema(engine):
    before = shape(engine)

    def half_way(config):
        schema.command.downgrade(config, "base")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        schema._run(engine, half_way)
    assert shape(engine) == before


@pytest.fixture
def filled(engine):
    fill(engine)
    return engine


ERASED = "words = NULL, salt = '', erased_on = '2026-11-20'"
RETIRED = "retired_at = '2026-11-20 10:00:00', retired_by = 1"
REFUSED = {
    "a response is never changed": "UPDATE responses SET answers = '{}'",
    "not even to what it was": "UPDATE responses SET day = day",
    "a response is never removed": "DELETE FROM responses",
    "a diary entry is never changed": "UPDATE diary SET act = 'none'",
    "a diary entry is never removed": "DELETE FROM diary",
    "a chain is never removed": "DELETE FROM chains",
    "a chain does not go back": "UPDATE chains SET position = position - 1",
    "a chain does not change where it stands": "UPDATE chains SET link = 'x'",
    "a chain stays with its unit": "UPDATE chains SET unit_id = 1, position = position + 1",
    "words are not removed": "DELETE FROM remarks",
    "words are not changed": "UPDATE remarks SET words = 'Khác'",
    "words do not leave their salt": "UPDATE remarks SET words = NULL, erased_on = '2026-11-20'",
    "words do not change their question": f"UPDATE remarks SET {ERASED}, question = 'x'",
    "a counter is never removed": "DELETE FROM counters",
    "a printed code stays": "UPDATE counters SET code = 'XXXX'",
    "a campaign is never removed": "DELETE FROM campaigns",
    "an opened campaign keeps its kind": "UPDATE campaigns SET kind = 'ad_hoc'",
    "an opened campaign keeps its questions": "UPDATE campaigns SET version = 2",
    "a draft is never removed": "DELETE FROM questionnaire_drafts",
    "a draft does not go back": "UPDATE questionnaire_drafts SET revision = 0",
    "a draft stays with its unit": "UPDATE questionnaire_drafts SET unit_id = 2",
    "what somebody wrote is never changed": "UPDATE draft_revisions SET document = '[]'",
    "what somebody wrote is never removed": "DELETE FROM draft_revisions",
    "a published questionnaire is never removed": "DELETE FROM questionnaires",
    "a published questionnaire keeps its words": "UPDATE questionnaires SET document = '[]'",
    "not even when it is retired": f"UPDATE questionnaires SET digest = 'x', {RETIRED}",
    "its validity stands": f"UPDATE questionnaires SET valid_to = '2027-01-01', {RETIRED}",
    "nobody retires without a name": "UPDATE questionnaires SET retired_at = '2026-11-20 10:00:00'",
    "a decision has a number": "INSERT INTO questionnaires (code, version, digest, document, "
    "unit_id, decision, valid_from, published_at, published_by, draft_id) VALUES "
    "('x', 1, 'd', '{}', 1, '', '2026-10-01', '2026-10-01 01:00:00', 1, 1)",
}


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    "table",
    ["questionnaires", "draft_revisions", "questionnaire_drafts", "devices", "enrolments"],
)
def test_no_row_is_replaced_past_the_triggers(filled, table):
    with pytest.raises(DBAPIError, match="not replaced"):
        said(filled, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


@pytest.mark.parametrize("statement", list(REFUSED.values()), ids=list(REFUSED))
def test_the_database_refuses(filled, statement):
    with pytest.raises(DBAPIError):
        said(filled, statement)


ALLOWED = {
    "a chain grows": "UPDATE chains SET position = position + 1, link = 'next'",
    "words are erased": f"UPDATE remarks SET {ERASED}",
    "a counter is closed": "UPDATE counters SET closed_on = '2026-11-20'",
    "a campaign ends later": "UPDATE campaigns SET ends_on = '2026-12-31' WHERE id = 1",
    "a draft goes on": "UPDATE questionnaire_drafts SET revision = 2, title = 'Khác'",
    "a questionnaire is retired": f"UPDATE questionnaires SET {RETIRED}",
}


@pytest.mark.parametrize("statement", list(ALLOWED.values()), ids=list(ALLOWED))
def test_the_database_allows(filled, statement):
    said(filled, statement)


def test_erased_words_do_not_come_back(filled):
    said(filled, f"UPDATE remarks SET {ERASED}")
    with pytest.raises(DBAPIError):
        said(filled, "UPDATE remarks SET words = 'Khác', erased_on = NULL")


def test_a_retired_questionnaire_stays_retired(filled):
    said(filled, f"UPDATE questionnaires SET {RETIRED}")
    for turn in ("retired_at = NULL, retired_by = NULL", RETIRED):
        with pytest.raises(DBAPIError, match="stands"):
            said(filled, f"UPDATE questionnaires SET {turn}")


def test_a_closed_counter_and_a_closed_campaign_stay_closed(filled):
    said(filled, "UPDATE counters SET closed_on = '2026-11-20'")
    said(filled, "UPDATE campaigns SET closed_at = '2026-11-20 10:00:00' WHERE id = 1")
    for reopening in ("counters SET closed_on = NULL", "campaigns SET closed_at = NULL"):
        with pytest.raises(DBAPIError, match="closed"):
            said(filled, f"UPDATE {reopening}")


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize(("table", "column"), [("responses", "answers"), ("diary", "act")])
def test_the_owner_of_the_tables_has_not_even_the_right(filled, act, table, column):
    with pytest.raises(DBAPIError, match="permission denied"):
        said(filled, act.format(table, column, column))


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("table", ["responses", "diary", "chains", "remarks"])
def test_a_superuser_is_stopped_by_the_trigger(filled, superuser, table):
    acts = [f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"]
    if table in ("responses", "diary"):
        column = {"responses": "answers", "diary": "act"}[table]
        acts.append(f"UPDATE {table} SET {column} = {column}")
    for act in acts:
        with pytest.raises(DBAPIError, match=r"append-only|never removed|not removed"):
            said(superuser, act)


@pytest.fixture
def superuser(database_url):
    opened = create_engine(make_url(database_url).set(username="postgres"))
    yield opened
    opened.dispose()
