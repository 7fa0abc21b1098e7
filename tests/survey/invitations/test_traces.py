from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from survey.invitations.traces import wipe, wipe_as_it_writes

SECRET = "câu trả lời không ai được thấy " * 400


@pytest.mark.only_on("sqlite")
def test_what_was_removed_is_gone_from_file_and_log(app):
    engine = app.extensions["engine"]
    database = Path(engine.url.database)
    with Session(engine) as session:
        wipe_as_it_writes(session)
        session.execute(text("CREATE TABLE notes (words TEXT)"))
        session.execute(text("INSERT INTO notes VALUES (:words)"), {"words": SECRET})
        session.commit()
        wipe(engine)
        assert SECRET.encode()[:300] in database.read_bytes()
        session.execute(text("DELETE FROM notes"))
        session.commit()
    wipe(engine)
    log = database.with_name(database.name + "-wal")
    assert SECRET.encode()[:300] not in database.read_bytes()
    assert log.stat().st_size == 0


@pytest.mark.only_on("sqlite")
def test_a_reader_in_the_way_is_no_fault(app):
    engine = app.extensions["engine"]
    with engine.connect() as reader:
        reader.execute(text("SELECT count(*) FROM units")).all()
        wipe(engine)


def test_where_there_is_no_such_log_nothing_is_done(app):
    with Session(app.extensions["engine"]) as session:
        wipe_as_it_writes(session)
    wipe(app.extensions["engine"])
