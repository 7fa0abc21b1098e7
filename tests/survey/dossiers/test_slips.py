from survey.dossiers import inputs, slips


def test_every_kind_of_paper_has_its_words_on_screen_and_in_print():
    assert set(slips.KINDS) == set(inputs.KIND_NAMES) == set(slips._ASKED)


def test_a_folder_that_a_proxy_put_us_in_keeps_its_case():
    assert slips.scanned_address("https://a.vn", "AB") == "HTTPS://A.VN/T/AB"
    assert slips.scanned_address("https://a.vn/Khao", "AB") == "https://a.vn/Khao/t/AB"
