import pytest

from survey.sampling.headings import columns_of


def test_vietnamese_and_english_headings_mean_the_same():
    vietnamese = columns_of(["Mã hộ", "Tầng", "Mã huyện", "MÃ XÃ", "Thôn", "Quy mô", "Họ tên"])
    english = columns_of(["code", "stratum", "district", "commune", "village", "size", "label"])
    assert vietnamese.at == english.at
    assert (vietnamese.faults, english.faults) == ((), ())


@pytest.mark.parametrize(
    ("heading", "fact"),
    [("label:sex", "sex"), ("Nhãn giới tính", "giới tính"), ("label_age", "age"),
     ("NHÃN: Tuổi", "tuổi")],
)  # fmt: skip
def test_a_column_of_facts_is_known_by_its_prefix(heading, fact):
    assert columns_of(["code", heading]).facts == {fact: 1}


def test_any_other_column_is_left_unread_and_told():
    columns = columns_of(["code", "Ghi chú", ""])
    assert (columns.unread, columns.faults) == (("Ghi chú",), ())


@pytest.mark.parametrize(
    "heading", ["CCCD", "Số điện thoại", "Ngày sinh", "Email", "Mã số thuế", "số_định_danh"]
)
def test_a_number_that_follows_a_person_costs_the_whole_file(heading):
    (fault,) = columns_of(["code", heading]).faults
    assert "không nhận" in fault


def test_the_code_is_needed_and_no_column_comes_twice():
    assert columns_of(["thôn"]).faults == ("thiếu cột “mã hộ”",)
    assert columns_of(["code", "thôn", "Mã thôn"]).faults == ("cột “Mã thôn” có hai lần",)
    many = columns_of(["code", *(f"label:{n}" for n in range(13))])
    assert many.faults == ("có 13 cột nhãn, nhiều nhất 12",)
