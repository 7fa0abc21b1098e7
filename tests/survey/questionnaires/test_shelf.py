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
from tests.factories.accounts import make_account, sign_in
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_counter, make_province
from tests.factories.questionnaires import make_published
from tests.page import read

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


def tampered(writer, since=1, **changes):
    """Change published rows as only somebody with the database's own rights can."""
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
        spoil = text("UPDATE questionnaires SET document = :told WHERE version >= :since")
        connection.execute(spoil, {"told": told, "since": since})
    admin.dispose()


@pytest.mark.parametrize("changes", [{}, {"official": True}, {"version": 2}, {"sections": None}])
def test_one_that_was_tampered_with_is_refused(app, writer, province, somebody, changes):
    make_published(writer, province, somebody)
    tampered(writer, **changes)
    app.extensions[library.FURTHER] = shelf.PublishedShelf()  # as after a new start
    with pytest.raises(shelf.Tampered, match="khôi phục"):
        library.find("quay-xa", 1)


@pytest.mark.usefixtures("writer")
@pytest.mark.parametrize("key", [("\udcff", 1), ("x\0", 1), ("x", 2**63), ("x", -1)])
def test_what_nothing_could_be_called_is_not_there(key):
    with pytest.raises(library.UnknownQuestionnaire):
        library.find(*key)


@pytest.fixture
def spoilt(app, writer, province, somebody):
    """Two versions are published, and somebody rewrites both."""
    make_published(writer, province, somebody)
    make_published(writer, province, somebody, intro=NEW)
    make_campaign(writer, make_commune(writer, province), questionnaire=library.newest("quay-xa"))
    tampered(writer, official=True)
    app.extensions[library.FURTHER] = shelf.PublishedShelf()


@pytest.mark.usefixtures("spoilt")
def test_the_rest_of_the_library_stands_beside_one_that_was_tampered_with(writer, province):
    assert library.every() == library.shipped()
    assert len(library.altered()) == 2
    assert codes(writer, province) == [f"{q.code} {q.version}" for q in library.shipped()]
    assert not shelf.is_usable(writer, ("quay-xa", 2), [province.id], PERIOD)


def test_nothing_older_is_offered_in_place_of_one_that_was_tampered_with(
    app, writer, province, somebody
):
    make_published(writer, province, somebody)
    make_published(writer, province, somebody, intro=NEW)
    tampered(writer, since=2, official=True)
    app.extensions[library.FURTHER] = shelf.PublishedShelf()
    assert library.find("quay-xa", 1)
    assert not [code for code in codes(writer, province) if code.startswith("quay-xa")]
    with pytest.raises(library.Altered):
        library.newest("quay-xa")


@pytest.mark.usefixtures("spoilt")
def test_the_command_lists_the_rest_and_says_aloud_what_was_tampered_with(app):
    told = app.test_cli_runner().invoke(args=["forms", "list"])
    assert told.exit_code == 1
    assert "dossier" in told.output
    assert told.output.count("khôi phục") == 2


@pytest.mark.usefixtures("spoilt")
def test_pages_go_on_beside_one_that_was_tampered_with(client, writer, province):
    account = make_account(writer, province)
    commune = make_commune(writer, province)
    counter = make_counter(writer, commune)
    make_campaign(writer, commune)
    writer.commit()
    sign_in(client, account)
    listed = read(client.get("/manage/questionnaires"))
    assert listed.text.count("Không còn đúng như lúc ban hành") == 2
    for address in ("/manage/questionnaires/new", "/manage/campaigns/new", f"/q/{counter.code}"):
        assert read(client.get(address)).status == 200
    looked = read(client.get("/manage/questionnaires/look/quay-xa/1"))
    assert (looked.status, looked.h1) == (500, "Phiếu khảo sát bị thay đổi")
    assert "khôi phục" in looked.text


@pytest.mark.usefixtures("spoilt")
def test_a_new_version_may_follow_one_that_was_tampered_with(writer, province, somebody):
    assert make_published(writer, province, somebody).version == 3
    assert library.newest("quay-xa").version == 3


@pytest.mark.usefixtures("spoilt")
def test_commands_that_need_one_that_was_tampered_with_say_so_in_words(app, writer, province):
    run = app.test_cli_runner().invoke
    opening = ["survey", "open-campaign", "MOI", "--kind", "routine", "--name", "Mới"]
    opening += ["--unit", province.code, "--from", "2026-11-01", "--to", "2026-12-31"]
    for words in (["analysis", "results"], [*opening, "--questionnaire", "quay-xa"]):
        told = run(args=words)
        assert isinstance(told.exception, SystemExit), told.exception
        assert "khôi phục" in told.output
