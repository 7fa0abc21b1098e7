from survey.posters.faces import face_of, faces_of, purpose_words, sample
from tests.factories.places import make_commune, make_counter, make_district, make_province

ADDRESS = "https://danhgia.gialai.gov.vn"


def test_a_face_says_where_the_counter_is_and_where_its_qr_leads(session):
    province = make_province(session, "Tỉnh Gia Lai")
    district = make_district(session, province, "Huyện Chư Sê")
    counter = make_counter(session, make_commune(session, district, "Xã Ia Le"), name="Quầy số 7")
    face = face_of(session, counter, ADDRESS)
    assert (face.unit, face.above) == ("Xã Ia Le", "Huyện Chư Sê, Tỉnh Gia Lai")
    assert (face.counter, face.code) == ("Quầy số 7", counter.code)
    assert face.address == f"danhgia.gialai.gov.vn/q/{counter.code}"
    assert face.scanned == f"HTTPS://DANHGIA.GIALAI.GOV.VN/Q/{counter.code}"
    assert faces_of(session, [counter], ADDRESS) == [face]


def test_a_purpose_is_said_as_citizens_say_it():
    assert purpose_words("results", None) == "Trả kết quả"
    assert purpose_words("field", "Đất đai") == "Đất đai"


def test_a_sample_stands_for_any_counter():
    assert sample("Xã Ia Le", ADDRESS).unit == "Xã Ia Le"
