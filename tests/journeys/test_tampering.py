"""Two hundred tamperings by somebody who owns the database: `survey verify` finds each."""

import sqlite3
from collections import Counter
from datetime import UTC, datetime
from random import Random

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session

from survey.places.models import Unit
from survey.responses.ballot import Ballot
from survey.responses.store import keep
from survey.responses.verification import walk
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_counter, make_province
from tests.journeys.tampering import WAYS, Place, Vandal

TAMPERINGS = 200
COMMUNES, ANSWERS = 5, 12


@pytest.fixture
def engine(app: Flask) -> Engine:
    """A ledger of five communes whose guards the owner has sent away."""
    engine: Engine = app.extensions["engine"]
    with Session(engine) as session:
        session.connection(execution_options={"writes": True})
        province = make_province(session)
        for _ in range(COMMUNES):
            _fill(session, make_commune(session, province))
        session.commit()
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        _send_the_guards_away(connection)
    return engine


@pytest.mark.parametrize("seed", range(4))
def test_every_tampering_is_found_where_it_was_done(engine: Engine, seed: int):
    luck, done = Random(seed), Counter[str]()
    _is_whole(engine)
    for number in range(TAMPERINGS // 4):
        with engine.connect().execution_options(writes=True) as connection:
            how, place = Vandal(connection, luck).tamper()
            assert place in _found(connection), (number, how, place)
            connection.rollback()
        done[how] += 1
    assert len(done) > len(set(WAYS)) / 2
    _is_whole(engine)


def test_the_command_names_unit_and_position(app: Flask, engine: Engine):
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        unit_id, position = Vandal(connection, Random(1)).edit()
    with Session(engine) as session:
        unit = session.get_one(Unit, unit_id)
    found = app.test_cli_runner().invoke(args=["survey", "verify"])
    assert found.exit_code == 1
    assert f"{unit.name} ({unit.code}), vị trí {position}:" in found.output


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    "rubbish",
    [
        "UPDATE responses SET day = 'rubbish' WHERE id = :id",
        "UPDATE responses SET position = 'rubbish' WHERE id = :id",
        "UPDATE responses SET version = 'rubbish', answers = x'ff' WHERE id = :id",
        "UPDATE responses SET link = 'rubbish' WHERE id = :id",
        "UPDATE responses SET words = 'rubbish' WHERE id = :id",
        "UPDATE remarks SET salt = 'rubbish' WHERE response_id = :id",
        "UPDATE remarks SET words = x'ff' WHERE response_id = :id",
        "UPDATE responses SET unit_id = 'rubbish' WHERE id = :id",
    ],
)
def test_rubbish_is_a_finding_and_no_crash(app: Flask, engine: Engine, rubbish: str):
    # SQLite's own prompt asks for no foreign key and no type.
    prompt = sqlite3.connect(engine.url.database)
    number, position = prompt.execute(
        "SELECT id, position FROM responses WHERE words <> '{}' ORDER BY id"
    ).fetchone()
    prompt.execute(rubbish, {"id": number})
    prompt.commit()
    prompt.close()
    found = app.test_cli_runner().invoke(args=["survey", "verify"])
    assert isinstance(found.exception, SystemExit), repr(found.exception)
    assert (found.exit_code, f"vị trí {position}:" in found.output) == (1, True)


def _is_whole(engine: Engine) -> None:
    with Session(engine) as session:
        assert walk(session) == []


def _found(connection: Connection) -> set[Place]:
    with Session(connection) as session:
        return {(found.unit_id, found.broken.position) for found in walk(session)}


def _fill(session: Session, commune: Unit) -> None:
    counter = make_counter(session, commune)
    campaign = make_campaign(session, commune)
    keep(
        session.connection(),
        [
            Ballot(
                id=f"{commune.id:016x}{number:016x}",
                campaign_id=campaign.id,
                unit_id=commune.id,
                counter_id=counter.id,
                questionnaire="dossier",
                version=1,
                language="vi",
                channel="qr",
                day=datetime.now(UTC).date(),
                minute=600 + number,
                answers={"overall": number % 5 + 1},
                words={"comment": f"Lời số {number}"} if number % 3 == 0 else {},
            )
            for number in range(ANSWERS)
        ],
    )
    # A campaign with no answers, for whoever would like to move some there.
    make_campaign(session, commune, is_open=False)


def _send_the_guards_away(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        named = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        for name in named.scalars().all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        return
    for table in ("responses", "chains", "remarks"):
        connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        connection.execute(text(f"GRANT ALL ON {table} TO CURRENT_USER"))
