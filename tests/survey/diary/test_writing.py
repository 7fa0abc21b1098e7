import json

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from survey import db
from survey.diary.models import DiaryEntry
from survey.diary.writing import note


@pytest.fixture
def writer(app):
    with app.app_context():
        yield db.writing_session()


def test_an_act_is_written_with_its_moment_and_its_details(writer, clock):
    note(writer, "campaign.closed", "TX-1", units=["52"], answers=12)

    entry = writer.scalars(select(DiaryEntry)).one()
    assert (entry.at, entry.act, entry.subject) == (clock(), "campaign.closed", "TX-1")
    assert json.loads(entry.details) == {"answers": 12, "units": ["52"]}
    assert entry.account_id is None


def test_what_is_written_goes_with_the_act_it_tells_of(writer):
    note(writer, "campaign.closed", "TX-1")
    writer.rollback()

    assert writer.scalars(select(DiaryEntry)).all() == []


@pytest.mark.parametrize("change", [update(DiaryEntry).values(act="x"), delete(DiaryEntry)])
def test_nobody_changes_or_removes_what_is_written(writer, change):
    note(writer, "campaign.closed", "TX-1")
    writer.flush()
    with pytest.raises(DBAPIError, match=r"append-only|permission denied"):
        writer.execute(change)
