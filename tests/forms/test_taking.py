import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from forms import library
from forms.build import form_class
from forms.kinds import BadAnswer
from forms.taking import is_counted, taken

DOSSIER = library.find("dossier", 1)
CODES = [question.code for question in DOSSIER.questions]
sent = st.dictionaries(
    st.sampled_from(CODES), st.sampled_from(["", "1", "3", "5", "6", "０", " ", "Tốt", "=1"])
)


@given(sent)
def test_it_takes_exactly_what_the_form_takes(answers: dict[str, str]):
    form = form_class(DOSSIER, "vi")(MultiDict(answers))
    if form.validate():
        assert taken(DOSSIER, answers) == form.answered()
    else:
        with pytest.raises(BadAnswer):
            taken(DOSSIER, answers)


def test_scales_are_counted_and_words_are_read():
    assert is_counted(DOSSIER, "overall")
    assert not is_counted(DOSSIER, "comment")
    assert not is_counted(DOSSIER, "nobody_asked")
