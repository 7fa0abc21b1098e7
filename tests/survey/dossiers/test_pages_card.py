from datetime import timedelta

import pytest

from survey.dossiers.opening import code_of
from tests.factories.dossiers import make_dossier
from tests.page import read


@pytest.fixture
def code(app, session, commune):
    with app.app_context():
        return code_of(make_dossier(session, commune))


def test_the_card_names_the_unit_and_opens_the_questionnaire_elsewhere(client, code):
    answer = client.get(f"/t/{code}/card")
    page = read(answer)
    assert "Phường Quy Nhơn" in page.text
    assert "một lần" in page.text
    (link,) = page.find_all("a")
    assert link["href"].lower() == f"/t/{code}".lower()
    assert (link["target"], link["rel"]) == ("_blank", "noopener")


def test_any_site_may_frame_it_and_it_brings_neither_cookie_nor_script(client, code):
    answer = client.get(f"/T/{code.lower()}/card", headers={"Cookie": "session=x"})
    assert answer.status_code == 200
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert b"<script" not in answer.data


def test_it_speaks_english_when_asked(client, code):
    assert read(client.get(f"/t/{code}/card?lang=en")).language == "en"
    assert read(client.get(f"/t/{code}/card?lang=xx")).language == "vi"


def test_a_code_that_is_none_or_over_is_said_to_be(client, clock, code):
    wrong = client.get("/t/0000000000000000/card")
    assert wrong.status_code == 404
    assert "không đúng" in read(wrong).text
    clock.advance(timedelta(days=181))
    over = read(client.get(f"/t/{code}/card"))
    assert "đã hết hạn" in over.text
    assert not over.find_all("a")
