from survey.posters.branding import Branding
from survey.posters.enrolment import card
from tests.survey.places.prints import words_of
from tests.survey.posters.prints import a_face


def test_the_code_of_the_address_is_there_to_be_typed(tmp_path):
    path = tmp_path / "card.pdf"
    path.write_bytes(card(a_face(), "https://a.vn/kiosk/#e=K7QM2XPD", Branding()))
    words = words_of(path)
    assert "Mã đăng ký: K7QM2XPD" in words
    assert "a.vn/kiosk/" in words
