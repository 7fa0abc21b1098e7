from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage, MultiDict

from survey.posters.forms import Form
from survey.posters.inputs import FORM_HINTS, FORM_NAMES, BrandingForm
from tests.survey.posters.prints import a_logo

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def faults(app):
    def of(**told):
        with app.test_request_context(method="POST"):
            form = BrandingForm(MultiDict(told), meta={"csrf": False})
            form.validate()
            return {name: [str(one) for one in said] for name, said in form.errors.items()}, form

    return of


def test_every_form_of_print_has_its_words():
    assert set(FORM_NAMES) == set(FORM_HINTS) == set(Form)


def test_a_colour_too_pale_for_white_words_is_refused_with_its_figure(faults):
    said, _form = faults(colour="#ffd700")
    assert "tương phản 1,4 lần, cần ít nhất 4,5" in said["colour"][0]


@pytest.mark.parametrize("colour", ["", "red", "#12345", "#12345g", "javascript:alert(1)"])
def test_what_is_no_colour_is_refused(faults, colour):
    assert "colour" in faults(colour=colour)[0]


def test_a_colour_in_capitals_is_the_same_colour(faults):
    said, form = faults(colour=" #0B5351 ")
    assert not said
    assert form.colour.data == "#0b5351"


def test_a_logo_is_made_anew(faults):
    said, form = faults(colour="#0b5351", logo=FileStorage(BytesIO(a_logo()), "a.png"))
    assert not said
    assert form.picture.startswith(b"\x89PNG")


def test_an_svg_is_refused_and_what_to_do_is_said(faults):
    svg = FileStorage(BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "a.svg")
    said, form = faults(colour="#0b5351", logo=svg)
    assert "xin lưu thành PNG trước" in said["logo"][0]
    assert form.picture is None
