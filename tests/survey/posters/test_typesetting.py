from survey.posters.typesetting import pdf, printable, told
from tests.survey.places.prints import about, words_of


def test_words_are_laid_out_and_never_obeyed(tmp_path):
    markup = tmp_path / "letter.typ"
    markup.write_text(
        '#set document(title: "Thư")\n#set text(font: "DejaVu Sans", lang: "vi")\n'
        "#json(bytes(sys.inputs.words)).said"
    )
    page = tmp_path / "letter.pdf"
    page.write_bytes(pdf(markup, {"words": told({"said": "Nguyễn #panic() “Ỡ” \\ {7*7}"})}))
    assert words_of(page) == "Nguyễn #panic() “Ỡ” \\ {7*7}"
    assert about(page)["Tagged"] == "yes"
    assert pdf(markup, {"words": told({"said": "Ỡ"})}, png=True).startswith(b"\x89PNG")


def test_a_mark_that_floats_is_joined_to_its_letter():
    assert printable("Ô\u0323") == "Ộ"
