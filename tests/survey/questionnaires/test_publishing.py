"""A draft without a fault becomes a version that stands; two at once never become one."""

import threading
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from forms import library
from survey import db
from survey.diary.models import DiaryEntry
from survey.questionnaires import keeping, publishing
from survey.questionnaires.models import Draft, Published
from tests.factories.accounts import make_account
from tests.factories.places import make_province
from tests.factories.questionnaires import DECISION, make_draft, make_published
from tests.survey.questionnaires.written import document, text


@pytest.fixture
def province(writer):
    return make_province(writer)


@pytest.fixture
def somebody(writer, province):
    return make_account(writer, province)


def publish(writer, draft, somebody, seen=None):
    return publishing.publish(
        writer, draft, DECISION, somebody.id, seen=draft.revision if seen is None else seen
    )


def changed(writer, draft, somebody, **head):
    hand = keeping.Hand(somebody.id, draft.revision)
    keeping.save(writer, draft, lambda doc: {**doc, **head}, hand)


def test_it_stands_on_the_shelf_with_its_digest(writer, province, somebody):
    row = publish(writer, make_draft(writer, province, somebody), somebody)
    found = library.find("quay-xa", 1)
    assert (row.version, row.digest) == (1, found.digest)
    assert found.title["vi"] == "Ý kiến ở quầy"


def test_the_next_version_follows(writer, province, somebody):
    draft = make_draft(writer, province, somebody)
    first = publish(writer, draft, somebody)
    changed(writer, draft, somebody, intro=text("Khác", "Other"))
    second = publish(writer, draft, somebody)
    assert (first.version, second.version) == (1, 2)
    assert first.digest != second.digest
    assert library.newest("quay-xa").intro["vi"] == "Khác"


def test_the_same_again_is_nothing_new(writer, province, somebody):
    draft = make_draft(writer, province, somebody)
    publish(writer, draft, somebody)
    with pytest.raises(publishing.NothingNew):
        publish(writer, draft, somebody)
    assert len(writer.scalars(select(Published)).all()) == 1


def test_a_fault_publishes_nothing(writer, province, somebody):
    draft = make_draft(writer, province, somebody, sections=[])
    with pytest.raises(publishing.Faulty) as refusal:
        publish(writer, draft, somebody)
    assert [fault.where for fault in refusal.value.faults] == ["sections"]
    assert writer.scalars(select(Published)).all() == []


def test_what_somebody_changed_meanwhile_is_not_published_unseen(writer, province, somebody):
    draft = make_draft(writer, province, somebody)
    changed(writer, draft, somebody, intro=text("Khác"))
    with pytest.raises(publishing.Outdated):
        publish(writer, draft, somebody, seen=1)


def test_a_discarded_draft_is_not_published(writer, province, somebody):
    draft = make_draft(writer, province, somebody)
    keeping.discard(writer, draft, somebody.id)
    with pytest.raises(keeping.Discarded):
        publish(writer, draft, somebody)


@pytest.mark.parametrize("code", ["dossier", "Quay", "a" * 41, ""])
def test_a_code_that_is_taken_or_none_is_a_fault(writer, province, somebody, code):
    draft = make_draft(writer, province, somebody, code=code)
    with pytest.raises(publishing.Faulty) as refusal:
        publish(writer, draft, somebody)
    assert {fault.where for fault in refusal.value.faults} == {"code"}


def test_a_code_belongs_to_the_unit_that_published_it_first(writer, province, somebody):
    make_published(writer, province, somebody)
    elsewhere = make_province(writer)
    draft = make_draft(writer, elsewhere, somebody, title=text("Khác", "Other"))
    with pytest.raises(publishing.Faulty) as refusal:
        publish(writer, draft, somebody)
    assert "đơn vị khác" in refusal.value.faults[0].what


def test_a_language_that_is_not_whole_is_not_offered(writer, province, somebody):
    row = make_published(writer, province, somebody, languages=["vi", "en", "km"])
    found = library.find(row.code, row.version)
    assert found.languages == ("vi", "en")
    assert found.unfinished == ("km",)


def test_it_is_retired_once(writer, province, somebody):
    row = make_published(writer, province, somebody)
    publishing.retire(writer, row, somebody.id)
    with pytest.raises(publishing.AlreadyRetired):
        publishing.retire(writer, row, somebody.id)
    assert library.find(row.code, row.version).code == "quay-xa"


def test_each_act_stands_in_the_diary(writer, province, somebody):
    row = make_published(writer, province, somebody)
    publishing.retire(writer, row, somebody.id)
    acts = writer.scalars(select(DiaryEntry.act).order_by(DiaryEntry.id)).all()
    assert acts == ["draft.begun", "questionnaire.published", "questionnaire.retired"]


def both_publish(app, ids, by):
    """Publish two drafts at once and return how each of them ended."""
    outcomes: list[str] = []
    ready = threading.Barrier(2)

    def one(draft_id: int) -> None:
        with app.app_context():
            ready.wait()
            other = db.writing_session()
            try:
                draft = other.get(Draft, draft_id)
                row = publishing.publish(other, draft, DECISION, by, seen=1)
                other.commit()
                outcomes.append(f"version {row.version}")
            except (publishing.Refused, OperationalError) as refusal:
                other.rollback()
                outcomes.append(type(refusal).__name__)

    threads = [threading.Thread(target=one, args=(each,)) for each in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return sorted(outcomes)


def test_one_draft_published_twice_at_once_is_one_version(app, writer, province, somebody):
    draft = make_draft(writer, province, somebody)
    writer.commit()
    assert both_publish(app, [draft.id, draft.id], somebody.id) == ["NothingNew", "version 1"]


def test_two_drafts_of_one_code_at_once_are_two_versions_or_one_refusal(
    app, writer, province, somebody
):
    drafts = [
        make_draft(writer, province, somebody, intro=text(words, words)) for words in ("A", "B")
    ]
    writer.commit()
    outcomes = both_publish(app, [each.id for each in drafts], somebody.id)
    assert outcomes in (["version 1", "version 2"], ["TakenMeanwhile", "version 1"])
    rows = writer.scalars(select(Published).order_by(Published.version)).all()
    assert [row.version for row in rows] == list(range(1, len(rows) + 1))
    assert len({row.digest for row in rows}) == len(rows)


def test_validity_has_its_order(writer, province, somebody):
    assert DECISION.valid_from == date(2026, 10, 1)
    assert publishing.ready(writer, make_draft(writer, province), document())["version"] == 1
