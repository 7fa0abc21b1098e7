"""Drafts are kept with every revision; two hands at one draft lose nothing of each other."""

import threading

import pytest
from sqlalchemy import select

from survey import db
from survey.diary.models import DiaryEntry
from survey.questionnaires import keeping
from survey.questionnaires.drafts import Side
from survey.questionnaires.history import entries
from survey.questionnaires.models import Draft
from tests.factories.accounts import make_account
from tests.factories.places import make_province
from tests.factories.questionnaires import make_draft
from tests.survey.questionnaires.written import document


@pytest.fixture
def somebody(writer):
    return make_account(writer, make_province(writer), name="Trần Văn Bình")


@pytest.fixture
def draft(writer, somebody):
    return make_draft(writer, make_province(writer), somebody)


def titled(words, language="vi"):
    def change(doc):
        return {**doc, "title": {**doc["title"], language: words}}

    return change


def save(writer, draft, change, seen, keep=None):
    return keeping.save(writer, draft, change, keeping.Hand(None, seen, keep))


def test_a_draft_begins_with_its_first_revision(writer, draft):
    assert keeping.document_of(writer, draft) == document()
    assert (draft.code, draft.title, draft.revision) == ("quay-xa", "Ý kiến ở quầy", 1)


def test_each_save_is_a_revision(writer, draft, somebody):
    save(writer, draft, titled("Hai"), 1)
    save(writer, draft, titled("Ba"), 2)
    found = entries(writer, draft)
    assert [entry.revision.revision for entry in found] == [3, 2, 1]
    assert [entry.name for entry in found] == [None, None, "Trần Văn Bình"]
    assert found[0].parts == (("title", "vi"),)
    assert found[-1].parts == ()
    assert keeping.document_of(writer, draft, 2)["title"]["vi"] == "Hai"
    assert draft.title == "Ba"


def test_saving_what_is_there_makes_no_revision(writer, draft):
    saved = save(writer, draft, titled("Ý kiến ở quầy"), 1)
    assert (saved.revision, saved.is_new) == (1, False)


def test_two_hands_at_different_parts_are_joined(writer, draft):
    save(writer, draft, titled("Tên mới"), 1)
    saved = save(writer, draft, titled("New name", "en"), 1)
    assert saved.conflicts == ()
    assert keeping.document_of(writer, draft)["title"] == {"vi": "Tên mới", "en": "New name"}


def test_two_hands_at_the_same_part_must_decide(writer, draft):
    save(writer, draft, titled("Của họ"), 1)
    saved = save(writer, draft, titled("Của tôi"), 1)
    assert [conflict.path for conflict in saved.conflicts] == [("title", "vi")]
    assert keeping.document_of(writer, draft)["title"]["vi"] == "Của họ"
    save(writer, draft, titled("Của tôi"), 1, Side.MINE)
    assert keeping.document_of(writer, draft)["title"]["vi"] == "Của tôi"
    assert keeping.document_of(writer, draft, 2)["title"]["vi"] == "Của họ"


def test_keeping_theirs_keeps_the_rest_of_mine(writer, draft):
    save(writer, draft, titled("Của họ"), 1)
    mine = lambda doc: {**titled("Của tôi")(doc), "official": True}  # noqa: E731
    save(writer, draft, mine, 1, Side.THEIRS)
    found = keeping.document_of(writer, draft)
    assert (found["title"]["vi"], found["official"]) == ("Của họ", True)


def test_a_revision_comes_back_and_none_is_lost(writer, draft):
    save(writer, draft, titled("Hai"), 1)
    keeping.restore(writer, draft, 1, None)
    assert keeping.document_of(writer, draft) == document()
    assert len(keeping.revisions(writer, draft)) == 3


def test_a_revision_that_never_was_is_not_there(writer, draft):
    for act in (
        lambda: keeping.restore(writer, draft, 9, None),
        lambda: save(writer, draft, titled("X"), 9),
    ):
        with pytest.raises(keeping.NoSuchRevision):
            act()


def test_a_discarded_draft_stays_as_it_is(writer, draft):
    keeping.discard(writer, draft, None)
    with pytest.raises(keeping.Discarded):
        save(writer, draft, titled("X"), 1)
    acts = writer.scalars(select(DiaryEntry.act).order_by(DiaryEntry.id)).all()
    assert acts == ["draft.begun", "draft.discarded"]


def test_a_draft_longer_than_anybody_can_be_asked_is_refused(writer, draft):
    with pytest.raises(keeping.TooLarge):
        save(writer, draft, titled("a" * (keeping.LARGEST + 1)), 1)


@pytest.mark.parametrize("words", ["a\0b", "\ud800", "\u202e", "🙂" * 300])
def test_any_letters_at_all_can_be_kept(writer, draft, words):
    save(writer, draft, titled(words), 1)
    writer.expire_all()
    assert len(keeping.document_of(writer, draft)["title"]["vi"]) >= 1
    assert len(draft.title) <= 200


def test_eight_hands_at_once_lose_nothing(app, writer, draft):
    writer.commit()
    ready = threading.Barrier(8)

    def one(number: int) -> None:
        with app.app_context():
            ready.wait()
            other = db.writing_session()
            found = other.get(Draft, draft.id)
            change = lambda doc: {**doc, "states": {**doc.get("states", {}), f"l{number}": "x"}}  # noqa: E731
            keeping.save(other, found, change, keeping.Hand(None, 1))
            other.commit()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    writer.expire_all()
    assert draft.revision == 9
    assert len(keeping.document_of(writer, draft)["states"]) == 8
