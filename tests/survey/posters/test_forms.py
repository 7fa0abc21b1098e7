from survey.posters.forms import LABELS_ON_A_SHEET, SHEETS, Form


def test_every_form_has_its_markup_and_a_name_of_its_own():
    assert set(SHEETS) == set(Form)
    assert all(sheet.markup.is_file() for sheet in SHEETS.values())
    assert len({sheet.filename for sheet in SHEETS.values()}) == len(Form)


def test_a_counter_alone_fills_its_sheet_of_labels():
    assert SHEETS[Form.STICKERS].copies_alone == LABELS_ON_A_SHEET
