"""What authors type in about a questionnaire as a whole is read strictly."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from survey.questionnaires.inputs import DecisionForm, DraftForm, LanguageForm


def read(app, form, **fields):
    with app.test_request_context(method="POST", data=MultiDict(fields)):
        found = form(meta={"csrf": False})
        if isinstance(found, DraftForm):
            found.offer([(1, "Tỉnh")], [("dossier:1", "Một cửa")])
        found.validate()
        return found, {name: list(map(str, errors)) for name, errors in found.errors.items()}


def test_a_decision_may_have_no_end(app):
    form, errors = read(app, DecisionForm, number=" 1/QĐ ", valid_from="2026-11-01", valid_to="")
    assert errors == {}
    assert (form.number.data, form.valid_from.data) == ("1/QĐ", date(2026, 11, 1))
    assert form.valid_to.data is None


@pytest.mark.parametrize("language", ["en", "km", "bdq", "zh-Hant", "vi@sign"])
def test_a_language_has_a_code(app, language):
    assert read(app, LanguageForm, language=language, state="community")[1] == {}


def test_a_new_draft_says_all_that_is_missing_at_once(app):
    _form, errors = read(app, DraftForm, way="empty", unit_id="1")
    assert set(errors) == {"title", "code"}


def test_only_what_is_offered_can_be_copied(app):
    fields = {"way": "copy", "code": "moi", "unit_id": "1"}
    assert read(app, DraftForm, source="dossier:1", **fields)[1] == {}
    assert set(read(app, DraftForm, source="secret:1", **fields)[1]) == {"source"}
