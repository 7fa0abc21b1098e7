"""A draft as a page shows it: with the version it would have, and what is wrong with it."""

from survey.questionnaires import reading
from tests.factories.accounts import make_account
from tests.factories.places import make_province
from tests.factories.questionnaires import make_draft, make_published
from tests.survey.questionnaires.written import document


def test_it_has_the_version_it_would_be_published_under(writer):
    province = make_province(writer)
    make_published(writer, province, make_account(writer, province))
    shown = reading.shown(make_draft(writer, province))
    assert shown.document["version"] == 2
    assert shown.seen.faults == []


def test_it_is_shown_as_it_once_was(writer):
    draft = make_draft(writer, make_province(writer))
    assert reading.shown(draft, 1).document == document()


def test_an_empty_one_lacks_only_what_is_still_to_be_written(writer):
    draft = make_draft(writer, make_province(writer), **reading.empty("moi", "Mới"))
    where = {fault.where for fault in reading.shown(draft).seen.faults}
    assert where == {"intro", "sections[0].questions"}
