"""Written and made again, a questionnaire is the same; and so is what was written."""

import pytest
from hypothesis import given, settings

from forms import library
from forms.questionnaire import Question
from forms.reading import made
from forms.writing import document_of, question_document, scales_of
from tests.forms.oracle import forms_with_paths
from tests.forms.small import SHELVES, everything, everything_written
from tests.forms.tiny import tiny, written


@pytest.mark.parametrize(
    "questionnaire", library.shipped(), ids=lambda it: f"{it.code}-{it.version}"
)
def test_whatever_is_shipped_comes_back_the_same(questionnaire) -> None:
    again = made(document_of(questionnaire))
    assert again == questionnaire
    assert again.digest == questionnaire.digest


def test_every_key_comes_back_as_it_was_written() -> None:
    document = everything_written()
    audio = document["sections"][0]["questions"][1]["audio"]
    audio["vi"] = f"everything/{audio['vi']}"  # where it lies, said in full
    assert document_of(everything()) == document
    assert made(document_of(everything()), SHELVES) == everything()


def test_the_small_one_comes_back_as_it_was_written() -> None:
    assert document_of(tiny()) == written()


@settings(max_examples=100, deadline=None)
@given(forms_with_paths())
def test_any_questionnaire_comes_back_the_same(drawn) -> None:
    questionnaire = made(drawn[0])
    assert made(document_of(questionnaire)) == questionnaire


def test_only_scales_that_are_used_are_written_in_the_order_of_use() -> None:
    assert [scale.code for scale in scales_of(everything())] == ["mood", "often"]
    document = written()
    document["scales"]["unused"] = document["scales"]["mood"]
    assert list(document_of(made(document))["scales"]) == ["mood"]


def test_bounds_are_numbers_or_quoted_as_files_write_them() -> None:
    bounds = {
        question.code: (
            question_document(question).get("least"),
            question_document(question)["most"],
        )
        for question in everything().questions
        if question.kind in ("number", "decimal", "date", "month")
    }
    assert bounds["minutes"] == (0, 600)
    assert bounds["paid"] == (0, "1000000.50")
    assert bounds["day"] == ("2026-01-01", "2026-12-31")
    assert bounds["household"] == (None, 30)


@pytest.mark.parametrize("bound", ["007", "-0", "0.50", "12", "-3"])
def test_a_bound_comes_back_to_the_letter(bound) -> None:
    asked = Question("q", "decimal", {"vi": "?"}, "thử", least=bound)
    assert str(question_document(asked)["least"]) == bound


def test_nothing_that_says_no_more_than_its_default_is_written() -> None:
    said = question_document(tiny().questions[0])
    assert set(said) == {"code", "kind", "words", "source", "scale"}
