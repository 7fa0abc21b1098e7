"""What can be read of a rating is kept, and what cannot is left out."""

import pytest

from forms import library
from survey.offline.ballots import answered

DOSSIER = library.find("dossier", 1)


@pytest.mark.parametrize(
    ("form", "answers", "is_whole"),
    [
        ("overall=5", {"overall": 5}, True),
        ("overall=5&_shown=&_at_once=1", {"overall": 5}, True),
        ("overall=9&comment=Tốt", {}, False),
        ("overall=5&overall=1", {}, False),
        ("overall=5&stranger=1", {"overall": 5}, False),
        ("overall=%ff", {}, False),
        ("overall=%00", {}, False),
        ("", {}, True),
    ],
)
def test_the_readable_part_is_kept(form, answers, is_whole):
    found = answered(DOSSIER, form, {})
    given = {code: value for code, value in found.filled.answers.items() if value != "~not_asked"}
    assert (given, found.is_whole) == (answers, is_whole)


def test_words_beside_a_bad_answer_stay():
    assert answered(DOSSIER, "overall=9&comment=T%E1%BB%91t", {}).filled.words == {"comment": "Tốt"}


@pytest.mark.parametrize("questionnaire", library.shipped(), ids=lambda one: one.code)
def test_rubbish_in_any_field_ends(questionnaire):
    from forms.filling import names_of

    for rubbish in ("9999", "x", "", "~dont_know", "-1", "1e9"):
        form = "&".join(f"{name}={rubbish}" for name in names_of(questionnaire))
        assert not answered(questionnaire, form, {}).filled.faults
