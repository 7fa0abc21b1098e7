import pytest

from analysis.indices.definitions import shelf
from analysis.indices.samples import SAMPLE
from analysis.indices.score_files import Unreadable
from analysis.indices.score_sheets import read, subject_key

HEADING = "index,subject,index_year,published_year,part,value,n,rank,source"
GOOD = "PAPI,Thừa Thiên Huế,2023,2024,,46.0415,,,PAPI 2023"


def sheet(*lines, heading=HEADING):
    return read("\n".join([heading, *lines]).encode(), shelf())


def remarks(*lines, heading=HEADING):
    return [(r.line, r.words) for r in sheet(*lines, heading=heading).remarks]


def test_the_sample_that_is_shipped_is_sound_and_cites_its_pages():
    found = read(SAMPLE.read_bytes(), shelf())
    assert found.remarks == ()
    assert all(score.source.startswith("http") for score in found.scores)
    assert {score.index for score in found.scores} == {"papi", "sipas", "par"}
    withheld = [score.subject for score in found.scores if score.value is None]
    assert withheld == ["Quảng Ninh"]


def test_a_score_is_read_with_its_method_and_scale():
    (score,) = sheet(GOOD).scores
    assert (score.value, score.scale, score.method) == (46.0415, (8.0, 80.0), "papi-2018")
    assert (score.index_year, score.published_year, score.line) == (2023, 2024, 2)


def test_a_score_that_nobody_can_have_published_yet_is_kept_out():
    found = read(f"{HEADING}\nPAPI,Huế,2031,2032,,40,,,PAPI\n{GOOD}".encode(), shelf(), 2026)

    assert [score.index_year for score in found.scores] == [2023]
    assert [(r.line, r.words) for r in found.remarks] == [(2, "năm công bố 2032 chưa tới")]


def test_headings_are_read_in_vietnamese_and_a_decimal_comma_as_one():
    heading = "Chỉ số;Tỉnh, thành phố;Năm của chỉ số;Năm công bố;Điểm;Nguồn;Xếp hạng"
    (score,) = sheet("PAR INDEX;Hải Phòng;2024;2025;96,17 %;Báo;1", heading=heading).scores
    assert (score.index, score.value, score.rank, score.method) == ("par", 96.17, 1, "par-2024")


@pytest.mark.parametrize("line", ["PAPI,Quảng Ninh*,2023,2024,D6,,,,x", "PAPI,A,2023,2024,,*,,,x"])
def test_a_star_is_a_withheld_score_and_no_zero(line):
    (score,) = sheet(line).scores
    assert score.value is None
    assert "*" not in score.subject


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("PAPI,A,2023,2024,,80.1,,,x", "điểm 80,1 nằm ngoài thang 8 – 80"),
        ("SIPAS,A,2023,2024,,100.5,,,x", "điểm 100,5 nằm ngoài thang 0 – 100"),
        ("PAPI,A,2023,2024,1.2,2.6,,,x", "điểm 2,6 nằm ngoài thang 0,25 – 2,5"),
        ("PAPI,A,2017,2018,,61,,,x", "điểm 61 nằm ngoài thang 6 – 60"),
        ("PAPI,A,2023,2024,,,,,x", "để trống điểm; không công bố thì ghi *"),
        ("PAPI,A,2023,2024,,-5,,,x", "điểm “-5” không phải là số"),
        ("PAPI,A,2023,2024,,nan,,,x", "điểm “nan” không phải là số"),
        ("PAPI,A,2023,2024,,4.5.6,,,x", "điểm “4.5.6” không phải là số"),
        ("PAPI,A,2023,2024,,²,,,x", "điểm “²” không phải là số"),
        ("PAPI,A,soon,2024,,46,,,x", "năm “soon” không phải là số nguyên"),
        ("GDP,A,2023,2024,,46,,,x", "không biết chỉ số “GDP” (SIPAS, PAPI, PAR INDEX hoặc PCI)"),
        ("SIPAS,A,2015,2016,,46,,,x", "chưa có phương pháp SIPAS cho năm 2015"),
        ("PAPI,A,2023,2024,D9,5,,,x", "PAPI từ 2018 (8 nội dung) không có phần “D9”"),
        ("PAPI,A,2023,2024,,46,,,", "để trống: nguon"),
        ("PAPI,A,2024,2023,,46,,,x", "năm công bố 2023 sớm hơn năm của chỉ số 2024"),
        ("PAPI,!!,2023,2024,,46,,,x", "tên đơn vị không đọc được"),
        (f"PAPI,{'A' * 121},2023,2024,,46,,,x", "ô subject quá dài hoặc có ký tự không đọc được"),
    ],
)
def test_a_line_that_cannot_be_kept_is_told_and_keeps_nobody_out(line, words):
    found = sheet(line, GOOD)
    assert [(r.line, r.words, r.is_fault) for r in found.remarks] == [(2, words, True)]
    assert len(found.scores) == 1


def test_the_same_score_twice_is_taken_once():
    assert remarks(GOOD, GOOD.replace("Thừa Thiên Huế", "Tỉnh Thua Thien Hue")) == [
        (3, "trùng với dòng 2; giữ dòng 2")
    ]


def test_parts_that_do_not_add_up_are_told_and_kept():
    parts = [f"PAPI,A,2019,2020,1.{k},{v},,,x" for k, v in enumerate((1, 1, 1, 1), start=1)]
    found = sheet("PAPI,A,2019,2020,D1,4.5,,,x", *parts)
    assert [(r.line, r.is_fault) for r in found.remarks] == [(2, False)]
    assert len(found.scores) == 5


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", "subject,điểm\n".encode()])
def test_what_is_no_sheet_of_scores_is_refused(content):
    with pytest.raises(Unreadable):
        read(content, shelf())


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        ("Bà Rịa - Vũng Tàu", "ba ria vung tau"),
        ("Ba Ria-Vung Tau", "ba ria vung tau"),
        ("TP. Hồ Chí Minh", "ho chi minh"),
        ("Thành phố Đà Nẵng", "da nang"),
        ("Tỉnh", "tinh"),
    ],
)
def test_a_subject_is_found_however_it_is_written(subject, key):
    assert subject_key(subject) == key
