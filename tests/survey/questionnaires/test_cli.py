"""A form from elsewhere becomes a draft by one command, or says why not."""

import json
import os

import pytest

from survey import schema
from survey.questionnaires.models import Draft
from tests.factories.places import make_commune, make_province
from tests.survey.questionnaires.written import document


@pytest.fixture
def tell(app, session):
    def run(*words):
        session.commit()
        return app.test_cli_runner().invoke(args=["forms", "import", *map(str, words)])

    return run


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "quay.json"
    path.write_text(json.dumps(document()))
    return path


def test_a_file_becomes_a_draft_of_the_topmost_unit(session, tell, file):
    province = make_province(session)
    make_commune(session, province)
    told = tell(file)
    assert told.exit_code == 0, told.output
    draft = session.get(Draft, 1)
    assert f"bản thảo số {draft.id} (quay-xa)" in told.output
    assert (draft.unit_id, draft.based_on) == (province.id, "quay.json")


def test_the_unit_can_be_named(session, tell, file):
    commune = make_commune(session, make_province(session), code="12345")
    assert tell(file, "--unit", "12345").exit_code == 0
    assert session.get(Draft, 1).unit_id == commune.id


def test_where_there_are_several_the_unit_must_be_named(session, tell, file):
    assert "Chưa có đơn vị nào" in tell(file).output
    make_province(session)
    make_province(session)
    told = tell(file)
    assert told.exit_code == 1
    assert "Xin ghi --unit" in told.output
    assert "Không có đơn vị nào mang mã" in tell(file, "--unit", "nobody").output


@pytest.mark.parametrize("content", ["[]", "{", '{"title": {}}', "\x00", '{"sections": 1}'])
def test_what_is_no_questionnaire_is_refused(session, tell, file, content):
    make_province(session)
    file.write_text(content)
    told = tell(file)
    assert told.exit_code == 1
    assert "Traceback" not in told.output
    assert session.get(Draft, 1) is None


def test_a_file_whose_name_is_no_letters_is_read_all_the_same(session, tell, file):
    make_province(session)
    odd = file.rename(os.fsdecode(os.fsencode(file.parent) + b"/\xff\xfe.json"))
    told = tell(odd)
    assert told.exit_code == 0, told.output
    assert session.get(Draft, 1).based_on == "??.json"


def test_a_unit_whose_code_is_no_letters_is_not_there(session, tell, file):
    make_province(session)
    assert "Không có đơn vị nào mang mã" in tell(file, "--unit", "\udcff").output


def test_before_there_is_a_schema_nothing_is_taken_in(app, tell, file):
    schema.downgrade(app.extensions["engine"], "0009_words_index")
    told = tell(file)
    assert told.exit_code == 1
    assert "survey migrate" in told.output
    assert "Traceback" not in told.output
    assert isinstance(told.exception, SystemExit)
