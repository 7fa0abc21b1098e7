"""What was published is found, held against its digest, and offered where it belongs."""

import json
from datetime import date

import pytest
from sqlalchemy import create_engine, make_url, text

from forms import library
from survey import db
from survey.questionnaires import publishing, shelf
from survey.questionnaires.models import Published
from survey.questionnaires.publishing import Decision
from tests.factories.accounts import make_account
from tests.factories.places import make_commune, make_province
from tests.factories.questionnaires import make_published

DAY = date(2026, 11, 20)
PERIOD = (date(2026, 11, 1), date(2026, 12, 31))
NEW = {"vi": "Mới", "en": "New"}


@pytest.fixture
def province(writer):
    return make_province(writer)


@pytest.fixture
def somebody(writer, province):
    return make_account(writer, province)


def codes(writer, unit, day=DAY):
    return [f"{q.code} {q.version}" for q in shelf.offered(writer, unit.id, day)]


def test_what_is_published_in_a_moment_is_found_the_next(writer, province, somebody):
    with pytest.raises(library.UnknownQuestionnaire):
        library.find("quay-xa", 1)
    make_published(writer, province, somebody)
    assert library.find("quay-xa", 1) is library.find("quay-xa", 1)
    assert "quay-xa" in [each.code for each in library.every()]


def test_it_is_offered_at_its_unit_and_below(writer, province, somebody):
    commune = make_commune(writer, province)
    make_published(writer, province, somebody)
    assert "quay-xa 1" in codes(writer, province)
    assert "quay-xa 1" in codes(writer, commune)
    assert "quay-xa 1" not in codes(writer, make_province(writer))
    assert any(code.startswith("dossier ") for code in codes(writer, commune))


def test_it_is_offered_while_it_is_valid(writer, province, somebody):
    decision = Decision("1", date(2026, 11, 1), date(2026, 11, 30))
    make_published(writer, province, somebody, decision)
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)]
    assert ["quay-xa 1" in codes(writer, province, day) for day in days] == [0, 1, 1, 0]


def test_of_several_versions_the_newest_valid_one_is_offered(writer, province, somebody):
    first = make_published(writer, province, somebody)
    later = Decision("2", date(2027, 1, 1))
    second = make_published(writer, province, somebody, later, intro=NEW)
    assert "quay-xa 1" in codes(writer, province)
    assert "quay-xa 2" in codes(writer, province, date(2027, 2, 1))
    publishing.retire(writer, second, somebody.id)
    assert "quay-xa 1" in codes(writer, province, date(2027, 2, 1))
    publishing.retire(writer, first, somebody.id)
    assert not [code for code in codes(writer, province) if code.startswith("quay-xa")]


def test_a_campaign_may_use_what_is_valid_all_the_time_at_all_its_units(writer, province, somebody):
    commune, stranger = make_commune(writer, province), make_province(writer)
    make_published(writer, province, somebody, Decision("1", PERIOD[0], PERIOD[1]))
    key = ("quay-xa", 1)
    assert shelf.is_usable(writer, key, [province.id, commune.id], PERIOD)
    assert not shelf.is_usable(writer, key, [commune.id, stranger.id], PERIOD)
    assert not shelf.is_usable(writer, key, [commune.id], (PERIOD[0], date(2027, 1, 1)))
    assert not shelf.is_usable(writer, key, [commune.id], (date(2026, 10, 31), PERIOD[1]))
    assert not shelf.is_usable(writer, ("quay-xa", 2), [commune.id], PERIOD)
    assert shelf.is_usable(writer, ("dossier", 1), [stranger.id], PERIOD)


def tampered(writer, **changes):
    """Change a published row as only somebody with the database's own rights can."""
    row = writer.get(Published, ("quay-xa", 1))
    written = json.loads(row.document)
    told = json.dumps({**written, **changes} if changes else [])
    writer.commit()
    if db.engine().dialect.name == "sqlite":
        admin = create_engine(db.engine().url)
        statements = ["DROP TRIGGER questionnaires_stand"]
    else:
        admin = create_engine(
            make_url(str(db.engine().url.render_as_string(False))).set(username="postgres")
        )
        statements = ["ALTER TABLE questionnaires DISABLE TRIGGER USER"]
    with admin.connect() as connection, connection.begin():
        for statement in statements:
            connection.execute(text(statement))
        connection.execute(text("UPDATE questionnaires SET document = :told"), {"told": told})
    admin.dispose()


@pytest.mark.parametrize("changes", [{}, {"official": True}, {"version": 2}, {"sections": None}])
def test_one_that_was_tampered_with_is_refused(app, writer, province, somebody, changes):
    make_published(writer, province, somebody)
    tampered(writer, **changes)
    app.extensions[library.FURTHER] = shelf.PublishedShelf()  # as after a new start
    with pytest.raises(shelf.Tampered, match="khôi phục"):
        library.find("quay-xa", 1)
