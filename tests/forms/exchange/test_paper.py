"""The printed form says every question, with what is typed in for each box."""

import subprocess
from pathlib import Path

import pytest

from forms import library, reading
from forms.exchange.condition_words import Teller
from forms.exchange.imported import CannotWrite
from forms.exchange.languages import code_in, heading
from forms.exchange.paper import pdf
from forms.exchange.paper_blocks import Page
from forms.exchange.phrases import phrase, text
from forms.filling import names_of
from forms.questionnaire import Questionnaire
from tests.forms.tiny import tiny, written

SHIPPED = [pytest.param(each, id=f"{each.code}-{each.version}") for each in library.shipped()]


def words_on(content: bytes, folder: Path) -> str:
    """Return the words of a PDF as a reader of PDFs finds them, on one line."""
    path = folder / "a.pdf"
    path.write_bytes(content)
    read = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    )
    return " ".join(read.stdout.split())


def typed_in(questionnaire: Questionnaire) -> set[str]:
    """Return every name of a column that stands somewhere on the form."""
    page = Page(questionnaire, "vi")
    found: set[str] = set()

    def gather(part: object) -> None:
        if isinstance(part, dict):
            found.update(str(part[key]) for key in ("code", "own_words") if part.get(key))
            if part.get("instead"):
                found.add(str(part["why_not"]))
            for inner in part.values():
                gather(inner)
        elif isinstance(part, list):
            for inner in part:
                gather(inner)

    gather([page.section(section) for section in questionnaire.sections])
    return found | {name.partition("=")[0] for name in found}


@pytest.mark.parametrize("questionnaire", SHIPPED)
def test_every_column_that_can_be_typed_in_stands_on_the_form(questionnaire):
    assert names_of(questionnaire) <= typed_in(questionnaire)


@pytest.mark.parametrize("questionnaire", SHIPPED)
def test_every_shipped_questionnaire_prints_as_a_tagged_pdf(questionnaire):
    content = pdf(questionnaire)
    assert content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in content or b"/MarkInfo" in content


def test_the_form_says_its_questions_its_codes_and_that_it_is_a_sample(tmp_path):
    said = words_on(pdf(tiny()), tmp_path)
    for words in ("Phiếu nhỏ", "1. Ông/Bà thấy thế nào?", "overall", "Buồn", "Nói thêm", "form_no"):
        assert words in said
    assert "Bản mẫu, chưa phải mẫu chính thức" in said
    assert "trang 1/1" in said


def test_an_official_form_is_no_sample_and_another_language_is_spoken(tmp_path):
    document = written()
    document["official"] = True
    said = words_on(pdf(reading.made(document), "en"), tmp_path)
    assert "Tiny form" in said
    assert "How was it?" in said
    assert "Sample" not in said


def test_words_are_never_taken_for_markup(tmp_path):
    document = written()
    hostile = '#panic("x") $1$ *đậm* @nhãn \\ ]{ <a> "'
    document["title"]["vi"] = document["sections"][0]["questions"][0]["words"]["vi"] = hostile
    assert hostile in words_on(pdf(reading.made(document)), tmp_path)


def test_a_language_that_is_not_whole_is_refused():
    document = written()
    del document["title"]["en"]
    with pytest.raises(CannotWrite, match="chưa đủ lời bằng ngôn ngữ “en”"):
        pdf(reading.made(document), "en")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("overall <= 3", "câu 1 chọn “Rất không hài lòng”, “Không hài lòng” hoặc “Bình thường”"),
        ('why has "waited"', "câu 2 có chọn “Phải chờ lâu hoặc bị trễ hẹn”"),
        ("count(why) > 1", "số ý chọn ở câu 2 lớn hơn 1"),
        ('worst = "waited"', "câu 3 chọn “Phải chờ lâu hoặc bị trễ hẹn”"),
        ("why is answered and not overall = 1", "câu 2 có trả lời và không phải (câu 1 chọn"),
        ("why is skipped", "câu 2 bỏ trống"),
    ],
)
def test_a_condition_is_told_in_words(line, told):
    counter = library.newest("counter")
    assert Teller(counter, "vi", Page(counter, "vi").numbers).tell(line).startswith(told)


def test_what_we_say_ourselves_falls_back_on_vietnamese():
    assert phrase("yes", "en") == "Yes"
    assert phrase("yes", "km") == "Có"
    assert text("no", ["vi", "en"]) == {"vi": "Không", "en": "No"}


@pytest.mark.parametrize("code", ["vi", "en", "km", "tyz", "zh-Hant", "nut@latin"])
def test_a_language_is_known_again_by_its_heading(code):
    assert code_in(heading(code)) == code


@pytest.mark.parametrize(
    ("said", "code"),
    [("English (en)", "en"), ("en", "en"), ("FR", "fr"), ("Vietnamese", "vi"), ("Tiếng Việt", "vi")]
)  # fmt: skip
def test_a_language_is_known_by_name_or_code(said, code):
    assert code_in(said) == code


def test_a_language_nobody_knows_is_none():
    assert code_in("Tiếng của ai đó") is None
