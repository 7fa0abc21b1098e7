import pytest
from sqlalchemy import text

from survey.responses.store import keep
from survey.responses.verification import walk
from tests.factories.places import make_commune
from tests.factories.responses import make_ballot, make_responses


@pytest.fixture
def kept(session, place):
    """Five responses in the chain, the third with words."""
    make_responses(
        session, place.campaign, place.counter, [{"overall": n} for n in range(1, 6)], {2: "Chậm"}
    )
    session.commit()
    return place


def by_the_back_door(session, *statements: str) -> None:
    """Do what whoever owns the database can: away with the triggers, back with the rights."""
    connection = session.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    for table in ("responses", "remarks", "chains"):
        if not is_sqlite:
            connection.exec_driver_sql(f"GRANT UPDATE, DELETE ON {table} TO CURRENT_USER")
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            continue
        named = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
        for (name,) in connection.exec_driver_sql(named, (table,)).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.exec_driver_sql(statement)
    session.commit()


def breaks(session) -> list[tuple[int, str]]:
    return [(finding.broken.position, finding.broken.fault) for finding in walk(session)]


def test_an_untouched_ledger_is_whole(session, kept):
    assert walk(session) == []


@pytest.mark.parametrize(
    "change",
    [
        "answers = '{\"overall\":5}'",
        "day = '2026-11-19'",
        "minute = 571",
        "minute = NULL",
        "channel = 'kiosk'",
        "language = 'en'",
        "counter_id = NULL",
        "version = 2",
        "questionnaire = 'counter'",
        "id = 'f'",
        "salt = 'ab'",
        "words = '{}'",
        "flags = '[\"held\"]'",
        "procedure_group = 'Hộ tịch'",
        "on_time = 1",
        "resolving_unit_id = unit_id",
        "link = 'abc'",
    ],
)
def test_any_column_changed_is_told_where_it_stands(session, kept, change):
    by_the_back_door(session, f"UPDATE responses SET {change} WHERE position = 3")
    assert breaks(session)[0] == (3, "altered")


def test_a_removed_response_is_told(session, kept):
    by_the_back_door(session, "DELETE FROM responses WHERE position = 2")
    assert breaks(session)[0] == (2, "missing")


def test_a_tail_cut_off_is_told_by_the_head(session, kept):
    by_the_back_door(session, "DELETE FROM responses WHERE position = 5")
    assert breaks(session) == [(5, "missing")]


def test_responses_whose_head_was_removed_are_told(session, kept):
    by_the_back_door(session, "DELETE FROM chains")
    assert breaks(session)[0] == (5, "beyond the head")


def test_a_response_moved_to_another_unit_is_told_in_both(session, kept):
    other = make_commune(session, kept.commune)
    session.flush()
    by_the_back_door(
        session, f"UPDATE responses SET unit_id = {other.id}, position = 1 WHERE position = 4"
    )
    assert sorted(breaks(session)) == [(1, "altered"), (4, "missing")]


def test_altered_words_are_told(session, kept):
    by_the_back_door(session, "UPDATE remarks SET words = 'Nhanh'")
    assert breaks(session) == [(3, "words altered")]


def test_removed_words_are_told(session, kept):
    by_the_back_door(session, "DELETE FROM remarks")
    assert breaks(session) == [(3, "words altered")]


def test_words_slipped_in_are_told(session, kept):
    by_the_back_door(
        session,
        "INSERT INTO remarks (response_id, question, salt, words) "
        "SELECT id, 'comment', '00', 'Rất tốt' FROM responses WHERE position = 5",
    )
    assert breaks(session) == [(5, "words without a response")]


def test_words_erased_as_the_law_asks_leave_the_ledger_whole(session, kept):
    session.execute(text("UPDATE remarks SET words = NULL, salt = '', erased_on = '2026-11-21'"))
    session.commit()
    assert walk(session) == []


def test_each_unit_has_a_chain_of_its_own(session, kept):
    from tests.factories.campaigns import make_campaign

    other = make_commune(session)
    campaign = make_campaign(session, other)
    keep(session.connection(), [make_ballot(campaign, other)])
    session.commit()
    by_the_back_door(session, f"UPDATE responses SET answers = '{{}}' WHERE unit_id = {other.id}")
    assert [(f.unit_id, f.broken.position) for f in walk(session)] == [(other.id, 1)]
