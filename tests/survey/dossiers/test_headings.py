import pytest

from survey.dossiers.headings import columns_of

WHOLE = ["Mã hồ sơ", "Mã đơn vị tiếp nhận", "Ngày tiếp nhận"]


def test_columns_are_known_by_vietnamese_and_english_names():
    english = columns_of(["code", "Unit_Code", "received_on", "DUE_ON", "done on", "field"])
    assert not english.faults
    assert english.at == {
        "code": 0, "unit_code": 1, "received_on": 2, "due_on": 3, "done_on": 4, "field": 5,
    }  # fmt: skip
    plain = columns_of(["MA HO SO", "đơn vị tiếp nhận", " ngày  tiếp nhận ", "Hạn trả", "Lĩnh vực"])
    assert not plain.faults
    assert plain.at["due_on"] == 3


@pytest.mark.parametrize(
    "heading",
    ["Họ và tên", "Họ tên người nộp", "Số điện thoại", "SĐT", "CCCD", "Số CMND/CCCD", "Địa chỉ",
     "Ngày sinh", "Email", "applicant_name", "phone", "Full name", "Tên", "id_number", "Chủ hồ sơ"],
)  # fmt: skip
def test_a_column_that_names_a_person_costs_the_sheet(heading):
    (fault,) = columns_of([*WHOLE, heading]).faults
    assert "không nhận thông tin cá nhân" in fault
    assert heading in fault


@pytest.mark.parametrize("heading", ["Tên thủ tục", "STT", "Ghi chú", "Mức độ", "Kênh nộp"])
def test_any_other_column_is_left_unread_and_told(heading):
    columns = columns_of([*WHOLE, heading])
    assert not columns.faults
    assert columns.unread == (heading,)


def test_a_missing_or_doubled_column_is_said():
    assert columns_of(["Mã hồ sơ"]).faults == (
        "thiếu cột “mã đơn vị tiếp nhận”", "thiếu cột “ngày tiếp nhận”",
    )  # fmt: skip
    assert columns_of([*WHOLE, "code"]).faults == ("cột “code” có hai lần",)
