import pytest

from survey.places.counters import Purpose
from survey.places.inputs import PURPOSE_NAMES, CounterForm


@pytest.fixture
def filled(app):
    def fill(**more):
        given = {"unit_id": "7", "name": "Quầy số 1", "purpose": "reception"} | more
        with app.test_request_context(method="POST", data=given):
            form = CounterForm(meta={"csrf": False})
            form.offer([(7, "Xã Ia Le")])
            form.validate()
            return form

    return fill


def test_every_purpose_has_a_name_to_choose(app):
    assert set(PURPOSE_NAMES) == set(Purpose)


def test_spaces_around_a_name_are_left_out(filled):
    form = filled(name="  Quầy   số 1 ")
    assert (form.errors, form.name.data) == ({}, "Quầy   số 1")


def test_only_units_that_were_offered_can_be_chosen(filled):
    assert "unit_id" in filled(unit_id="8").errors


def test_a_field_counts_only_for_a_counter_that_serves_one(filled):
    assert filled(field="Đất đai").named_field is None
    assert filled(purpose="field", field="Đất đai").named_field == "Đất đai"
    assert "field" in filled(purpose="field").errors
