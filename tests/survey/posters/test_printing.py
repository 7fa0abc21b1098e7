import re
import unicodedata

import pytest
from PIL import Image

from survey.posters.branding import Branding
from survey.posters.enrolment import card
from survey.posters.forms import WORDS, Form
from survey.posters.printing import desk_words, preview, sheets
from tests.survey.places.prints import about, run, scanned, words_of
from tests.survey.posters.prints import (
    HOSTILE,
    LONGEST,
    MAROON,
    a_face,
    a_logo,
    labels_of,
    pictures_of,
    sizes_of,
)

PLAIN = Branding()
SIZES = {
    Form.POSTER: (210, 297),
    Form.STAND: (148, 210),
    Form.TENT: (210, 297),
    Form.STICKERS: (210, 297),
    Form.STRIP: (80, 130),
}
FACES_OF_A_TENT = 2
LABELS = 24


@pytest.fixture
def printed(tmp_path):
    def print_it(form, *placed):
        path = tmp_path / "print.pdf"
        path.write_bytes(sheets(form, placed))
        return path

    return print_it


def no_letter_missing(pdf) -> bool:
    """Every font is in the file with its words (uni yes), so no sign was a box."""
    fonts = [line.split() for line in run("pdffonts", str(pdf)).splitlines()[2:]]
    return bool(fonts) and all(words[-5:-2] == ["yes", "yes", "yes"] for words in fonts)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("branding", [PLAIN, MAROON])
def test_every_page_has_its_exact_size_and_is_tagged(printed, form, branding):
    faces = [(a_face(), branding), (LONGEST, branding), (HOSTILE, branding)]
    path = printed(form, *faces)
    pages = 1 if form is Form.STICKERS else 3  # three rows of labels are one sheet
    assert sizes_of(path) == [pytest.approx(SIZES[form], abs=0.3)] * pages
    told = about(path)
    assert told["Tagged"] == "yes"
    assert "pdfuaid:part" in run("pdfinfo", "-meta", str(path))
    assert told["Title"] == "Quét mã để đánh giá: 3 quầy"


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("face", [a_face(), LONGEST, HOSTILE], ids=["plain", "longest", "hostile"])
@pytest.mark.parametrize("branding", [PLAIN, MAROON], ids=["plain", "branded"])
def test_a_phone_reads_each_qr_off_the_page(printed, form, face, branding):
    (page,) = pictures_of(printed(form, (face, branding)))
    if form is Form.STICKERS:
        assert [scanned(label) for label in labels_of(page)] == [face.scanned] * LABELS
    else:
        times = FACES_OF_A_TENT if form is Form.TENT else 1
        assert scanned(page).splitlines() == [face.scanned] * times


@pytest.mark.parametrize("form", Form)
def test_each_page_of_many_leads_to_its_own_counter(printed, form):
    faces = [a_face() for _ in range(4)]
    pages = pictures_of(printed(form, *((face, PLAIN) for face in faces)))
    read = [address for page in pages for address in dict.fromkeys(scanned(page).splitlines())]
    assert sorted(read) == sorted(face.scanned for face in faces)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("face", [a_face(), LONGEST], ids=["plain", "longest"])
def test_every_word_is_there_with_every_mark(printed, form, face):
    path = printed(form, (face, PLAIN))
    words = words_of(path)
    # Where a line ends with a dash, the reader takes it for a word that was broken.
    assert face.unit in words or face.unit.replace(" - ", " ") in words
    expected = [face.counter, face.code, face.address, WORDS["call"], WORDS["call-en"]]
    if form is not Form.STICKERS:
        expected += [face.above, face.purpose, WORDS["promise"], WORDS["typing"]]
    for each in expected:
        assert each in words
    assert no_letter_missing(path)
    assert unicodedata.is_normalized("NFC", words)


def test_a_province_says_its_own_name(printed):
    words = words_of(printed(Form.POSTER, (a_face(), MAROON)))
    assert "Ủy ban nhân dân tỉnh Gia Lai" in words


def test_two_looks_stand_in_one_file(printed):
    path = printed(Form.POSTER, (a_face(), PLAIN), (a_face(), MAROON))
    pages = [Image.open(page).convert("RGB") for page in pictures_of(path, 50)]
    assert [page.getpixel((2, 2)) for page in pages] == [(11, 83, 81), (138, 21, 56)]


@pytest.mark.parametrize("form", [Form.POSTER, Form.TENT, Form.STRIP])
def test_a_name_is_never_taken_for_markup(printed, form):
    words = words_of(printed(form, (HOSTILE, PLAIN)))
    shown = words.replace("\u200b", "").replace(" ", "")
    assert '#panic("x")*đậm*$x$//' in shown
    assert "@ref<label>`raw`\\" in shown


def test_marks_apart_from_their_letters_are_joined(printed):
    face = a_face(unit=unicodedata.normalize("NFD", "Phường Quy Nhơn Bắc"))
    assert "Phường Quy Nhơn Bắc" in words_of(printed(Form.STAND, (face, PLAIN)))


def test_the_poster_is_read_from_two_metres(printed):
    path = printed(Form.POSTER, (a_face(), PLAIN))
    page = pictures_of(path, 100)[0]
    picture = Image.open(page).convert("L").point(lambda dot: 255 if dot < 40 else 0)
    # The finder patterns' outer edges: nothing else on the page is black from here down.
    left, _top, right, _bottom = picture.crop((0, 400, picture.width, 880)).getbbox()
    assert (right - left) / 100 * 25.4 >= 120
    calls = [
        float(line.split("yMax")[1].split('"')[1]) - float(line.split("yMin")[1].split('"')[1])
        for line in run("pdftotext", "-bbox", str(path), "-").splitlines()
        if ">Quét<" in line
    ]
    assert max(calls) >= 40


def test_what_overflows_nowhere_keeps_to_its_width(printed):
    for face in (LONGEST, HOSTILE):
        for form in Form:
            path = printed(form, (face, MAROON))
            width = SIZES[form][0] / 25.4 * 72
            boxes = re.findall(r'xMin="([\d.-]+)".*?xMax="([\d.-]+)"', _boxes(path))
            assert boxes
            assert all(float(a) >= 0 and float(b) <= width + 0.5 for a, b in boxes)


def _boxes(path) -> str:
    return run("pdftotext", "-bbox", str(path), "-")


@pytest.mark.parametrize("form", Form)
def test_a_preview_is_a_small_picture(tmp_path, form):
    picture = tmp_path / "preview.png"
    picture.write_bytes(preview(form, (a_face(), MAROON)))
    with Image.open(picture) as seen:
        assert max(seen.size) < 600
        assert seen.height > seen.width


def test_progress_is_told_up_to_the_last():
    seen = []
    sheets(Form.STRIP, [(a_face(), PLAIN)] * 45, lambda done, total: seen.append((done, total)))
    assert seen == [(0, 45), (20, 45), (40, 45), (45, 45)]


def test_the_enrolment_card_carries_the_code_and_never_a_pin(tmp_path):
    path = tmp_path / "card.pdf"
    address = "https://danhgia.gialai.gov.vn/kiosk/#e=K7QM2XPD"
    path.write_bytes(card(LONGEST, address, Branding("#8a1538", a_logo(), None)))
    assert sizes_of(path) == [pytest.approx((148, 210), abs=0.3)]
    assert scanned(pictures_of(path)[0]) == address
    words = words_of(path)
    for each in ("K7QM2XPD", "danhgia.gialai.gov.vn/kiosk/", LONGEST.unit, "Đăng ký máy tính bảng"):
        assert each in words
    assert "Mã PIN không in trên tờ này" in words
    assert about(path)["Tagged"] == "yes"
    assert no_letter_missing(path)


def test_what_a_counter_is_for_is_not_said_twice():
    assert desk_words(a_face()) == "Quầy số 1 · Tiếp nhận hồ sơ"
    assert desk_words(a_face(counter="Quầy tiếp nhận hồ sơ")) == "Quầy tiếp nhận hồ sơ"
