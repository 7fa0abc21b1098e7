import json
from dataclasses import replace

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from analysis.indices.definitions import shelf
from analysis.indices.keeping import ACT, Kept, keep, newest_of
from analysis.indices.models import PublishedScore
from analysis.indices.samples import SAMPLE
from analysis.indices.score_sheets import read
from survey.diary.models import DiaryEntry
from tests.factories.accounts import make_account
from tests.factories.places import make_province


@pytest.fixture
def sample():
    return read(SAMPLE.read_bytes(), shelf()).scores


@pytest.fixture
def account(session):
    return make_account(session, make_province(session), "administrator")


def rows(session):
    return session.scalars(select(PublishedScore).order_by(PublishedScore.id)).all()


def test_the_same_sheet_twice_adds_nothing(app, session, sample):
    with app.app_context():
        assert keep(session, sample, None) == Kept(len(sample), 0, 0)
        session.commit()
        assert keep(session, sample, None) == Kept(0, 0, len(sample))


def test_a_correction_is_a_row_of_its_own_and_the_newest_holds(app, session, sample, account):
    first = next(score for score in sample if score.subject == "Quảng Ninh" and score.part == "")
    with app.app_context():
        keep(session, [first], None)
        session.commit()
        told = keep(session, [replace(first, value=48.811)], account.id, "đính-chính.csv")
        session.commit()
    assert told == Kept(0, 1, 0)
    assert [(row.value, row.revision) for row in rows(session)] == [
        (first.value, 1),
        (48.811, 2),
    ]
    (holds,) = newest_of(session).values()
    assert (holds.value, holds.entered_by) == (48.811, account.id)


def test_who_brought_scores_in_is_in_the_diary(app, session, sample, account):
    with app.app_context():
        keep(session, sample, account.id, "papi.csv")
        session.commit()
    entry = session.scalars(select(DiaryEntry).where(DiaryEntry.act == ACT)).one()
    assert (entry.account_id, entry.subject) == (account.id, "papi.csv")
    assert json.loads(entry.details) == {"new": len(sample), "corrected": 0}


@pytest.mark.parametrize(
    "said",
    [
        "UPDATE published_scores SET value = 9",
        "DELETE FROM published_scores",
        "INSERT INTO published_scores (index_name, subject, subject_key, subject_code, "
        "index_year, published_year, part, value, scale_low, scale_high, source, decision, "
        "method, revision, entered_at) VALUES ('papi', 'A', 'a', '', 2023, 2024, '', 81, 8, 80, "
        "'x', '', 'papi-2018', 1, '2026-11-20 02:30:00')",
    ],
)
def test_the_database_itself_changes_no_score_and_takes_none_outside_its_scale(
    app, session, sample, said
):
    with app.app_context():
        keep(session, sample[:1], None)
        session.commit()
    with pytest.raises(DBAPIError):
        session.execute(text(said))
    session.rollback()
    assert len(rows(session)) == 1
