"""Durability: a database that could forget an acknowledged answer is refused."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from survey.db import NotDurable, open_engine
from tests.postgres import PrivatePostgres


def refusal(url: str) -> str:
    engine = open_engine(url)
    try:
        with pytest.raises(NotDurable) as refused, engine.connect():
            pass
    finally:
        engine.dispose()
    return str(refused.value)


def alter(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.mark.only_on("postgresql")
def test_a_database_set_to_commit_asynchronously_is_refused(database_url):
    alter(database_url, f"ALTER DATABASE {name_of(database_url)} SET synchronous_commit = off")
    assert "synchronous_commit" in refusal(database_url)


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("weaker", ["local", "remote_write"])
def test_a_commit_that_waits_for_less_than_asked_is_refused(database_url, weaker):
    name = name_of(database_url)
    alter(database_url, f"ALTER DATABASE {name} SET synchronous_commit = {weaker}")
    assert weaker in refusal(database_url)


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_server_that_does_not_reach_the_disk_is_refused(database_url, setting):
    with PrivatePostgres({setting: "off"}) as server:
        assert setting in refusal(server.url)


def test_a_database_on_full_durability_is_served(database_url):
    engine = open_engine(database_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM responses")) == 0
    engine.dispose()


@pytest.mark.only_on("sqlite")
def test_a_database_in_memory_is_refused(database_kind):
    assert "journal_mode" in refusal("sqlite:///:memory:")


@pytest.mark.only_on("sqlite")
def test_every_connection_is_durable_and_keeps_references(database_url):
    engine = open_engine(database_url)
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    engine.dispose()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.only_on("sqlite")
def test_a_writer_locks_before_its_first_look(database_url):
    engine = open_engine(database_url)
    writes = engine.execution_options(writes=True)
    impatient = create_engine(database_url, connect_args={"timeout": 0})
    with writes.connect() as first, impatient.connect() as second:
        first.execute(text("SELECT 1"))
        with pytest.raises(DBAPIError, match="locked"):
            second.exec_driver_sql("BEGIN IMMEDIATE")
    impatient.dispose()
    engine.dispose()


def name_of(url: str) -> str:
    return url.rsplit("/", 1)[1]


def test_an_error_says_nothing_of_what_was_answered(database_url):
    engine = open_engine(database_url)
    with engine.connect() as connection, pytest.raises(DBAPIError) as raised:
        connection.execute(text("SELECT * FROM nowhere WHERE a = :a"), {"a": "Ông Bảy chê"})
    engine.dispose()
    assert "nowhere" in str(raised.value)
    assert "Ông Bảy" not in str(raised.value)
