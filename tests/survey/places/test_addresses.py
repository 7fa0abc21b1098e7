from survey.places.addresses import address_of, scanned_address, short_address

HOST = "https://danhgia.gialai.gov.vn"


def test_a_counter_lives_below_the_public_address():
    assert address_of(HOST, "M9XPN") == "https://danhgia.gialai.gov.vn/q/M9XPN"
    assert short_address(HOST, "M9XPN") == "danhgia.gialai.gov.vn/q/M9XPN"


def test_a_qr_carries_capitals():
    assert scanned_address(HOST, "M9XPN") == "HTTPS://DANHGIA.GIALAI.GOV.VN/Q/M9XPN"


def test_a_folder_that_knows_case_is_left_as_it_is():
    assert scanned_address(HOST + "/LangNghe", "M9XPN") == f"{HOST}/LangNghe/q/M9XPN"
