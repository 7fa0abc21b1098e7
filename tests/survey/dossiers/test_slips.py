from survey.dossiers import catalogue, inputs, known, showing, slips, tables


def test_every_kind_of_paper_has_its_words_on_screen_and_in_print():
    assert set(slips.KINDS) == set(inputs.KIND_NAMES) == set(slips._ASKED)


def test_a_folder_that_a_proxy_put_us_in_keeps_its_case():
    assert slips.scanned_address("https://a.vn", "AB") == "HTTPS://A.VN/T/AB"
    assert slips.scanned_address("https://a.vn/Khao", "AB") == "https://a.vn/Khao/t/AB"


def test_the_parts_behind_are_seen_through_the_imports_and_pages():
    # `known`, `tables` and `catalogue` in test_importing and test_cli, `showing` in test_api.
    assert all((catalogue.import_catalogue, known.Units, showing.file_of, tables.add))
