import unicodedata

import pytest

from survey.places import poster
from tests.survey.places.prints import about, picture_of, scanned, words_of

SCANNED = "HTTPS://DANHGIA.GIALAI.GOV.VN/Q/M9XPN"
FACE = poster.Face(
    unit="Phường Quy Nhơn Bắc",
    above="Tỉnh Gia Lai",
    counter="Quầy số 1",
    purpose="Tiếp nhận hồ sơ",
    code="M9XPN",
    address="danhgia.gialai.gov.vn/q/M9XPN",
)
MARKUP = poster.Face(
    unit='Xã #panic("x") *đậm* $x$ // ' + "Ỡ" * 160,
    above="@ref <label> `raw` \\",
    counter="Quầy “số” 1 " * 8,
    purpose="Ễ ẵ ự ỹ " * 12,
    code="M9XPN",
    address="a-very-long-name.danhgia.gialai.gov.vn:8443/langnghe/q/M9XPN",
)


@pytest.fixture
def printed(tmp_path):
    def print_it(face):
        path = tmp_path / "poster.pdf"
        path.write_bytes(poster.pdf(face, SCANNED))
        return path

    return print_it


def test_every_word_is_there_with_every_mark(printed):
    words = words_of(printed(FACE))
    told = (FACE.unit, FACE.above, FACE.counter, FACE.purpose, FACE.code, FACE.address)
    for expected in (*told, "Quét mã để đánh giá", "Scan to rate our service"):
        assert expected in words


def test_marks_apart_from_their_letters_are_joined(printed):
    apart = unicodedata.normalize("NFD", "Phường Quy Nhơn Bắc")
    face = poster.Face(apart, "", "Quầy", "Trả kết quả", "M9XPN", "x/q/M9XPN")
    assert "Phường Quy Nhơn Bắc" in words_of(printed(face))


@pytest.mark.parametrize("face", [FACE, MARKUP])
def test_a_phone_reads_the_address_off_the_page(printed, face):
    assert scanned(picture_of(printed(face))) == SCANNED


@pytest.mark.parametrize("face", [FACE, MARKUP])
def test_it_is_one_a5_page_tagged_and_titled(printed, face):
    told = about(printed(face))
    assert told["Pages"] == "1"
    assert told["Tagged"] == "yes"
    assert told["Title"].startswith("Quét mã để đánh giá")
    width, height = (float(part) for part in told["Page size"].split(" pts")[0].split(" x "))
    assert (round(width), round(height)) == (420, 595)


def test_a_name_is_never_taken_for_markup(printed):
    words = words_of(printed(MARKUP))
    assert '#panic("x") *đậm* $x$ //' in words
    assert "@ref <label> `raw` \\" in words


def test_a_purpose_is_said_as_citizens_say_it():
    assert poster.purpose_words("results", None) == "Trả kết quả"
    assert poster.purpose_words("field", "Đất đai") == "Đất đai"
